using LeadScoring.Connector.Store;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A Salesforce whose definitions cannot be asked, so that only a history row tells that a field is tracked.</summary>
sealed class UntoldHistoryTests
{
    [Test]
    public async Task The_first_changes_count_each_in_the_pass_that_follows_them()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        foreach (var status in (string[])[Status.Working, Status.Interested, Status.Refused])
            stage.SetStatus(id, status);
        await stage.PassAsync();

        Assert.That(
            (await stage.EntriesAsync(id)).Select(entry => (entry.Rule, Stored.Points(entry.Points))),
            Is.EqualTo([(Status.Open, 4m), (Status.Working, 3m), (Status.Interested, -1m), (Status.Refused, -6m)]));
    }

    [Test]
    public async Task A_quiet_pass_asks_once_more_until_there_is_a_row()
    {
        await using var stage = await OpenAsync();
        stage.Person(Status.Open);
        await stage.PassAsync();
        await stage.PassAsync();

        var report = await stage.PassAsync();

        Assert.That(report.CallsByKind["query"], Is.EqualTo(2));
    }

    static Task<Stage> OpenAsync() => Stage.OpenAsync(Play.Lead, intercept: async context =>
    {
        if (!context.Request.Path.Value!.Contains("/tooling/", StringComparison.Ordinal)) // a request has a path
            return false;

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await context.Response.WriteAsync("""[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""");
        return true;
    });
}

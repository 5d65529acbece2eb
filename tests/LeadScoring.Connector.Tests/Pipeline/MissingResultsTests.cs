using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>HubSpot answers an update without a word about the row, as with a contact that was merged away.</summary>
sealed class MissingResultsTests
{
    [Test]
    public async Task A_row_without_a_result_is_sent_again_at_once_and_then_ever_more_rarely()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: SayNothing);
        stage.Person(Status.Working);
        List<int> sent = [];

        for (var half = 0; half < 20; half++)
        {
            var report = await stage.PassAsync();
            Assert.That((report.Status, report.Retrying), Is.EqualTo((PassStatus.Degraded, 1)));
            if (report.CallsByKind.ContainsKey("update"))
                sent.Add(half);
            stage.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.That(sent, Is.EqualTo([0, 1, 3, 9]));
    }

    static async Task<bool> SayNothing(HttpContext context)
    {
        if (!context.Request.Path.Value!.EndsWith("/batch/update", StringComparison.Ordinal))
            return false;

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"status":"COMPLETE","results":[]}""");
        return true;
    }
}

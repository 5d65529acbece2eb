using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>P22: a HubSpot contact that is deleted or merged away is not found by any search, and so tells nothing.</summary>
sealed class PresenceTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(16);

    [Test]
    public async Task P22_A_hot_contact_that_is_deleted_leaves_the_list_within_a_quarter_of_an_hour()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, Model.ResettingAfter("5d"));
        var (gone, stays) = (stage.Person(Status.Working), stage.Person(Status.Working));
        await stage.PassAsync();

        stage.Host.World.HubSpot.Delete(gone);
        stage.Clock.Advance(Quarter);
        var noticed = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(6));
        var due = await stage.PassAsync();

        Assert.That((await stage.LeadsAsync()).Keys, Is.EqualTo([stays]));
        Assert.That(noticed.CallsByKind["presence"], Is.EqualTo(1));
        Assert.That((due.BecameCold, due.Written, due.Rejected, due.Retrying), Is.EqualTo((1, 1, 0, 0)));
    }

    [Test]
    public async Task P22_A_contact_that_is_restored_goes_on_where_it_stood()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.Host.World.HubSpot.Delete(id);
        stage.Clock.Advance(Quarter);
        await stage.PassAsync();

        stage.Host.World.HubSpot.Restore(id);
        stage.Clock.Advance(TimeSpan.FromDays(6));
        var back = await stage.PassAsync();

        Assert.That((back.BecameCold, back.Written, stage.Hot(id)), Is.EqualTo((1, 1, false)));
    }

    [Test]
    public async Task Only_contacts_that_are_hot_or_have_a_timer_are_asked_for()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        stage.People(20, Status.Open);
        await stage.PassAsync();

        stage.Clock.Advance(Quarter);
        var report = await stage.PassAsync();

        Assert.That(report.CallsByKind.Keys, Does.Not.Contain("presence"));
    }

    [Test]
    public async Task Many_hot_contacts_are_asked_for_in_turns_of_two_calls()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        var ids = stage.People(450, Status.Working);
        await stage.PassAsync();
        stage.Host.World.HubSpot.Delete(ids[^1]);
        stage.Host.World.HubSpot.Delete(ids[0]);
        List<(int Calls, int Leads)> turns = [];

        for (var turn = 0; turn < 4; turn++)
        {
            stage.Clock.Advance(Quarter);
            var report = await stage.PassAsync();
            turns.Add((report.CallsByKind["presence"], (await stage.LeadsAsync()).Count));
        }

        Assert.That(turns, Is.EqualTo([(2, 449), (2, 449), (1, 448), (2, 448)]));
    }

    [Test]
    public async Task Salesforce_tells_of_deleted_records_by_itself()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(Quarter);
        var report = await stage.PassAsync();

        Assert.That(report.CallsByKind.Keys, Does.Not.Contain("presence"));
    }

    [TestCase(400)]
    [TestCase(500)]
    public async Task A_question_after_contacts_that_hubspot_does_not_answer_holds_nothing_else_up(int status)
    {
        var asks = false;
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: context => RefuseAsync(context, asks ? "contacts" : "", status));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        asks = true;
        stage.Clock.Advance(Quarter);
        stage.SetStatus(id, Status.Interested);
        stage.Clock.Patience = TimeSpan.FromSeconds(30);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Written, report.Problems.Single().Code), Is.EqualTo((PassStatus.Degraded, 1, "presence_unknown")));
    }

    static async Task<bool> RefuseAsync(HttpContext context, string type, int status)
    {
        if (!context.Request.Path.Value!.EndsWith($"/{type}/batch/read", StringComparison.Ordinal))
            return false;

        context.Request.EnableBuffering();
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        context.Request.Body.Position = 0;
        if (!body.Contains("\"propertiesWithHistory\":[]", StringComparison.Ordinal))
            return false;

        context.Response.StatusCode = status;
        await context.Response.WriteAsync("""{"status":"error","category":"VALIDATION_ERROR","message":"no"}""");
        return true;
    }
}

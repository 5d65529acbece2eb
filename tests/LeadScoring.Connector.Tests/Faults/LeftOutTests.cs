using System.Net;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>A batch read of HubSpot answers, but leaves out a record that is there. Nothing is known of such a record.</summary>
sealed class LeftOutTests
{
    Stage stage = null!; // set before each test
    BadLine line = null!; // the same

    [SetUp]
    public async Task OpenAsync()
    {
        stage = await Stage.OpenAsync(Play.HubSpot);
        line = new(stage.Clock);
        stage.Network = line.Open;
    }

    [TearDown]
    public async Task CloseAsync() => await stage.DisposeAsync();

    [Test]
    public async Task F1_A_contact_whose_history_was_not_answered_is_not_lost()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        line.Trouble = LeaveOut(id, times: int.MaxValue);
        await stage.PassAsync();
        line.Mend();

        await stage.PassAsync();

        Assert.That(stage.Hot(id));
    }

    [Test]
    public async Task A_contact_that_is_answered_when_asked_again_is_no_problem()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        line.Trouble = LeaveOut(id, times: 1);

        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), report.Status), Is.EqualTo((true, PassStatus.Ok)), () => string.Join('\n', report.Problems));
    }

    [Test]
    public async Task One_contact_that_is_never_answered_holds_nobody_up_and_is_told()
    {
        var (silent, other) = (stage.Person(Status.Open), stage.Person(Status.Open));
        await stage.PassAsync();
        stage.SetStatus(silent, Status.Working);
        line.Trouble = LeaveOut(silent, times: int.MaxValue);
        for (var hour = 0; hour < 5; hour++)
        {
            await stage.PassAsync();
            stage.Clock.Advance(TimeSpan.FromHours(1));
        }

        stage.SetStatus(other, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(other), stage.Hot(silent), report.Status), Is.EqualTo((true, false, PassStatus.Degraded)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["left_out"]));
    }

    [Test]
    public async Task Asking_again_costs_one_call_however_long_it_lasts()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        var idle = (await stage.PassAsync()).Calls;
        stage.SetStatus(id, Status.Working);
        line.Trouble = LeaveOut(id, times: int.MaxValue);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(40));

        await stage.PassAsync();
        var report = await stage.PassAsync();

        Assert.That(report.Calls, Is.EqualTo(idle + 1));
    }

    [Test]
    public async Task A_contact_that_is_answered_days_later_is_not_asked_for_any_more()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        line.Trouble = LeaveOut(id, times: int.MaxValue);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(3));
        await stage.PassAsync();
        line.Mend();
        await stage.PassAsync();
        await stage.PassAsync(); // reads what the one before has written
        line.Forget();

        var report = await stage.PassAsync();

        Assert.That(stage.Hot(id));
        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok));
        Assert.That(line.Calls.Where(call => call.Kind == "read"), Is.Empty);
    }

    [Test]
    public async Task A_contact_that_is_merged_away_meanwhile_is_not_asked_for_any_more()
    {
        var (survivor, loser) = (stage.Person(Status.Open), stage.Person(Status.Open));
        await stage.PassAsync();
        stage.SetStatus(loser, Status.Working);
        line.Trouble = LeaveOut(loser, times: int.MaxValue);
        await stage.PassAsync();
        line.Mend();
        stage.Merge(survivor, loser);

        await stage.PassAsync();
        var report = await stage.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok), () => string.Join('\n', report.Problems));
    }

    [Test]
    public async Task A_contact_that_is_deleted_meanwhile_is_not_asked_for_any_more()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        line.Trouble = LeaveOut(id, times: int.MaxValue);
        await stage.PassAsync();
        line.Mend();
        stage.Host.World.HubSpot.Delete(id);

        var report = await stage.PassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Ok), () => string.Join('\n', report.Problems));
    }

    [Test]
    public async Task F1_An_opening_whose_history_was_not_answered_is_not_counted_twice()
    {
        var (id, mail) = await OpenedAsync();
        line.Trouble = LeaveOut(mail, times: int.MaxValue);
        await stage.PassAsync();
        line.Mend();
        stage.AMinuteLater();
        stage.Host.World.HubSpot.SetProperty("emails", mail, "hs_email_open_count", "2", "CRM_UI", at: null);

        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(4));
    }

    [Test]
    public async Task An_opening_that_is_answered_hours_later_counts()
    {
        var (id, mail) = await OpenedAsync();
        line.Trouble = LeaveOut(mail, times: int.MaxValue);
        var report = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(3));
        await stage.PassAsync();
        line.Mend();

        await stage.PassAsync();

        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["left_out"]));
        Assert.That(stage.Score(id), Is.EqualTo(2));
    }

    /// <summary>A mail that was opened once since the last pass; an opening is worth two points.</summary>
    async Task<(string Id, string Mail)> OpenedAsync()
    {
        var id = stage.Person();
        await stage.PassAsync();
        stage.Mapping(Model.Signalling("opened: { on: email.opened, points: 2 }"));
        await stage.PassAsync();
        stage.AMinuteLater();
        var portal = stage.Host.World.HubSpot;
        var mail = portal.Create("emails", new Dictionary<string, string?> { ["hs_timestamp"] = CrmTime.Milliseconds(stage.Now), ["hs_email_direction"] = "EMAIL" });
        portal.Associate("emails", mail, id);
        stage.AMinuteLater();
        portal.SetProperty("emails", mail, "hs_email_open_count", "1", "CRM_UI", at: null);
        return (id, mail);
    }

    /// <summary>The first reads with history leave out the record, with an error that does not say that it is gone.</summary>
    static Func<Call, Task<HttpResponseMessage?>> LeaveOut(string id, int times)
    {
        var left = times;
        return async call => call.Kind == "read" && call.Body.Contains($"\"{id}\"", StringComparison.Ordinal) && --left >= 0
            ? await Replies.AlteredAsync(call, answer =>
            {
                answer["results"] = new JsonArray([.. answer["results"]!.AsArray() // a read has results
                    .Where(row => (string?)row?["id"] != id).Select(row => row?.DeepClone())]);
                answer["errors"] = JsonNode.Parse(
                    $$"""[{"status":"error","category":"INTERNAL_ERROR","message":"later","context":{"ids":["{{id}}"]} }]""");
            }, HttpStatusCode.MultiStatus)
            : null;
    }
}

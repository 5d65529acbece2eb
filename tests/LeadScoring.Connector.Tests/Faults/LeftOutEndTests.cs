using System.Net;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>Batch reads of HubSpot say nothing at all of some records, for as long as a test wants: what is gone is not waited for.</summary>
sealed class LeftOutEndTests
{
    readonly HashSet<string> silent = [];
    Stage stage = null!; // set before each test
    BadLine line = null!; // the same

    [SetUp]
    public async Task OpenAsync()
    {
        stage = await Stage.OpenAsync(Play.HubSpot);
        line = new(stage.Clock);
        stage.Network = line.Open;
        line.Trouble = LeaveOutAsync;
        silent.Clear();
    }

    [TearDown]
    public async Task CloseAsync() => await stage.DisposeAsync();

    [Test]
    public async Task A_deleted_contact_that_is_never_spoken_of_is_waited_for_an_hour()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        silent.Add(id);
        var first = await stage.PassAsync();
        stage.Host.World.HubSpot.Delete(id);

        stage.Clock.Advance(TimeSpan.FromMinutes(59));
        var before = await stage.PassAsync();
        stage.AMinuteLater();
        var after = await stage.PassAsync();

        Assert.That((first.Status, before.Status, after.Status), Is.EqualTo((PassStatus.Degraded, PassStatus.Degraded, PassStatus.Ok)));
    }

    [Test]
    public async Task A_contact_that_is_there_is_waited_for_however_long_it_is_silent()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        silent.Add(id);
        List<PassReport> reports = [];
        for (var minute = 0; minute <= 600; minute += 20)
        {
            reports.Add(await stage.PassAsync());
            stage.Clock.Advance(TimeSpan.FromMinutes(20));
        }

        var asked = line.Calls.Count(call => call.Body.Contains("\"IN\"", StringComparison.Ordinal));
        silent.Clear();
        var report = await stage.PassAsync();

        Assert.That(reports.SelectMany(each => each.Problems).Select(problem => problem.Code), Is.EqualTo(Enumerable.Repeat("left_out", reports.Count)));
        Assert.That((asked, report.Status, stage.Hot(id)), Is.EqualTo((10, PassStatus.Ok, true)));
    }

    [Test]
    public async Task A_contact_is_waited_for_while_the_search_for_it_is_not_answered()
    {
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Working);
        silent.Add(id);
        await stage.PassAsync();
        line.Trouble = async call => call.Body.Contains("\"IN\"", StringComparison.Ordinal)
            ? Replies.Of(HttpStatusCode.BadRequest, "no")(call)
            : await LeaveOutAsync(call);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        var refused = await stage.PassAsync();
        silent.Clear();

        await stage.PassAsync();

        Assert.That((refused.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Degraded, true)));
    }

    [Test]
    public async Task A_deleted_mail_that_is_never_spoken_of_is_waited_for_an_hour()
    {
        var id = stage.Person();
        await stage.PassAsync();
        stage.Mapping(Model.Signalling("opened: { on: email.opened, points: 2 }"));
        await stage.PassAsync();
        stage.AMinuteLater();
        var portal = stage.Host.World.HubSpot;
        var mail = portal.Create("emails", new Dictionary<string, string?> { ["hs_timestamp"] = CrmTime.Milliseconds(stage.Now), ["hs_email_direction"] = "EMAIL" });
        portal.Associate("emails", mail, id);
        portal.SetProperty("emails", mail, "hs_email_open_count", "1", "CRM_UI", at: null);
        silent.Add(mail);
        var before = await stage.PassAsync();
        portal.Delete("emails", mail);
        stage.Clock.Advance(TimeSpan.FromHours(1));

        var after = await stage.PassAsync();

        Assert.That((before.Status, after.Status), Is.EqualTo((PassStatus.Degraded, PassStatus.Ok)));
    }

    [Test]
    public async Task Many_deleted_ones_do_not_stop_those_that_are_left_out_once()
    {
        var (dead, others) = (stage.People(400, Status.Open), stage.People(200, Status.Open));
        await stage.PassAsync();
        stage.SetStatus(dead, Status.Working);
        silent.UnionWith(dead);
        await stage.PassAsync();
        foreach (var id in dead)
            stage.Host.World.HubSpot.Delete(id);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        stage.SetStatus(others, Status.Working);
        silent.UnionWith(others);
        var isFirst = true;
        line.Trouble = async call =>
        {
            if (call.Kind == "search" && !isFirst)
                silent.ExceptWith(others);
            isFirst &= call.Kind != "read";
            return await LeaveOutAsync(call);
        };

        var report = await stage.PassAsync();
        var next = await stage.PassAsync();

        Assert.That((report.Status, next.Status, others.All(stage.Hot)), Is.EqualTo((PassStatus.Ok, PassStatus.Ok, true)), () => string.Join('\n', report.Problems));
    }

    [Test]
    public async Task More_than_five_hundred_that_are_there_stop_the_pass_and_none_is_lost()
    {
        var ids = stage.People(501, Status.Open);
        await stage.PassAsync();
        stage.SetStatus(ids, Status.Working);
        silent.UnionWith(ids);
        var report = await stage.TryPassAsync();
        silent.Clear();

        await stage.PassAsync();

        Assert.That((report.Status, ids.All(stage.Hot)), Is.EqualTo((PassStatus.Failed, true)));
    }

    async Task<HttpResponseMessage?> LeaveOutAsync(Call call) =>
        call.Kind == "read" && silent.Any(id => call.Body.Contains($"\"{id}\"", StringComparison.Ordinal))
            ? await Replies.AlteredAsync(call, answer =>
            {
                answer["results"] = new JsonArray([.. answer["results"]!.AsArray() // a read has results
                    .Where(row => !silent.Contains((string?)row?["id"] ?? "")).Select(row => row?.DeepClone())]);
                answer.AsObject().Remove("errors");
                answer.AsObject().Remove("numErrors");
            }, HttpStatusCode.OK)
            : null;
}

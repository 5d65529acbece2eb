using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox.HubSpot;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class ActivityReadingTests
{
    static readonly ActivityScope Mails = new(
        new HashSet<ActivityKind> { ActivityKind.EmailOpened }, new Dictionary<ActivityKind, IReadOnlyList<string>>(), ["contacts"]);

    [Test]
    public async Task Whom_a_mail_is_with_and_when_it_was_opened_is_asked_once_for_each_change()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        var person = stage.Person();
        await stage.PassAsync();
        var portal = stage.Host.World.HubSpot;
        var mail = portal.Create("emails", new Dictionary<string, string?> { ["hs_timestamp"] = "1772452800000", ["hs_email_direction"] = "EMAIL" });
        portal.Associate("emails", mail, person);

        List<(int Changes, int Reads)> passes = [];
        foreach (var opens in new[] { 1, 1, 2 })
        {
            Open(portal, mail, opens);
            var before = Reads(stage);
            var changes = await ReadAsync(stage);
            passes.Add((changes, Reads(stage) - before));
        }

        Assert.That(passes, Is.EqualTo([(1, 2), (0, 0), (1, 2)]));
    }

    [Test]
    public async Task A_mail_that_is_with_somebody_later_is_told_then()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        var person = stage.Person();
        await stage.PassAsync();
        var portal = stage.Host.World.HubSpot;
        var mail = portal.Create("emails", new Dictionary<string, string?> { ["hs_timestamp"] = "1772452800000", ["hs_email_direction"] = "EMAIL" });
        Open(portal, mail, 1);

        var before = await ReadAsync(stage);
        portal.Associate("emails", mail, person);
        var after = await ReadAsync(stage);

        Assert.That((before, after), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Calls_that_the_CRM_does_not_serve_pause_alone()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, Pipeline.Model.Signalling("called: { on: call.inbound, points: 5 }"), intercept: context =>
        {
            var isCalls = context.Request.Path.Value!.EndsWith("/calls/search", StringComparison.Ordinal); // a request has a path
            context.Response.StatusCode = isCalls ? 404 : 200;
            return Task.FromResult(isCalls);
        });
        var id = stage.Person(Status.Working);

        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Problems.Single().Code, stage.Hot(id)), Is.EqualTo((PassStatus.Degraded, "activities_paused", true)));
    }

    [TestCase(400)]
    [TestCase(500)]
    public async Task A_question_after_mails_that_hubspot_does_not_answer_holds_nothing_else_up(int status)
    {
        var isDown = false;
        await using var stage = await Stage.OpenAsync(Play.HubSpot, intercept: context =>
        {
            context.Response.StatusCode = isDown && context.Request.Path.Value!.EndsWith("/emails/batch/read", StringComparison.Ordinal) ? status : 200;
            return Task.FromResult(context.Response.StatusCode != 200);
        });
        var person = stage.Person(Status.Working);
        await stage.PassAsync();
        var portal = stage.Host.World.HubSpot;
        var mail = portal.Create("emails", new Dictionary<string, string?> { ["hs_timestamp"] = "1772452800000", ["hs_email_direction"] = "EMAIL" });
        portal.Associate("emails", mail, person);
        Open(portal, mail, 1);
        await ReadAsync(stage);

        isDown = true;
        stage.Clock.Patience = TimeSpan.FromSeconds(30);
        stage.Clock.Advance(TimeSpan.FromMinutes(16));
        var (read, report) = await ReportAsync(stage);

        Assert.That(read, Is.EqualTo(["emails"]));
        Assert.That((report.Status, report.Problems.Single().Code), Is.EqualTo((PassStatus.Degraded, "presence_unknown")));
    }

    static int Reads(Stage stage) => stage.Host.Requests.Count("hubspot", "batch-read") + stage.Host.Requests.Count("hubspot", "associations");

    static void Open(HubSpotPortal portal, string mail, int opens)
    {
        if (portal.Get("emails", mail, "hs_email_open_count") != $"{opens}")
            portal.SetProperty("emails", mail, "hs_email_open_count", $"{opens}", "CRM_UI", at: null);
    }

    /// <returns>How many events were new.</returns>
    static async Task<int> ReadAsync(Stage stage) => (await ReportAsync(stage)).Report.Changes;

    /// <returns>The streams that were read.</returns>
    static async Task<(IReadOnlyList<string> Read, PassReport Report)> ReportAsync(Stage stage)
    {
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        using var lease = await Lease.TakeAsync(stage.Database, stage.Connection.Name, "the test", CancellationToken.None);
        var facts = new Connections(lease, stage.Clock);
        var window = new PassWindow(stage.Connection, facts);
        await window.ArriveAsync(stage.Now, TimeSpan.Zero, CancellationToken.None);
        var report = new PassReport(stage.Connection.Name);
        var read = await new ActivityReading(stage.Connection.Name, stage.Crm(), new(lease), facts, window, NullLogger.Instance)
            .ReadAsync(Model(stage), report, CancellationToken.None);
        return (read, report);
    }

    static InForce Model(Stage stage)
    {
        var file = MappingReader.Read(stage.Connection.Mapping, File.ReadAllText(stage.Connection.Mapping), CrmKind.HubSpot).File
            ?? throw new InvalidOperationException("The model is wrong.");
        return new(file with { Activities = Mails }, new(file.Model), At: null);
    }
}

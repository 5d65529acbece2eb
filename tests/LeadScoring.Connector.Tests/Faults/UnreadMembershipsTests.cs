using System.Net;
using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>Owners are read, but never the memberships that the mapping needs: what was read goes on, at the price of a look now and then.</summary>
sealed class UnreadMembershipsTests
{
    const string Luca = "luca.bianchi@example.com";

    static readonly TimeSpan quarter = TimeSpan.FromMinutes(15);

    static readonly Model inGroup = new() { More = "exceptions: { groups: [ { group: EMEA SDR, scoring: { hot_at: 8 } } ] }" };

    Stage stage = null!; // set before each test
    BadLine line = null!; // the same

    [SetUp]
    public async Task OpenAsync()
    {
        stage = await Stage.OpenAsync(Play.Lead, inGroup);
        line = new BadLine(stage.Clock);
        stage.Clock.Patience = TimeSpan.FromMinutes(10);
        stage.Network = line.Open;
        stage.Connection = stage.Connection with { Timeout = TimeSpan.FromHours(1) };
        Refuse("FROM GroupMember");
    }

    [TearDown]
    public async Task CloseAsync() => await stage.DisposeAsync();

    [Test]
    public async Task Idle_passes_ask_for_owners_every_quarter_of_an_hour_and_tell_of_it_in_between()
    {
        await stage.PassAsync();
        line.Forget();

        List<PassReport> reports = [];
        for (var minute = 0; minute < 60; minute++)
        {
            stage.AMinuteLater();
            reports.Add(await stage.PassAsync());
        }

        Assert.That(line.Calls.Count(IsUsers), Is.EqualTo(4));
        Assert.That(reports.Select(report => report.Status), Is.All.EqualTo(PassStatus.Degraded));
        Assert.That(reports.Select(Told),
            Is.All.StartsWith("owners_unreadable ").And.All.Contains("Group members cannot be read").And.All.EqualTo(Told(reports[0])));
        Assert.That(reports[0].Calls, Is.EqualTo(3));
    }

    [Test]
    public async Task Lists_show_the_owner()
    {
        stage.Person(Status.Working, Luca);

        await stage.PassAsync();

        var views = await new LeadViews(new(stage.Database)).OfAsync([.. (await stage.LeadsAsync()).Values], CancellationToken.None);
        Assert.That(views.Select(view => view.Owner), Is.EqualTo([Luca]));
    }

    [Test]
    public async Task Owners_that_are_not_answered_once_hold_nothing_up()
    {
        await stage.PassAsync();
        var id = stage.Person(Status.Working);
        line.Refuse(int.MaxValue, IsUsers, Replies.Of(HttpStatusCode.ServiceUnavailable, "busy"));
        stage.Clock.Advance(quarter);

        var report = await stage.TryPassAsync();

        Assert.That((report.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Degraded, true)));
        Assert.That(report.Problems.Select(problem => problem.Code), Is.EqualTo(["owners_unreadable"]));
    }

    [Test]
    public async Task Memberships_that_may_be_read_again_hold_within_a_quarter_of_an_hour()
    {
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();
        var before = stage.Hot(id);
        line.Mend();
        stage.Clock.Advance(quarter);

        var report = await stage.PassAsync();

        Assert.That((before, stage.Hot(id), report.Status), Is.EqualTo((true, false, PassStatus.Ok)));
    }

    [Test]
    public async Task An_owner_that_comes_meanwhile_has_its_own_layer()
    {
        stage.Mapping(new Model { More = "exceptions: { users: [ { user: new@example.com, scoring: { hot_at: 8 } } ], groups: [ { group: EMEA SDR, scoring: { hot_at: 9 } } ] }" });
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();
        var before = stage.Hot(id);
        var org = stage.Host.World.Salesforce;
        org.SetField("User", org.Ids($"SELECT Id FROM User WHERE Email = '{Luca}'")[0], "Email", "new@example.com");
        stage.Clock.Advance(quarter);

        var report = await stage.PassAsync();

        Assert.That((before, stage.Hot(id), report.Status), Is.EqualTo((true, false, PassStatus.Degraded)));
    }

    [Test]
    public async Task A_mapping_that_comes_to_need_them_asks_at_once_and_then_every_quarter_of_an_hour()
    {
        stage.Mapping(new Model());
        var unneeded = await stage.PassAsync();
        line.Forget();

        await stage.TakeForceAsync(inGroup);
        var needed = await stage.PassAsync();
        stage.AMinuteLater();
        await stage.PassAsync();
        var asked = line.Calls.Count(IsUsers);
        stage.Clock.Advance(quarter);
        await stage.PassAsync();

        Assert.That((unneeded.Status, needed.Status), Is.EqualTo((PassStatus.Ok, PassStatus.Degraded)), () => Told(needed));
        Assert.That((asked, line.Calls.Count(IsUsers)), Is.EqualTo((1, 2)));
    }

    static string Told(PassReport report) => string.Join(' ', report.Problems.Select(problem => $"{problem.Code} {problem.Message}"));

    static bool IsUsers(Call call) => call.Address.Contains("FROM User", StringComparison.Ordinal) && !call.Address.Contains("FROM UserRole", StringComparison.Ordinal);

    void Refuse(string query) => line.Refuse(
        int.MaxValue, call => call.Address.EndsWith(query, StringComparison.Ordinal),
        Replies.Refusal(CrmKind.Salesforce, HttpStatusCode.BadRequest, "INVALID_TYPE", "no"));
}

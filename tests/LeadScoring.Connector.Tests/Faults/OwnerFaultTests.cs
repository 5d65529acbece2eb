using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F19: who owns what cannot be read, or not all of it. Those known last go on, and the pass says so.</summary>
sealed class OwnerFaultTests
{
    const string Luca = "luca.bianchi@example.com";

    static readonly Model InGroup = new() { More = "exceptions: { groups: [ { group: EMEA SDR, scoring: { hot_at: 8 } } ] }" };

    [TestCase("FROM GroupMember")]
    [TestCase("FROM Group")]
    public async Task P21_F19_Groups_that_may_not_be_read_for_a_while_keep_their_settings(string query)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, InGroup);
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        var line = Refusing(stage, query);
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var report = await stage.PassAsync();
        line.Mend();
        stage.Clock.Advance(TimeSpan.FromMinutes(15));
        var back = await stage.PassAsync();

        Assert.That((report.Status, report.BecameHot, stage.Hot(id)), Is.EqualTo((PassStatus.Degraded, 0, false)));
        Assert.That(report.Problems.Select(problem => (problem.Code, problem.Remedy.Length > 0)), Is.EqualTo([("owners_unreadable", true)]));
        Assert.That(back.Status, Is.EqualTo(PassStatus.Ok));
    }

    [Test]
    public async Task P21_F19_Roles_that_may_not_be_read_for_a_while_keep_the_settings_of_roles_above()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "exceptions: { groups: [ { group: { role: Sales Director }, scoring: { hot_at: 8 } } ] }" });
        var org = stage.Host.World.Salesforce;
        var id = stage.Person(Status.Working, Luca);
        await stage.PassAsync();
        var before = stage.Hot(id);

        Refusing(stage, "FROM UserRole");
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var report = await stage.PassAsync();

        Assert.That((before, stage.Hot(id), report.Status), Is.EqualTo((false, false, PassStatus.Degraded)));
    }

    [Test]
    public async Task Groups_that_only_come_to_matter_are_asked_for_again_and_not_taken_for_none()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var line = Refusing(stage, "FROM GroupMember");
        var id = stage.Person(Status.Working, Luca);
        var unneeded = await stage.PassAsync();

        await stage.TakeForceAsync(InGroup);
        var refused = await stage.PassAsync();
        line.Mend();
        stage.Clock.Advance(TimeSpan.FromMinutes(15));
        var back = await stage.PassAsync();

        Assert.That((unneeded.Status, refused.Status, back.Status), Is.EqualTo((PassStatus.Ok, PassStatus.Degraded, PassStatus.Ok)));
        Assert.That(stage.Hot(id), Is.False);
    }

    [TestCase("exceptions: { users: [ { user: luca.bianchi@example.com, scoring: { hot_at: 8 } } ] }")]
    [TestCase("exceptions: { groups: [ { group: { role: Sales Director }, scoring: { hot_at: 8 } } ] }")]
    public async Task A_crm_that_knows_no_groups_holds_nothing_up_when_no_layer_names_one(string exceptions)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = exceptions });
        Refusing(stage, "FROM Group");

        var first = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var next = await stage.PassAsync();

        Assert.That((first.Status, next.Status), Is.EqualTo((PassStatus.Ok, PassStatus.Ok)));
    }

    [Test]
    public async Task F05_Owners_that_are_not_answered_hold_nothing_up(
        [ValueSource(typeof(Play), nameof(Play.EachCrm))] Play play, [Values] bool timesOut)
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Stage.Clock.Advance(TimeSpan.FromHours(2));
        days.Line.Trouble = call => !IsOwners(call) ? Task.FromResult<HttpResponseMessage?>(null)
            : timesOut ? throw new TaskCanceledException("no answer", new TimeoutException())
            : Task.FromResult<HttpResponseMessage?>(Replies.Of(HttpStatusCode.ServiceUnavailable, "busy")(call));

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Written), Is.EqualTo((PassStatus.Degraded, 225)));
        Assert.That(report.Problems.Select(problem => (problem.Code, problem.Remedy.Length > 0)), Is.EqualTo([("owners_unreadable", true)]));
        await days.AssertEndsWellAsync();
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task A_first_pass_whose_owners_are_not_answered_fails(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var line = Line(stage);
        stage.Person(Status.Working);
        line.Refuse(int.MaxValue, IsOwners, Replies.Of(HttpStatusCode.ServiceUnavailable, "busy"));

        var report = await stage.TryPassAsync();

        Assert.That((report.Status, report.Written), Is.EqualTo((PassStatus.Failed, 0)));
    }

    static bool IsOwners(Call call) => call.Kind == "owners" || call.Address.Contains("FROM User", StringComparison.Ordinal);

    static BadLine Refusing(Stage stage, string query)
    {
        var line = Line(stage);
        line.Refuse(
            int.MaxValue, call => call.Address.EndsWith(query, StringComparison.Ordinal),
            Replies.Refusal(CrmKind.Salesforce, HttpStatusCode.BadRequest, "INVALID_TYPE", "no"));
        return line;
    }

    static BadLine Line(Stage stage)
    {
        var line = new BadLine(stage.Clock);
        stage.Clock.Patience = TimeSpan.FromMinutes(10);
        stage.Network = line.Open;
        stage.Connection = stage.Connection with { Timeout = TimeSpan.FromHours(1) };
        return line;
    }
}

using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using EventSource = LeadScoring.Core.EventSource;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F19: the history of an object goes away, for good or for a while, and with it what only the history had told.</summary>
sealed class LostHistoryTests
{
    [Test]
    public async Task P21_F19_Tracking_that_is_switched_off_loses_no_change()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Host.World.Salesforce.UntrackHistory("Lead", "Status");
        stage.SetStatus(id, Status.Working);
        await PassesAsync(stage, 20);

        Assert.That(stage.Hot(id));
        Assert.That(await ToldAsync(stage, id), Is.EqualTo([(Status.Open, EventSource.History, true), (Status.Working, EventSource.Latest, true)]));
    }

    [Test]
    public async Task P21_F19_Tracking_that_comes_back_counts_what_was_taken_from_the_record_no_second_time()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Host.World.Salesforce.UntrackHistory("Lead", "Status");
        stage.SetStatus(id, Status.Working);
        await PassesAsync(stage, 20);
        stage.Host.World.Salesforce.TrackHistory("Lead", "Status");
        await PassesAsync(stage, 20);
        stage.SetStatus(id, Status.Converted);
        await PassesAsync(stage, 2);

        Assert.That((await ToldAsync(stage, id)).Select(told => (told.Rule, told.Source)), Is.EqualTo(
            [(Status.Open, EventSource.History), (Status.Working, EventSource.Latest), (Status.Converted, EventSource.History)]));
    }

    [Test]
    public async Task P21_F19_A_history_that_may_not_be_read_for_one_pass_loses_no_change_and_doubles_none()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var line = Line(stage);
        var ids = stage.People(3, Status.Open);
        await stage.PassAsync();

        stage.SetStatus(ids[0], Status.Working);
        line.Refuse(int.MaxValue, AsksHistory, Refused);
        var without = await stage.PassAsync();
        line.Mend();
        stage.SetStatus(ids[1], Status.Working);
        await PassesAsync(stage, 20);

        Assert.That(without.BecameHot, Is.EqualTo(1));
        Assert.That(ids.Select(stage.Score), Is.EqualTo([7m, 7m, 4m]));
        Assert.That(await ToldAsync(stage, ids[0]), Is.EqualTo([(Status.Open, EventSource.History, true), (Status.Working, EventSource.Latest, true)]));
    }

    [Test]
    public async Task P21_F19_A_history_lost_between_two_passes_of_which_the_first_died_loses_no_change()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var line = Line(stage);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        line.Refuse(int.MaxValue, AsksHistory, Replies.Of(HttpStatusCode.ServiceUnavailable, "busy"));
        var died = await stage.TryPassAsync();
        stage.Host.World.Salesforce.UntrackHistory("Lead", "Status");
        line.Refuse(int.MaxValue, AsksHistory, Refused);
        stage.Clock.Advance(TimeSpan.FromHours(3));
        await PassesAsync(stage, 2);

        Assert.That((died.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Failed, true)));
    }

    [Test]
    public async Task P21_F19_A_pass_that_dies_once_the_history_is_given_up_loses_no_change_and_doubles_none()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        var line = Line(stage);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        var reads = 0;
        line.Trouble = call => Task.FromResult(
            AsksHistory(call) ? Refused(call)
            : call.ReadsRecords && Interlocked.Increment(ref reads) > 1 ? Replies.Of(HttpStatusCode.ServiceUnavailable, "busy")(call)
            : null);
        var died = await stage.TryPassAsync();
        line.Mend();
        await PassesAsync(stage, 20);

        Assert.That((died.Status, stage.Hot(id)), Is.EqualTo((PassStatus.Failed, true)));
        Assert.That((await ToldAsync(stage, id)).Select(told => told.Rule), Is.EqualTo([Status.Open, Status.Working]));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task A_mapping_that_says_history_off_takes_nothing_that_the_history_has_told(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(3, Status.Open);
        await stage.PassAsync();
        stage.SetStatus(ids[0], Status.Working);
        await stage.PassAsync();
        var before = await stage.CountAsync("select count(*) from event");

        stage.Mapping(new Model().TextFor(play).Replace("status: {", "status: { history: off,", StringComparison.Ordinal));
        await PassesAsync(stage, 3);

        Assert.That(await stage.CountAsync("select count(*) from event"), Is.EqualTo(before));
        Assert.That(ids.Select(stage.Score), Is.EqualTo([7m, 4m, 4m]));
    }

    static BadLine Line(Stage stage)
    {
        var line = new BadLine(stage.Clock);
        stage.Clock.Patience = TimeSpan.FromMinutes(10);
        stage.Network = line.Open;
        stage.Connection = stage.Connection with { Timeout = TimeSpan.FromHours(1) };
        return line;
    }

    static bool AsksHistory(Call call) =>
        call.Address.Contains("FROM LeadHistory", StringComparison.Ordinal) || call.Address.Contains("/tooling/", StringComparison.Ordinal);

    static HttpResponseMessage Refused(Call call) =>
        Replies.Refusal(CrmKind.Salesforce, HttpStatusCode.BadRequest, "INVALID_TYPE", "sObject type 'LeadHistory' is not supported.")(call);

    static async Task PassesAsync(Stage stage, int passes)
    {
        for (var pass = 0; pass < passes; pass++)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(5));
            await stage.PassAsync();
        }
    }

    static async Task<IEnumerable<(string Rule, EventSource Source, bool Estimated)>> ToldAsync(Stage stage, string id) =>
        (await stage.EntriesAsync(id)).Select(entry => (entry.Rule, (EventSource)entry.Source, entry.Estimated));
}

using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class QuietPassTests(Play play)
{
    [Test]
    public async Task P11_A_second_identical_pass_scores_nothing_and_makes_no_write_call()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.People(250, Status.Working);
        await stage.PassAsync();
        var written = stage.WriteCalls;

        var report = await stage.PassAsync();

        Assert.That((report.Changes, report.Scored, report.Written), Is.EqualTo((0, 0, 0)));
        Assert.That(stage.WriteCalls, Is.EqualTo(written));
    }

    [Test]
    public async Task P11_One_lead_whose_score_has_changed_is_one_row_of_one_call()
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(250, Status.Working);
        await stage.PassAsync();
        var written = stage.WriteCalls;

        stage.SetStatus(ids[77], Status.Converted);
        var report = await stage.PassAsync();

        Assert.That((report.Written, stage.WriteCalls - written), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task P15_Own_writes_cause_no_events()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var ids = stage.People(20, Status.Open);
        await stage.PassAsync();
        foreach (var id in ids)
            stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        List<(int, int, int)> quiet = [];

        for (var pass = 0; pass < 5; pass++)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(1));
            var report = await stage.PassAsync();
            quiet.Add((report.Changes, report.Scored, report.Written));
        }

        Assert.That(quiet, Is.EqualTo(Enumerable.Repeat((0, 0, 0), 5)));
        Assert.That(ids.Count(stage.Hot), Is.EqualTo(20));
    }

    [Test]
    public async Task P15_Records_saved_without_a_change_have_no_effect()
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(20, Status.Working);
        await stage.PassAsync();

        foreach (var id in ids)
            stage.Touch(id);
        var report = await stage.PassAsync();

        Assert.That((report.Changes, report.Scored, report.Written), Is.EqualTo((0, 0, 0)));
    }

    [TestCase(null)]
    [TestCase(Status.Unmapped)]
    public async Task A_lead_without_entries_is_never_written(string? status)
    {
        await using var stage = await Stage.OpenAsync(play, new() { Points = "{ Qualified: 8 }", Lists = "qualified: [Qualified]" });
        var id = stage.Person(status);

        await stage.PassAsync();
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That(stage.WriteCalls, Is.Zero);
        Assert.That(await stage.EntriesAsync(id), Is.Empty);
    }

    [Test]
    public async Task A_status_worth_nothing_is_in_the_ledger_and_needs_no_write()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Refused);

        await stage.PassAsync();

        Assert.That((await stage.EntriesAsync(id)).Select(entry => (entry.Rule, entry.Points)), Is.EqualTo([(Status.Refused, 0L)]));
        Assert.That(stage.WriteCalls, Is.Zero);
    }

    [Test]
    public async Task Go_live_is_the_end_of_the_first_complete_pass()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Person(Status.Working);
        var at = stage.Now;

        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.PassAsync();

        Assert.That(await new Ledgers(stage.Database).GoLiveAsync(stage.Connection.Name, CancellationToken.None), Is.EqualTo(at));
    }
}

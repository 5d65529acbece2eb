using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class HistoryTests(Play play)
{
    [Test]
    public async Task Each_change_between_two_passes_counts_where_the_crm_keeps_them_and_else_the_newest()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        stage.SetStatus(id, Status.Refused);
        stage.SetStatus(id, Status.Converted);
        await stage.PassAsync();

        Assert.That(Told(await stage.EntriesAsync(id)), Is.EqualTo(play.KeepsHistory
            ? [(Status.Open, 4m, EventSource.History), (Status.Working, 3m, EventSource.History), (Status.Refused, -7m, EventSource.History), (Status.Converted, 8m, EventSource.History)]
            : new[] { (Status.Open, 4m, EventSource.Latest), (Status.Converted, 4m, EventSource.Latest) }));
    }

    [Test]
    public async Task Changes_within_one_second_keep_their_order()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        var at = stage.Now.AddMinutes(3);
        stage.SetStatus(id, Status.Working, at);
        stage.SetStatus(id, Status.Refused, at);
        stage.SetStatus(id, Status.Converted, at);
        await stage.PassAsync();

        Assert.That((await stage.EntriesAsync(id)).Select(entry => entry.Rule), Is.EqualTo(play.KeepsHistory
            ? [Status.Open, Status.Working, Status.Refused, Status.Converted]
            : new[] { Status.Open, Status.Converted }));
    }

    [Test]
    public async Task Coming_back_to_a_value_within_one_second_is_a_change_of_its_own()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var at = stage.Now;
        foreach (var status in new[] { Status.Refused, Status.Open, Status.Refused })
            stage.SetStatus(id, status, at);
        await stage.PassAsync();

        Assert.That((await stage.LeadAsync(id)).Status, Is.EqualTo(Status.Refused));
        Assert.That(stage.Score(id), Is.Zero);
    }

    [Test]
    public async Task History_since_the_given_day_is_replayed_with_the_timers_in_between()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        stage.Connection = stage.Connection with { Since = TimeSpan.FromDays(30) };
        var id = stage.Person(Status.Open, at: stage.Now.AddDays(-60));
        stage.SetStatus(id, Status.Working, stage.Now.AddDays(-40));
        stage.SetStatus(id, Status.Refused, stage.Now.AddDays(-20));
        stage.SetStatus(id, Status.Converted, stage.Now.AddDays(-10));

        await stage.PassAsync();

        Assert.That((await stage.EntriesAsync(id)).Select(entry => (entry.Rule, Stored.Points(entry.Points))), Is.EqualTo(play.KeepsHistory
            ? [(Status.Working, 7m), ("reset_after", -7m), (Status.Refused, 0m), (Status.Converted, 8m), ("reset_after", -8m)]
            : new[] { (Status.Converted, 8m), ("reset_after", -8m) }));
        Assert.That((stage.Hot(id), stage.WriteCalls), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task The_standing_status_counts_from_the_time_it_was_set_however_long_ago()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Connection = stage.Connection with { Since = TimeSpan.FromDays(30) };
        var set = stage.Now.AddDays(-200);
        var id = stage.Person(Status.Open, at: set.AddDays(-1));
        stage.SetStatus(id, Status.Working, set);
        stage.Touch(id);
        var touched = stage.Now;

        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.HotSince(id)), Is.EqualTo((true, play.KeepsHistory ? set : touched)));
    }

    [Test]
    public async Task A_row_that_becomes_visible_late_is_read_thanks_to_the_overlap()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working, at: stage.Now.AddMinutes(-8));
        var report = await stage.PassAsync();

        Assert.That((report.Changes, stage.Hot(id)), Is.EqualTo((1, true)));
    }

    static IEnumerable<(string, decimal, EventSource)> Told(IReadOnlyList<LedgerRow> entries) =>
        entries.Select(entry => (entry.Rule, Stored.Points(entry.Points), (EventSource)entry.Source));
}

sealed class LateIndexTests
{
    [Test]
    public async Task A_contact_that_the_search_shows_eight_minutes_late_is_scored_once()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, indexLag: TimeSpan.FromMinutes(8));
        var id = stage.Person(Status.Working);
        List<(int Changes, bool Hot)> passes = [];

        for (var pass = 0; pass < 4; pass++)
        {
            var report = await stage.PassAsync();
            passes.Add((report.Changes, stage.Hot(id)));
            stage.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        Assert.That(passes, Is.EqualTo([(0, false), (0, false), (1, true), (0, true)]));
    }
}

using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class HistoryTests(Play play)
{
    static readonly string[] Steps = [Status.Open, Status.Working, Status.Converted];

    [Test]
    public async Task P09_Three_statuses_of_one_minute_count_each_where_the_crm_keeps_a_history_and_else_the_last()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Refused);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        foreach (var (place, status) in Steps.Index())
            stage.SetAtOnce(id, status, stage.Now.AddSeconds((20 * place) - 50));
        await stage.PassAsync();

        Assert.That(Told(await stage.EntriesAsync(id)), Is.EqualTo(play.KeepsHistory
            ? [(Status.Refused, 0m, EventSource.History), (Status.Open, 4m, EventSource.History), (Status.Working, 3m, EventSource.History), (Status.Converted, 1m, EventSource.History)]
            : new[] { (Status.Refused, 0m, EventSource.Latest), (Status.Converted, 8m, EventSource.Latest) }));
        Assert.That(stage.Score(id), Is.EqualTo(8m));
    }

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
    public async Task P08_Changes_within_one_second_keep_their_order()
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
    public async Task P08_Coming_back_to_a_value_within_one_second_is_a_change_of_its_own()
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

    static IEnumerable<(string, decimal, EventSource)> Told(IReadOnlyList<LedgerRow> entries) =>
        entries.Select(entry => (entry.Rule, Stored.Points(entry.Points), (EventSource)entry.Source));
}

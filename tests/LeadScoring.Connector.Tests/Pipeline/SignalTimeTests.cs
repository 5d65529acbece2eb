namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Signals over time: limits, ends, lateness.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class SignalTimeTests(Play play)
{
    [Test]
    public async Task A_limit_on_a_signal_holds_across_passes()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 2, at_most: { times: 2, within: 1d } }");
        var id = stage.Person(Status.Open);
        List<decimal> scores = [];

        for (var call = 0; call < 3; call++)
        {
            stage.Exchange.Receive(id);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        stage.Clock.Advance(TimeSpan.FromDays(1));
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That(scores.Append(stage.Score(id)), Is.EqualTo([2m, 4m, 4m, 6m]));
    }

    [Test]
    public async Task Points_leave_one_by_one_when_their_time_is_over_though_nothing_happens()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 5, lasts: 10d }");
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        var first = stage.Now;
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(4));
        stage.Exchange.Receive(id);
        var second = stage.Now;
        await stage.PassAsync();
        List<(decimal, bool)> seen = [(stage.Score(id), stage.Hot(id))];

        foreach (var end in (DateTimeOffset[])[first.AddDays(10), second.AddDays(10)])
        {
            foreach (var moment in (DateTimeOffset[])[end.AddSeconds(-1), end])
            {
                stage.Clock.AdvanceTo(moment);
                await stage.PassAsync();
                seen.Add((stage.Score(id), stage.Hot(id)));
            }
        }

        Assert.That(seen, Is.EqualTo([(10m, true), (10m, true), (5m, true), (5m, true), (0m, false)]));
    }

    [Test]
    public async Task A_worker_that_was_stopped_meanwhile_takes_points_away_as_of_their_end()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 5, lasts: 10d }");
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        var end = stage.Now.AddDays(10);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(25));
        var first = await stage.PassAsync();
        var second = await stage.PassAsync();

        Assert.That((await stage.EntriesAsync(id))[^1].OccurredAt, Is.EqualTo(end.ToUnixTimeMilliseconds()));
        Assert.That((first.BecameCold, second.BecameCold, second.Written), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task A_call_entered_late_counts_at_the_time_of_its_end()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 5 }");
        var id = stage.Person(Status.Open);
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.PassAsync();

        stage.Exchange.Receive(id, ended: stage.Now.AddHours(-3));
        var end = stage.Now.AddHours(-3).AddMinutes(-1);
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.HotSince(id)), Is.EqualTo((5m, (DateTimeOffset?)end)));
    }

    [Test]
    public async Task A_call_entered_after_the_expiry_that_it_came_before_counts_for_nothing()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d") with { Signals = "called: { on: call.inbound, points: 9 }" });
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(6));
        await stage.PassAsync();

        stage.Exchange.Receive(id, ended: stage.Now.AddDays(-2));
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id)), Is.EqualTo((0m, false)));
    }

    [Test]
    public async Task A_crossing_by_a_late_call_whose_period_is_over_ends_in_the_same_pass()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 9 }") with { Scoring = "hot_at: 5, reset_after: 2d" });
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(6));
        await stage.PassAsync();
        var written = stage.WriteCalls;

        stage.Exchange.Receive(id, ended: stage.Now.AddDays(-3));
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id), stage.WriteCalls), Is.EqualTo((0m, false, written)));
    }

    Task<Stage> OpenAsync(string signals) => Stage.OpenAsync(play, Model.Signalling(signals));
}

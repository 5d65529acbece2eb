namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A signal or criterion comes into a mapping that is in force already.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class NewRuleTests(Play play)
{
    readonly string clicked = $"clicked: {{ on: field, field: {play.TextClicks}, increases: true, points: 5 }}";

    [Test]
    public async Task What_a_field_holds_when_a_signal_comes_to_watch_it_scores_nothing_and_its_next_change_does()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        stage.Set(id, play.TextClicks, "3");
        await stage.PassAsync();

        await stage.TakeForceAsync(Model.Signalling(clicked));
        await stage.PassAsync();
        var baseline = stage.Score(id);
        stage.Set(id, play.TextClicks, "4");
        await stage.PassAsync();

        Assert.That((baseline, stage.Score(id)), Is.EqualTo((0m, 5m)));
    }

    [Test]
    public async Task An_empty_field_is_a_baseline_too()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        await stage.TakeForceAsync(Model.Signalling(clicked));
        await stage.PassAsync();
        stage.Set(id, play.TextClicks, "1");
        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(5m));
    }

    [Test]
    public async Task Where_history_is_kept_every_step_since_the_signal_took_force_counts()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        stage.Set(id, play.TextClicks, "3");
        await stage.PassAsync();

        await stage.TakeForceAsync(Model.Signalling(clicked));
        foreach (var count in (string[])["4", "5", "6"])
            stage.Set(id, play.TextClicks, count);
        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(play.KeepsHistory ? 15m : 0m));
    }

    [Test]
    public async Task Criteria_that_come_into_force_judge_everybody_though_nobody_changes()
    {
        await using var stage = await OpenAsync();
        var (banker, grocer) = (stage.Person(Status.Working), stage.Person(Status.Working));
        stage.Set(banker, play.Industry, "Banking");
        stage.Set(grocer, play.Industry, "Retail");
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(3));

        await stage.TakeForceAsync(Model.Judging($"market: {{ points: 2, all: [ {{ field: {play.Industry}, is: Banking }} ] }}"));
        await stage.PassAsync();

        Assert.That((stage.Score(banker), stage.Score(grocer)), Is.EqualTo((9m, 7m)));
        Assert.That(stage.Show(grocer, play.Blockers), Is.EqualTo("market: not met"));
    }

    [Test]
    public async Task Activities_of_a_new_signal_count_from_the_moment_it_took_force()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        stage.Exchange.Receive(id);

        await stage.TakeForceAsync(Model.Signalling("called: { on: call.inbound, points: 5 }"));
        await stage.PassAsync();
        var before = stage.Score(id);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That((before, stage.Score(id)), Is.EqualTo((0m, 5m)));
    }

    [Test]
    public async Task A_call_that_ended_before_the_signal_took_force_and_is_entered_after_it_counts_for_nothing()
    {
        await using var stage = await OpenAsync();
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        await stage.TakeForceAsync(Model.Signalling("called: { on: call.inbound, points: 5 }"));

        stage.Exchange.Receive(id, ended: stage.Now.AddHours(-1));
        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.Zero);
    }

    [Test]
    public async Task New_points_of_a_signal_hold_for_what_comes_after()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 1 }"));
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        await stage.TakeForceAsync(Model.Signalling("called: { on: call.inbound, points: 3 }"));
        var before = stage.Score(id);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That((before, stage.Score(id)), Is.EqualTo((1m, 4m)));
    }

    Task<Stage> OpenAsync() => Stage.OpenAsync(play, Model.Signalling(""));
}

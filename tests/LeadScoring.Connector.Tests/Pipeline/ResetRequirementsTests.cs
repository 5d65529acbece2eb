namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class ResetRequirementsTests(Play play)
{
    static readonly TimeSpan Period = TimeSpan.FromDays(5);

    [Test]
    public async Task R24_Without_a_reset_period_a_lead_stays_hot()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(3650));
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.ResetsAt(id)), Is.EqualTo((true, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task R25_A_hot_lead_cools_at_the_deadline()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(Period - TimeSpan.FromSeconds(1));
        await stage.PassAsync();
        var before = stage.Hot(id);
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.PassAsync();

        Assert.That((before, stage.Hot(id)), Is.EqualTo((true, false)));
        Assert.That((stage.Score(id), stage.ResetsAt(id)), Is.EqualTo((0m, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task R25_A_worker_that_was_stopped_over_the_deadline_catches_up_once()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        var deadline = stage.Now + Period;
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(30));
        var first = await stage.PassAsync();
        var second = await stage.PassAsync();

        Assert.That((first.BecameCold, second.BecameCold), Is.EqualTo((1, 0)));
        Assert.That((await stage.EntriesAsync(id))[^1].OccurredAt, Is.EqualTo(deadline.ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task R26_An_interaction_restarts_the_period()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(3));
        stage.SetStatus(id, Status.Interested);
        var interaction = stage.Now;
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(3));
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.ResetsAt(id)), Is.EqualTo((true, interaction + Period)));
    }

    [Test]
    public async Task R26_An_ordinary_status_does_not_restart_the_period()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        var deadline = stage.Now + Period;
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(3));
        stage.SetStatus(id, Status.Converted);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.ResetsAt(id)), Is.EqualTo((true, deadline)));
    }

    [Test]
    public async Task R27_After_the_expiry_a_lead_may_turn_hot_again()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.Clock.Advance(Period);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Converted);
        var again = stage.Now;
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id), stage.HotSince(id)), Is.EqualTo((true, 8m, again)));
        Assert.That((report.BecameHot, stage.ResetsAt(id)), Is.EqualTo((1, again + Period)));
    }

    [Test]
    public async Task R27_The_standing_status_does_not_count_again_after_the_expiry()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.Clock.Advance(Period);
        await stage.PassAsync();

        stage.Touch(id);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((false, 0m)));
    }

    [Test]
    public async Task R28_A_changed_period_replaces_the_running_timer()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(1));
        stage.Mapping(Model.ResettingAfter("2d"));
        var changed = stage.Now;
        await stage.PassAsync();
        var deadline = stage.ResetsAt(id);
        stage.Clock.Advance(TimeSpan.FromDays(2));
        var due = await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(2));
        var later = await stage.PassAsync();

        Assert.That(deadline, Is.EqualTo(changed.AddDays(2)));
        Assert.That((stage.Hot(id), due.BecameCold, later.BecameCold), Is.EqualTo((false, 1, 0)));
    }
}

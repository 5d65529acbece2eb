using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class RemovalRequirementsTests(Play play)
{
    [Test]
    public async Task R34_A_flag_that_a_rep_clears_stays_cleared_on_unchanged_points()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.SetHot(id, hot: false);
        var report = await stage.PassAsync();
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id), stage.ResetsAt(id)), Is.EqualTo((false, 0m, (DateTimeOffset?)null)));
        Assert.That((report.BecameCold, (await stage.LeadAsync(id)).NextCheckAt), Is.EqualTo((1, (long?)null)));
    }

    [Test]
    public async Task R34_Asking_to_cool_does_what_the_rep_does()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var lead = await stage.LeadAsync(id);
        var request = await Requests.AskToCoolAsync(
            stage.Database, stage.Connection.Name, lead.LeadId, stage.Now, CancellationToken.None);
        await stage.PassAsync();
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id), stage.ResetsAt(id)), Is.EqualTo((false, 0m, (DateTimeOffset?)null)));
        Assert.That(await Requests.IsDoneAsync(stage.Database, request, CancellationToken.None));
    }

    [Test]
    public async Task R34_A_lead_that_was_removed_turns_hot_again_by_a_new_status()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.SetHot(id, hot: false);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Converted);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((true, 8m)));
    }

    [Test]
    public async Task R34_A_removal_where_points_are_kept_leaves_the_score()
    {
        await using var stage = await Stage.OpenAsync(play, new() { Scoring = "hot_at: 5, on_removal: keep" });
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.SetHot(id, hot: false);
        await stage.PassAsync();
        stage.Touch(id);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((false, 7m)));
    }

    [Test]
    public async Task A_flag_that_a_rep_ticks_is_hot_by_hand_until_the_timer_ends_it()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetHot(id, hot: true);
        var at = stage.Now;
        var ticked = await stage.PassAsync();
        var (source, deadline) = ((HotSource)(await stage.LeadAsync(id)).HotSource, stage.ResetsAt(id));
        stage.Clock.Advance(TimeSpan.FromDays(5));
        await stage.PassAsync();

        Assert.That((ticked.BecameHot, source, deadline), Is.EqualTo((1, HotSource.Manual, at.AddDays(5))));
        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((false, 0m)));
    }

    [Test]
    public async Task A_flag_that_a_rep_ticks_is_not_taken_away_by_points()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Open);
        await stage.PassAsync();
        stage.SetHot(id, hot: true);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        await stage.PassAsync();
        stage.SetStatus(id, Status.Open);
        await stage.PassAsync();

        Assert.That(stage.Hot(id));
    }

    [Test]
    public async Task A_flag_that_a_rep_ticks_is_reverted_where_the_model_says_so()
    {
        await using var stage = await Stage.OpenAsync(play, new() { Scoring = "hot_at: 5, manual_hot: revert" });
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetHot(id, hot: true);
        await stage.PassAsync();

        Assert.That(stage.Hot(id), Is.False);
    }
}

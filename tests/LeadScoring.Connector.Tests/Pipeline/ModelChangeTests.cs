using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class ModelChangeTests(Play play)
{
    static readonly Model Doubled = new()
    {
        Points = $"{{ {Status.Open}: 8, {Status.Working}: 14, {Status.Interested}: 12, {Status.Converted}: 16, {Status.Refused}: 0 }}",
    };

    static readonly Model Stricter = new() { Scoring = "hot_at: 8" };

    [Test]
    public async Task R33_A_wrong_file_leaves_the_old_version_in_force()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Mapping(Stricter.TextFor(play).Replace("hot_at", "hot_att", StringComparison.Ordinal));
        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That(stage.Hot(id));
        Assert.That((report.Status, report.Problems[0].Code), Is.EqualTo((PassStatus.Ok, "model_invalid")));
    }

    [Test]
    public async Task R33_A_file_whose_own_tests_fail_leaves_the_old_version_in_force()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Mapping(Stricter with
        {
            More = $"tests: [ {{ name: hot, given: [ {{ at: 2026-03-02T09:00:00Z, status: {Status.Working} }} ], expect: {{ hot: true }} }} ]",
        });
        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That(stage.Hot(id));
        Assert.That((report.Status, report.Problems[0].Code), Is.EqualTo((PassStatus.Ok, "model_test_failed")));
    }

    [Test]
    public async Task R33_New_points_hold_for_events_after_the_pass_that_brought_the_file_into_force()
    {
        await using var stage = await Stage.OpenAsync(play);
        var (before, after) = (stage.Person(Status.Open), stage.Person(Status.Open));
        await stage.PassAsync();

        stage.Mapping(Doubled);
        stage.SetStatus(before, Status.Working);
        await stage.PassAsync();
        stage.SetStatus(after, Status.Working);
        await stage.PassAsync();

        Assert.That((stage.Score(before), stage.Score(after)), Is.EqualTo((7m, 14m)));
    }

    [Test]
    public async Task R33_A_new_threshold_holds_for_leads_scored_before_at_the_end_of_the_pass()
    {
        await using var stage = await Stage.OpenAsync(play);
        var (working, converted) = (stage.Person(Status.Working), stage.Person(Status.Converted));
        await stage.PassAsync();

        stage.Mapping(Stricter);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(working), stage.Hot(converted)), Is.EqualTo((false, true)));
        Assert.That((report.BecameCold, report.Written), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task R33_The_same_file_saved_again_changes_nothing()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        var deadline = stage.ResetsAt(id);

        stage.Clock.Advance(TimeSpan.FromDays(1));
        stage.Mapping(Model.ResettingAfter("5d"));
        var report = await stage.PassAsync();

        Assert.That((report.Written, stage.ResetsAt(id)), Is.EqualTo((0, deadline)));
    }

    [Test]
    public async Task R33_A_file_that_flips_many_leads_waits_until_a_person_approves_it()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Publish = new(MaxFlips: 2);
        var ids = stage.People(3, Status.Working);
        await stage.PassAsync();

        stage.Mapping(Stricter);
        var waiting = await stage.PassAsync();
        var stillHot = ids.Count(stage.Hot);
        var staged = await new Ledgers(stage.Database).StagedAsync(stage.Connection.Name, CancellationToken.None);
        await Models.ApproveAsync(stage.Database, stage.Connection.Name, staged?.Hash ?? "", alerts: false, CancellationToken.None);
        var approved = await stage.PassAsync();

        Assert.That((waiting.Status, waiting.Problems[0].Code, waiting.Written, stillHot), Is.EqualTo((PassStatus.Ok, "model_waiting", 0, 3)));
        Assert.That((staged?.State, staged?.Flips), Is.EqualTo(("waiting", 3)));
        Assert.That((approved.BecameCold, approved.Written, ids.Count(stage.Hot)), Is.EqualTo((3, 3, 0)));
    }

    [Test]
    public async Task R33_As_many_flips_as_allowed_need_nobody()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Publish = new(MaxFlips: 3);
        var ids = stage.People(3, Status.Working);
        await stage.PassAsync();

        stage.Mapping(Stricter);
        await stage.PassAsync();

        Assert.That(ids.Count(stage.Hot), Is.Zero);
    }
}

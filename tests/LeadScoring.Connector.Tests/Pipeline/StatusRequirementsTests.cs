using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class StatusRequirementsTests(Play play)
{
    [Test]
    public async Task R01_A_lead_is_cold_before_any_event()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Unmapped);

        await stage.PassAsync();

        Assert.That(stage.Hot(id), Is.False);
    }

    [Test]
    public async Task R02_Flag_score_moment_and_reasons_stand_in_fields_of_the_crm()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("10d"));
        var id = stage.Person(Status.Working);
        var at = stage.Now;

        await stage.PassAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stage.Hot(id));
            Assert.That(stage.Score(id), Is.EqualTo(7));
            Assert.That(stage.HotSince(id), Is.EqualTo(at));
            Assert.That(stage.ResetsAt(id), Is.EqualTo(at.AddDays(10)));
            Assert.That(stage.Reasons(id), Is.EqualTo("Working - Contacted +7 (2 Mar)"));
        }
    }

    [Test]
    public async Task R12_R13_A_change_of_status_scores_by_the_field_that_the_mapping_names()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((true, 7m)));
        Assert.That((report.Changes, report.Scored, report.BecameHot, report.Written), Is.EqualTo((1, 1, 1, 1)));
    }

    [Test]
    public async Task R14_An_unmapped_status_changes_nothing_and_is_reported()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        var written = stage.WriteCalls;

        stage.SetStatus(id, Status.Unmapped);
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((true, 7m)));
        Assert.That(stage.WriteCalls, Is.EqualTo(written));
        Assert.That(report.Problems.Select(problem => (problem.Code, problem.Message.Contains(Status.Unmapped))), Is.EqualTo([("status_unmapped", true)]));
    }

    [Test]
    public async Task R15_A_status_that_stands_in_the_mapping_twice_is_refused()
    {
        await using var stage = await Stage.OpenAsync(play, new() { Lists = $"qualified: [{Status.Working}], disqualified: [{Status.Working}]" });

        var report = await stage.TryPassAsync();

        Assert.That(report.Status, Is.EqualTo(PassStatus.Failed));
        Assert.That(report.Problems[0].Message, Does.Contain("A status stands in one list only."));
        Assert.That(stage.Host.Requests.Total, Is.Zero);
    }

    [Test]
    public async Task R15_A_disqualified_lead_is_cold_where_the_model_says_so_whatever_it_has_gathered()
    {
        await using var stage = await Stage.OpenAsync(play, new()
        {
            Points = $"{{ {Status.Open}: 4, {Status.Working}: 7, {Status.Refused}: 9 }}",
            Lists = $"disqualified: [{Status.Refused}]",
            Scoring = "hot_at: 5, disqualified: cool",
        });
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Refused);
        await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id)), Is.EqualTo((false, 9m)));
    }

    [Test]
    public async Task R16_Each_change_of_status_scores_again()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        List<decimal> scores = [];

        foreach (var status in (string[])[Status.Working, Status.Open, Status.Working, Status.Open, Status.Converted])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([7m, 4m, 7m, 4m, 8m]));
    }

    [TestCase(Status.Converted, 8, true)]
    [TestCase(Status.Refused, 0, false)]
    public async Task R17_The_status_part_goes_0_4_7_and_then_8_or_back_to_0(string last, decimal points, bool hot)
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Refused);
        await stage.PassAsync();
        List<decimal> scores = [stage.Score(id)];

        foreach (var status in (string[])[Status.Open, Status.Working, last])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([0m, 4m, 7m, points]));
        Assert.That(stage.Hot(id), Is.EqualTo(hot));
    }

    [Test]
    public async Task R19_A_contact_status_works_alike_with_values_of_its_own()
    {
        await using var stage = await Stage.OpenAsync(play, new()
        {
            Points = "{ New: 1, In progress: 3, Interested: 6, Converted: 8, Not interested: 0 }",
            Lists = "qualified: [Converted], disqualified: [Not interested]",
        });
        var id = stage.Person("New");
        List<(decimal, bool)> seen = [];

        foreach (var status in (string[])["In progress", "Interested", "Converted", "Not interested"])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            seen.Add((stage.Score(id), stage.Hot(id)));
        }

        Assert.That(seen, Is.EqualTo([(3m, false), (6m, true), (8m, true), (0m, false)]));
    }

    [TestCase("4.01", false)]
    [TestCase("4", true)]
    public async Task R22_A_total_equal_to_the_threshold_is_hot(string hotAt, bool hot)
    {
        await using var stage = await Stage.OpenAsync(play, new() { Scoring = $"hot_at: {hotAt}" });
        var id = stage.Person(Status.Open);

        await stage.PassAsync();

        Assert.That(stage.Hot(id), Is.EqualTo(hot));
    }

    [Test]
    public async Task R23_A_total_that_falls_below_the_threshold_is_cold()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Open);
        var report = await stage.PassAsync();

        Assert.That((stage.Hot(id), stage.Score(id), stage.HotSince(id)), Is.EqualTo((false, 4m, (DateTimeOffset?)null)));
        Assert.That(report.BecameCold, Is.EqualTo(1));
    }
}

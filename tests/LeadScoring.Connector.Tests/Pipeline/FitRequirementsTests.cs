namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>How well a lead suits the company, by what its record holds.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class FitRequirementsTests(Play play)
{
    const string Jane = "jane.doe@example.com";
    const string Sam = "sam@example.com";

    readonly string onTarget = $"target: {{ points: 2, all: [ {{ field: {play.Industry}, in: [Software, Banking] }} ] }}";
    readonly string means = $"means: {{ points: 1, all: [ {{ field: {play.Budget}, at_least: 10000 }} ] }}";
    readonly string decides = $"decides: {{ points: 1, any: [ {{ field: {play.Title}, matches: \"(?i)chief\" }} ] }}";

    [Test]
    public async Task S08_What_blocks_a_lead_stands_in_a_field_of_the_crm()
    {
        await using var stage = await OpenAsync(Model.Judging($"{onTarget}, {means}, {decides}") with
        {
            Signals = "bounced: { on: email.bounced, points: -3, interaction: false }",
        });
        var id = stage.Person(Status.Working);
        stage.Set(id, play.Industry, "Retail");
        stage.Set(id, play.Title, "Chief Engineer");
        stage.Exchange.Bounce(stage.Exchange.Mail(id));

        await stage.PassAsync();

        Assert.That(stage.Show(id, play.Blockers), Is.EqualTo("target: not met, means: unknown, bounced -3 (2 Mar)"));
    }

    [Test]
    public async Task S09_Lines_of_business_have_models_of_their_own()
    {
        await using var stage = await OpenAsync(Model.Judging(onTarget) with
        {
            More = $"sub_departments: [ {{ name: Leasing, members: {{ users: [{Sam}] }}, "
                + $"fit: {{ target: {{ all: [ {{ field: {play.Industry}, is: Retail }} ] }}, fleet: {{ points: 4, all: [ {{ field: {play.Budget}, at_least: 5 }} ] }} }} }} ]",
        });
        var (ofJane, ofSam) = (stage.Person(Status.Working, Jane), stage.Person(Status.Working, Sam));
        foreach (var id in (string[])[ofJane, ofSam])
        {
            stage.Set(id, play.Industry, "Retail");
            stage.Set(id, play.Budget, "7");
        }

        await stage.PassAsync();

        Assert.That((stage.Score(ofJane), stage.Score(ofSam)), Is.EqualTo((7m, 13m)));
    }

    [Test]
    public async Task S10_Criteria_met_unmet_and_unknown_are_kept_apart()
    {
        await using var stage = await OpenAsync(Model.Judging($"{onTarget}, {means}, {decides}"));
        var id = stage.Person(Status.Working);
        stage.Set(id, play.Industry, "Software");
        stage.Set(id, play.Budget, "9999");
        await stage.PassAsync();
        var before = (stage.Score(id), stage.Show(id, play.Blockers));

        stage.Set(id, play.Budget, "10000");
        stage.Set(id, play.Title, "Assistant");
        await stage.PassAsync();

        Assert.That(before, Is.EqualTo((9m, "means: not met, decides: unknown")));
        Assert.That((stage.Score(id), stage.Show(id, play.Blockers)), Is.EqualTo((10m, "decides: not met")));
    }

    [Test]
    public async Task S10_Points_of_a_criterion_leave_when_it_is_met_no_more()
    {
        await using var stage = await OpenAsync(Model.Judging(onTarget));
        var id = stage.Person(Status.Working);
        stage.Set(id, play.Industry, "Software");
        await stage.PassAsync();
        var before = stage.Score(id);

        stage.Set(id, play.Industry, null);
        await stage.PassAsync();

        Assert.That((before, stage.Score(id)), Is.EqualTo((9m, 7m)));
    }

    [Test]
    public async Task S17_Industry_and_yearly_revenue_qualify_before_any_contact_and_make_nobody_hot_alone()
    {
        await using var stage = await OpenAsync(Model.Judging(
            $"target: {{ points: 9, all: [ {{ field: {play.Industry}, is: Banking }}, {{ field: {play.Revenue}, at_least: 1000000 }} ] }}"));
        var (small, large) = (stage.Person(Status.Open), stage.Person(Status.Open));
        foreach (var (id, revenue) in ((string, string)[])[(small, "999999"), (large, "1000000")])
        {
            stage.Set(id, play.Industry, "Banking");
            stage.Set(id, play.Revenue, revenue);
        }

        await stage.PassAsync();

        Assert.That((stage.Score(small), stage.Show(small, play.Stage) ?? "lead"), Is.EqualTo((0m, "lead")));
        Assert.That((stage.Score(large), stage.Show(large, play.Stage), stage.Hot(large)), Is.EqualTo((9m, "prospect", false)));
    }

    [Test]
    public async Task S18_Site_visits_a_budget_and_the_wish_for_a_proposal_are_criteria_like_others()
    {
        await using var stage = await OpenAsync(Model.Judging(
            $"visits: {{ points: 1, all: [ {{ field: {play.Visits}, at_least: 3 }} ] }}, "
            + $"budget: {{ points: 2, all: [ {{ field: {play.Budget}, empty: false }} ] }}, "
            + $"wishes: {{ points: 4, all: [ {{ field: {play.WantsProposal}, is: true }} ] }}"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        List<(decimal, string?)> seen = [];

        foreach (var (field, value) in ((string, string)[])[(play.Visits, "3"), (play.Budget, "1"), (play.WantsProposal, "true")])
        {
            stage.Set(id, field, value);
            await stage.PassAsync();
            seen.Add((stage.Score(id), stage.Show(id, play.Stage)));
        }

        Assert.That(seen, Is.EqualTo([(8m, "candidate"), (10m, "candidate"), (14m, "prospect")]));
    }

    Task<Stage> OpenAsync(Model model) => Stage.OpenAsync(play, model);
}

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Where a lead stands on its way to being a customer.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class StageRequirementsTests(Play play)
{
    readonly string market = $"market: {{ points: 1, all: [ {{ field: {play.Industry}, is: Banking }} ] }}";
    readonly string decides = $"decides: {{ points: 1, all: [ {{ field: {play.Title}, is: Chief }} ] }}";

    [Test]
    public async Task S11_One_criterion_met_makes_a_candidate_and_all_a_prospect_without_any_interest()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging($"{market}, {decides}"));
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        List<string> stages = [StageOf(stage, id)];

        foreach (var (field, value) in ((string, string)[])[(play.Industry, "Banking"), (play.Title, "Chief"), (play.Industry, "Retail")])
        {
            stage.Set(id, field, value);
            await stage.PassAsync();
            stages.Add(StageOf(stage, id));
        }

        Assert.That(stages, Is.EqualTo(["lead", "candidate", "prospect", "candidate"]));
        Assert.That(stage.Hot(id), Is.False);
    }

    [Test]
    public async Task S12_Not_now_is_a_stage_of_its_own_and_the_score_stays()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging(market) with
        {
            Lists = $"disqualified: [{Status.Refused}], later: [{Status.Interested}]",
            Signals = "called: { on: call.inbound, points: 2 }",
        });
        var id = stage.Person(Status.Working);
        stage.Exchange.Receive(id);
        List<(string, decimal)> seen = [];

        foreach (var status in (string[])[Status.Interested, Status.Refused, Status.Working])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            seen.Add((StageOf(stage, id), stage.Score(id)));
        }

        Assert.That(seen, Is.EqualTo([("later", 8m), ("disqualified", 2m), ("lead", 9m)]));
    }

    [Test]
    public async Task S13_A_lead_becomes_a_prospect_a_customer_and_a_customer_again()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging(market));
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        List<string> stages = [StageOf(stage, id)];
        stage.Set(id, play.Industry, "Banking");
        await stage.PassAsync();
        stages.Add(StageOf(stage, id));

        foreach (var status in (string[])[Status.Converted, Status.Working, Status.Converted])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            stages.Add(StageOf(stage, id));
        }

        Assert.That(stages, Is.EqualTo(["lead", "prospect", "customer", "prospect", "repeat customer"]));
    }

    [TestCase("either", "prospect", "prospect")]
    [TestCase("fit", "prospect", "lead")]
    [TestCase("two_way", "candidate", "prospect")]
    [TestCase("both", "candidate", "lead")]
    public async Task S14_What_makes_a_prospect_is_the_choice_of_the_company(string when, string fitting, string talking)
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging(market) with
        {
            Signals = "called: { on: call.inbound, points: 1, two_way: true }",
            More = $"stages: {{ prospect_when: {when} }}",
        });
        var (fits, talks) = (stage.Person(Status.Working), stage.Person(Status.Working));
        stage.Set(fits, play.Industry, "Banking");
        stage.Exchange.Receive(talks);

        await stage.PassAsync();

        Assert.That((StageOf(stage, fits), StageOf(stage, talks)), Is.EqualTo((fitting, talking)));
    }

    [Test]
    public async Task S15_The_first_exchange_in_both_directions_makes_a_prospect_whatever_its_points()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging("") with
        {
            Signals = "replied: { on: email.replied, points: 0, two_way: true }",
        });
        var id = stage.Person(Status.Open);
        stage.Exchange.Mail(id);
        await stage.PassAsync();
        var before = StageOf(stage, id);

        stage.Exchange.Reply(id);
        await stage.PassAsync();

        Assert.That((before, StageOf(stage, id), stage.Score(id)), Is.EqualTo(("lead", "prospect", 0m)));
    }

    string StageOf(Stage stage, string id) => stage.Show(id, play.Stage) ?? "lead";
}

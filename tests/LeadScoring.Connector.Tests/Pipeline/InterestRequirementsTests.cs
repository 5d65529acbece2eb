namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What makes a lead a prospect, by what it does.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class InterestRequirementsTests(Play play)
{
    [Test]
    public async Task S01_Interest_shown_long_ago_no_longer_makes_a_lead_hot()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 5, lasts: 30d }");
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        var fresh = stage.Hot(id);

        stage.Clock.Advance(TimeSpan.FromDays(30));
        await stage.PassAsync();

        Assert.That((fresh, stage.Hot(id), stage.Score(id)), Is.EqualTo((true, false, 0m)));
    }

    [TestCase("White Paper", 1)]
    [TestCase("Free Trial", 4)]
    [TestCase("Newsletter", 2)]
    [TestCase("Quote", 8)]
    public async Task S02_Each_call_to_action_is_a_signal_with_a_weight_of_its_own(string offer, decimal points)
    {
        await using var stage = await OpenAsync(
            $"paper: {{ {play.Answered("White Paper")}, points: 1 }}, trial: {{ {play.Answered("Free Trial")}, points: 4 }}, "
            + $"letter: {{ {play.Answered("Newsletter")}, points: 2 }}, quote: {{ {play.Answered("Quote")}, points: 8 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.TakeUp(id, offer)), Is.EqualTo((points, points >= 5)));
    }

    [Test]
    public async Task S04_A_proposal_counts_from_the_second_view_on()
    {
        await using var stage = await OpenAsync($"viewed: {{ on: field, field: {play.Views}, increases: true, from: 2, points: 4 }}");
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        List<decimal> scores = [];

        foreach (var views in (string[])["1", "2", "3"])
        {
            stage.Set(id, play.Views, views);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([0m, 4m, 8m]));
    }

    [TestCase("29", 0)]
    [TestCase("30", 5)]
    public async Task S05_Time_spent_on_a_proposal_counts_from_the_seconds_that_the_mapping_says(string seconds, decimal points)
    {
        await using var stage = await OpenAsync($"read: {{ on: field, field: {play.Seconds}, reaches: 30, points: 5 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Set(id, play.Seconds, seconds)), Is.EqualTo((points, points > 0)));
    }

    [Test]
    public async Task S06_What_interested_the_lead_is_shown_before_anybody_follows_up()
    {
        await using var stage = await OpenAsync(
            $"paper: {{ {play.Answered("White Paper")}, points: 3 }}, demo: {{ {play.Booked}, points: 10 }}, opened: {{ on: email.opened, points: 1 }}");
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.Exchange.TakeUp(id, "White Paper");
        stage.Exchange.Book(id);
        var mail = stage.Exchange.Mail(id);
        stage.Exchange.Open(mail);
        stage.Exchange.Open(mail);
        await stage.PassAsync();

        Assert.That(stage.Reasons(id), Is.EqualTo("opened +2 (2 Mar), demo +10 (2 Mar), paper +3 (2 Mar)"));
    }

    [Test]
    public async Task S07_A_score_rises_by_what_a_lead_does_though_nobody_touches_its_status()
    {
        await using var stage = await OpenAsync(
            $"called: {{ on: call.inbound, points: 2 }}, viewed: {{ on: field, field: {play.Views}, increases: true, points: 1 }}, demo: {{ {play.Booked}, points: 10 }}");
        var id = stage.Person(Status.Open);
        await stage.PassAsync();
        List<(decimal, bool)> seen = [];

        foreach (var act in (Action[])[() => stage.Exchange.Receive(id), () => stage.Set(id, play.Views, "1"), () => stage.Exchange.Book(id)])
        {
            act();
            await stage.PassAsync();
            seen.Add((stage.Score(id), stage.Hot(id)));
        }

        Assert.That(seen, Is.EqualTo([(2m, false), (3m, false), (13m, true)]));
    }

    Task<Stage> OpenAsync(string signals) => Stage.OpenAsync(play, Model.Signalling(signals));
}

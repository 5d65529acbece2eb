using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Status and behaviour are parts of their own.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class BehaviourTests(Play play)
{
    const string Called = "called: { on: call.inbound, points: 3 }";

    static readonly string[] Statuses = [Status.Working, Status.Interested, Status.Converted, Status.Refused, Status.Unmapped, Status.Open];

    [TestCase("", "hot_at: 5")]
    [TestCase("mode: accumulate, ", "hot_at: 5")]
    [TestCase("", "hot_at: 5, disqualified: cool")]
    public async Task R18_No_change_of_status_touches_the_behaviour_part(string mode, string scoring)
    {
        await using var stage = await Stage.OpenAsync(play, new()
        {
            Lists = $"{mode}qualified: [{Status.Converted}], disqualified: [{Status.Refused}], interaction: [{Status.Interested}]",
            Scoring = scoring,
            Signals = Called,
        });
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        List<decimal> parts = [];

        foreach (var status in Statuses)
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            parts.Add((await stage.LeadAsync(id)).State().Parts.Behaviour);
        }

        Assert.That(parts, Is.EqualTo(Enumerable.Repeat(3m, Statuses.Length)));
        Assert.That((await stage.EntriesAsync(id)).Count(entry => entry.Part == (int)Part.Behaviour), Is.EqualTo(1));
    }

    [TestCase(Status.Converted, 11)]
    [TestCase(Status.Refused, 3)]
    public async Task R17_R18_The_golden_example_stands_on_top_of_what_the_lead_did(string last, decimal end)
    {
        await using var stage = await Stage.OpenAsync(play, new() { Signals = Called });
        var id = stage.Person(Status.Refused);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        List<(decimal, bool)> seen = [(stage.Score(id), stage.Hot(id))];

        foreach (var status in (string[])[Status.Open, Status.Working, last])
        {
            stage.SetStatus(id, status);
            await stage.PassAsync();
            seen.Add((stage.Score(id), stage.Hot(id)));
        }

        Assert.That(seen, Is.EqualTo([(3m, false), (7m, true), (10m, true), (end, end >= 5)]));
    }

    [Test]
    public async Task R22_R23_Status_behaviour_and_fit_make_one_total_that_rises_and_falls()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Judging($"market: {{ points: 1, all: [ {{ field: {play.Industry}, is: Banking }} ] }}") with
        {
            Points = $"{{ {Status.Open}: 1, {Status.Refused}: 0 }}",
            Lists = $"disqualified: [{Status.Refused}]",
            Signals = Called,
        });
        var id = stage.Person(Status.Open);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        List<(decimal, bool)> seen = [(stage.Score(id), stage.Hot(id))];

        foreach (var market in (string[])["Banking", "Retail"])
        {
            stage.Set(id, play.Industry, market);
            await stage.PassAsync();
            seen.Add((stage.Score(id), stage.Hot(id)));
        }

        Assert.That(seen, Is.EqualTo([(4m, false), (5m, true), (4m, false)]));
    }

    [Test]
    public async Task R25_R26_What_the_lead_does_restarts_the_period_and_what_the_rep_does_not()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d") with
        {
            Signals = $"{Called}, made: {{ on: call.outbound, points: 1, interaction: false }}",
        });
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(2));
        stage.Exchange.Receive(id);
        var interaction = stage.Now;
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(2));
        stage.Exchange.Call(id);
        await stage.PassAsync();
        var deadline = stage.ResetsAt(id);
        stage.Clock.AdvanceTo(interaction.AddDays(5));
        await stage.PassAsync();

        Assert.That((deadline, stage.Hot(id), stage.Score(id)), Is.EqualTo(((DateTimeOffset?)interaction.AddDays(5), false, 0m)));
    }

    [Test]
    public async Task R27_After_the_expiry_one_sign_of_interest_is_enough()
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("5d") with { Signals = "called: { on: call.inbound, points: 5 }" });
        var id = stage.Person(Status.Working);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(5));
        await stage.PassAsync();
        var cold = stage.Hot(id);

        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That((cold, stage.Hot(id), stage.Score(id)), Is.EqualTo((false, true, 5m)));
    }

    [Test]
    public async Task R34_A_removal_takes_what_the_lead_did_away_with_its_status()
    {
        await using var stage = await Stage.OpenAsync(play, new() { Signals = Called });
        var id = stage.Person(Status.Working);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        stage.SetHot(id, hot: false);
        await stage.PassAsync();
        var removed = stage.Score(id);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That((removed, stage.Score(id), stage.Hot(id)), Is.EqualTo((0m, 3m, false)));
    }
}

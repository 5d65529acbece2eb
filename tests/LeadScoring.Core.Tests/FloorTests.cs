using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class FloorTests
{
    static readonly StatusRules Statuses = Some.Statuses() with
    {
        Points = new Dictionary<string, decimal> { ["Good"] = 7, ["Bad"] = -3, ["Worse"] = -9 },
    };

    static readonly Settings Floored = Some.Settings(Some.HotAtFive with { Floor = new(0) }, Statuses);

    [Test]
    public void Totals_may_be_negative()
    {
        var lead = new TestLead(Some.Settings(statuses: Statuses)).Status("Bad");

        Assert.That(lead.State.Parts.Total, Is.EqualTo(-3));
    }

    [Test]
    public void A_floor_takes_less_away_and_says_so()
    {
        var lead = new TestLead(Floored).Status("Good").Status("Bad");

        Assert.That(lead.State.Parts.Total, Is.Zero);
        Assert.That(lead.Entries[^1], Has.Property("Points").EqualTo(-7).And.Property("Note").EqualTo(Notes.Floor));
    }

    [Test]
    public void A_floor_gives_nothing_to_a_total_already_below_it()
    {
        var lead = new TestLead(Some.Settings(statuses: Statuses)).Status("Bad").NewModel(Floored);

        lead.Status("Worse");

        Assert.That(lead.State.Parts.Total, Is.EqualTo(-3));
        Assert.That(lead.Entries[^1].Points, Is.Zero);
    }

    [TestCase(-5, 0)]
    [TestCase(0, -5)]
    public void A_reset_takes_all_interest_away_whatever_the_floor(int behaviour, int fit)
    {
        var settings = Some.Settings(
            new() { HotAt = 2, Floor = new(0), ResetAfter = Some.Period(Some.Minutes(10)) }, Statuses);
        var lead = new TestLead(settings, new LeadState { Parts = new(0, behaviour, fit) }).Status("Good");

        lead.After(Some.Minutes(10));

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(0, 0, fit)));
    }
}

using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

public sealed class StatusPartTests
{
    static readonly Settings Accumulating = Some.Settings(statuses: Some.Statuses(StatusMode.Accumulate));

    [TestCase(Some.Converted, 8)]
    [TestCase(Some.NotConverted, 0)]
    public void R17_The_status_part_takes_the_value_of_the_current_status(string last, int points)
    {
        var lead = new TestLead(Some.Settings());

        var parts = new[] { Some.NotConverted, Some.NotContacted, Some.Contacted, last }
            .Select(status => lead.After(Some.Minutes(1)).Status(status).State.Parts.Status)
            .ToList();

        Assert.That(parts, Is.EqualTo(new decimal[] { 0, 4, 7, points }));
    }

    [Test]
    public void R14_An_unmapped_status_changes_nothing_and_is_reported()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status("Nurturing");

        Assert.That(lead.State.Parts.Status, Is.EqualTo(7));
        Assert.That(lead.Entries, Has.Count.EqualTo(1));
        Assert.That(lead.Unmapped, Is.EqualTo(new[] { "Nurturing" }));
    }

    [Test]
    public void R14_Status_values_are_compared_exactly()
    {
        var lead = new TestLead(Some.Settings()).Status("working - contacted");

        Assert.That(lead.State.Parts.Status, Is.Zero);
        Assert.That(lead.Unmapped, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_emptied_status_leaves_the_part_and_is_not_reported()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status("");

        Assert.That(lead.State.Parts.Status, Is.EqualTo(7));
        Assert.That(lead.State.Status, Is.Empty);
        Assert.That(lead.Unmapped, Is.Empty);
    }

    [Test]
    public void R16_Each_change_of_status_scores_again()
    {
        var lead = new TestLead(Some.Settings());

        for (var round = 0; round < 3; round++)
            lead.After(Some.Minutes(1)).Status(Some.NotContacted).After(Some.Minutes(1)).Status(Some.Contacted);

        Assert.That(lead.Entries.Select(entry => entry.Points), Is.EqualTo(new[] { 4m, 3, -3, 3, -3, 3 }));
        Assert.That(lead.State.Parts.Status, Is.EqualTo(7));
    }

    [Test]
    public void The_same_status_again_is_no_change()
    {
        var lead = new TestLead(Accumulating).Status(Some.NotContacted);

        lead.After(Some.Minutes(1)).Status(Some.NotContacted);

        Assert.That(lead.State.Parts.Status, Is.EqualTo(4));
        Assert.That(lead.Entries, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_change_without_points_is_kept_in_the_ledger()
    {
        var lead = new TestLead(Some.Settings()).Status(Some.NotConverted);

        Assert.That(lead.Entries.Single(), Has.Property("Points").Zero.And.Property("Rule").EqualTo(Some.NotConverted));
    }

    [Test]
    public void R18_A_change_of_status_leaves_behaviour_untouched()
    {
        var lead = new TestLead(Some.Settings(), new LeadState { Parts = new(Status: 4, Behaviour: 3, Fit: 2) });

        lead.Status(Some.Contacted).After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.State.Parts, Is.EqualTo(new Parts(Status: 0, Behaviour: 3, Fit: 2)));
    }

    [Test]
    public void R19_A_contact_status_works_with_values_of_its_own()
    {
        var statuses = Some.Statuses() with
        {
            Field = "Status__c",
            Points = new Dictionary<string, decimal>
            {
                ["New"] = 1,
                ["In progress"] = 3,
                ["Interested"] = 6,
                ["Converted"] = 8,
                ["Not interested"] = 0,
            },
            Disqualified = Some.Set("Not interested"),
        };
        var lead = new TestLead(Some.Settings(statuses: statuses));

        var parts = statuses.Points.Keys
            .Select(status => lead.After(Some.Minutes(1)).Status(status).State.Parts.Status)
            .ToList();

        Assert.That(parts, Is.EqualTo(new[] { 1m, 3, 6, 8, 0 }));
    }

    [Test]
    public void Accumulated_statuses_add_up()
    {
        var lead = new TestLead(Accumulating).Status(Some.NotContacted);

        lead.After(Some.Minutes(1)).Status(Some.Contacted).After(Some.Minutes(1)).Status(Some.NotContacted);

        Assert.That(lead.State.Parts.Status, Is.EqualTo(15));
    }

    [Test]
    public void A_disqualified_status_empties_what_was_accumulated()
    {
        var lead = new TestLead(Accumulating).Status(Some.NotContacted).After(Some.Minutes(1)).Status(Some.Contacted);

        lead.After(Some.Minutes(1)).Status(Some.NotConverted);

        Assert.That(lead.State.Parts.Status, Is.Zero);
        Assert.That(lead.Entries[^1].Points, Is.EqualTo(-11));
    }
}

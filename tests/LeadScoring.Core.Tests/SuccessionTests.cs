using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>A record gives way to another: what the score of the one that goes on becomes.</summary>
public sealed class SuccessionTests
{
    static LeadState Cold => default;

    static readonly LeadState Hot = new()
    {
        Parts = new(7, 3, 0),
        Status = Some.Contacted,
        StatusAt = Some.Noon,
        Hot = true,
        HotSince = Some.Noon,
        ResetsAt = Some.Noon + Some.Days(10),
        ArmedFor = Some.Days(10),
        NextCheckAt = Some.Noon + Some.Days(10),
        Entries = 2,
    };

    static readonly LeadEvent AnHourLater = Some.Event(EventKind.SettingsChanged, Some.Noon.AddHours(1));

    [Test]
    public void A_contact_made_by_a_conversion_carries_the_score_on()
    {
        var contact = Succession.Carry(Hot, Cold, "New", AnHourLater, Some.ResettingAfter(Some.Days(10)), new());

        Assert.That((contact.Parts, contact.Hot, contact.ResetsAt), Is.EqualTo((Hot.Parts, true, Hot.ResetsAt)));
        Assert.That((contact.Status, contact.Entries), Is.EqualTo(("New", 3)));
    }

    [Test]
    public void The_carried_status_part_stays_until_the_contacts_own_status_changes()
    {
        var settings = Some.ResettingAfter(Some.Days(10));
        var contact = Succession.Carry(Hot, Cold, Some.NotContacted, AnHourLater, settings, new());

        var same = Scorer.Apply(contact, Some.Status(Some.NotContacted, Some.Noon.AddHours(2)), settings, new());
        var changed = Scorer.Apply(contact, Some.Status(Some.Converted, Some.Noon.AddHours(2)), settings, new());

        Assert.That((same.Parts.Status, changed.Parts.Status), Is.EqualTo((7m, 8m)));
    }

    [Test]
    public void What_a_contact_scored_before_its_conversion_was_read_is_taken_back()
    {
        var journal = new Journal();
        var seen = Cold with { Parts = new(1, 0, 0), Status = "New", StatusAt = Some.Noon.AddHours(1), Entries = 1 };

        var contact = Succession.Carry(Hot, seen, "New", AnHourLater, Some.ResettingAfter(Some.Days(10)), journal);

        Assert.That((contact.Parts, contact.Hot), Is.EqualTo((Hot.Parts, true)));
        Assert.That(journal.Entries.Single().Points, Is.EqualTo(-1m));
    }

    [TestCase(OnMerge.Max, 5)]
    [TestCase(OnMerge.Sum, 8)]
    [TestCase(OnMerge.Survivor, 5)]
    public void A_merge_takes_the_status_of_the_survivor_and_behaviour_by_policy(OnMerge policy, decimal behaviour)
    {
        var settings = Some.Settings(Some.HotAtFive with { OnMerge = policy });
        var survivor = Cold with { Parts = new(4, 5, 0), Status = Some.NotContacted, Entries = 2 };

        var merged = Succession.Merge(survivor, Hot, AnHourLater, settings, new());

        Assert.That((merged.Parts.Status, merged.Parts.Behaviour, merged.Status), Is.EqualTo((4m, behaviour, Some.NotContacted)));
    }

    [Test]
    public void The_ledger_of_both_still_adds_up_after_a_merge()
    {
        var journal = new Journal();

        var merged = Succession.Merge(Cold with { Parts = new(4, 5, 1), Entries = 3 }, Hot, AnHourLater, Some.Settings(), journal);

        foreach (var part in Enum.GetValues<Part>())
        {
            var before = new Parts(4, 5, 1)[part] + Hot.Parts[part];
            var points = journal.Entries.Where(entry => entry.Part == part).Sum(entry => entry.Points);
            Assert.That(before + points, Is.EqualTo(merged.Parts[part]));
        }
    }

    [Test]
    public void Hot_stays_hot_through_a_merge_with_the_later_timer_and_without_a_crossing()
    {
        var settings = Some.ResettingAfter(Some.Days(10));
        var journal = new Journal();
        var survivor = Hot with { HotSince = Some.Noon.AddDays(-1), ResetsAt = Some.Noon + Some.Days(9) };

        var merged = Succession.Merge(survivor, Hot, AnHourLater, settings, journal);

        Assert.That((merged.Hot, merged.HotSince, merged.ResetsAt), Is.EqualTo((true, survivor.HotSince, Hot.ResetsAt)));
        Assert.That(journal.Crossings, Is.Empty);
    }

    [Test]
    public void A_survivor_that_is_worth_too_little_cools()
    {
        var journal = new Journal();
        var settings = Some.Settings(Some.HotAtFive with { OnMerge = OnMerge.Survivor });

        var merged = Succession.Merge(Cold with { Parts = new(1, 0, 0) }, Hot, AnHourLater, settings, journal);

        Assert.That((merged.Hot, journal.Crossings.Count), Is.EqualTo((false, 1)));
    }
}

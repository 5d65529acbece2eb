using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>What holds whenever one record gives way to another, by every policy for merges and conversions.</summary>
public sealed class SuccessionProperties
{
    [Test]
    public void The_ledger_of_both_adds_up_to_the_one() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);

        foreach (var part in Enum.GetValues<Part>())
        {
            var sum = story.Survivor.Beginning.Parts[part] + story.Loser.Beginning.Parts[part]
                + told.Entries.Where(entry => entry.Part == part).Sum(entry => entry.Points);
            Assert.That(told.End.Parts[part], Is.EqualTo(sum), $"{part}");
        }

        Assert.That(told.End.Entries, Is.EqualTo(
            story.Survivor.Beginning.Entries + story.Loser.Beginning.Entries + told.Entries.Count()));
    });

    [Test]
    public void Every_entry_of_the_one_tells_what_it_left() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);

        var (one, other) = (told.Survivor.Parts, told.Loser.Parts);
        var parts = new Parts(one.Status + other.Status, one.Behaviour + other.Behaviour, one.Fit + other.Fit);
        foreach (var entry in told.Joining.Entries.Concat(told.After.Entries))
        {
            parts = parts.Add(entry.Part, entry.Points);
            Assert.That((entry.PartAfter, entry.TotalAfter), Is.EqualTo((parts[entry.Part], parts.Total)));
        }
    });

    [Test]
    public void It_turns_hot_or_cold_only_as_the_journal_says() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);

        var hot = told.Survivor.Hot || told.Loser.Hot;
        var joined = Crossed(hot, told.Joining);
        Assert.That(told.Together.Hot, Is.EqualTo(joined));
        Assert.That(told.End.Hot, Is.EqualTo(Crossed(joined, told.After)));
    });

    [Test]
    public void What_behaviour_is_worth_after_a_merge_goes_by_the_policy() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);
        if (story.Status is not null || told.Joining.Entries.Any(entry => entry.Kind != EntryKind.Merge))
            return;

        var (own, other) = (told.Survivor.Parts.Behaviour, told.Loser.Parts.Behaviour);
        Assert.That(told.Together.Parts.Status, Is.EqualTo(told.Survivor.Parts.Status));
        Assert.That(told.Together.Parts.Behaviour, Is.EqualTo(told.Settings.OnMerge.Value switch
        {
            OnMerge.Survivor => own,
            OnMerge.Sum => own + other,
            _ => Math.Max(own, other),
        }));
    });

    [Test]
    public void A_contact_that_a_conversion_made_is_worth_what_the_lead_was_worth_by_status() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);
        if (story.Status is null || told.Joining.Entries.Any(entry => entry.Kind != EntryKind.Conversion))
            return;

        Assert.That(told.Together.Parts.Status, Is.EqualTo(told.Loser.Parts.Status));
        Assert.That(told.Together.Status, Is.EqualTo(story.Status));
    });

    [Test]
    public void Hot_since_is_the_last_crossing_or_the_first_of_both() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);
        if (!told.Together.Hot)
            return;

        var since = told.Joining.Crossings is [.., var last]
            ? last.At
            : new[] { told.Survivor, told.Loser }.Where(record => record.Hot).Min(record => record.HotSince);
        Assert.That(told.Together.HotSince, Is.EqualTo(since));
    });

    [Test]
    public void The_order_in_which_events_are_learned_changes_nothing() => Every.JoinedStory(story =>
    {
        var (told, again) = (InOrder(story), story.Tell(events => events.Reverse()));

        Assert.That((again.Survivor, again.Loser, again.Together, again.End), Is.EqualTo((told.Survivor, told.Loser, told.Together, told.End)));
        Assert.That(again.Entries, Is.EqualTo(told.Entries));
    });

    [Test]
    public void Nothing_is_due_when_it_is_done() => Every.JoinedStory(story =>
    {
        var told = InOrder(story);

        Assert.That(told.Together.NextCheckAt, Is.Null.Or.GreaterThan(story.Seen));
        Assert.That(told.End.NextCheckAt, Is.Null.Or.GreaterThan(Story.End));
        Assert.That(told.Together.HotSince.HasValue, Is.EqualTo(told.Together.Hot));
        Assert.That(told.Together.Hot && told.Together.Removed, Is.False);
    });

    static Joined InOrder(JoinedStory story) => story.Tell(events => events);

    static bool Crossed(bool hot, Journal journal)
    {
        foreach (var crossing in journal.Crossings)
        {
            Assert.That(crossing.Hot, Is.Not.EqualTo(hot));
            hot = crossing.Hot;
        }

        return hot;
    }
}

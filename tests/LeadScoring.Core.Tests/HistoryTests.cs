namespace LeadScoring.Core.Tests;

public sealed class HistoryTests
{
    static LeadState Fold(params LeadEvent[] events) => History.Fold(
        default, events, Some.Settings(), Some.Noon.AddDays(1), new Journal());

    [Test]
    public void Events_are_folded_in_CRM_time()
    {
        var state = Fold(Some.Status(Some.Contacted, Some.Noon.AddMinutes(2)), Some.Status(Some.Converted, Some.Noon));

        Assert.That(state.Status, Is.EqualTo(Some.Contacted));
    }

    [Test]
    public void Events_of_one_moment_are_folded_in_the_CRMs_own_order()
    {
        var state = Fold(Some.Status(Some.Contacted, order: "2"), Some.Status(Some.Converted, order: "1"));

        Assert.That(state.Status, Is.EqualTo(Some.Contacted));
    }

    [Test]
    public void Events_of_one_moment_without_an_order_are_folded_by_key()
    {
        LeadEvent[] events = [Some.Status(Some.NotContacted), Some.Status(Some.Contacted), Some.Status(Some.Converted)];

        var state = Fold(events);

        Assert.That(Fold([.. events.Reverse()]), Is.EqualTo(state));
    }

    [TestCase(0)]
    [TestCase(999)]
    public void R34_A_removal_comes_after_all_events_of_its_second(int milliseconds)
    {
        var state = Fold(
            Some.Event(EventKind.Removed),
            Some.Status(Some.Contacted, Some.Noon.AddMilliseconds(milliseconds)));

        Assert.That(state.Hot, Is.False);
        Assert.That(state.Parts.Status, Is.Zero);
    }

    [Test]
    public void What_people_do_to_the_flag_within_one_second_keeps_its_order()
    {
        var state = Fold(
            Some.Status(Some.Contacted),
            Some.Event(EventKind.Removed, order: "1"),
            Some.Event(EventKind.Ticked, Some.Noon.AddMilliseconds(500), order: "2"));

        Assert.That(state.LastRemovalAt, Is.EqualTo(Some.Noon));
    }

    [Test]
    public void The_same_event_twice_is_once()
    {
        var journal = new Journal();
        var change = Some.Status(Some.Contacted);
        var other = Some.Status(Some.Converted);

        History.Fold(default, [change, other, change, other, change], Some.Settings(), Some.Noon, journal);

        Assert.That(journal.Entries, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_fold_fires_what_is_due_by_its_end()
    {
        var state = History.Fold(
            default, [Some.Status(Some.Contacted)], Some.ResettingAfter(Some.Days(1)), Some.Noon.AddDays(1), new Journal());

        Assert.That(state.Hot, Is.False);
    }
}

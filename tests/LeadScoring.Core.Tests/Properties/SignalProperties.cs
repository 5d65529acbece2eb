using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>What holds of signals and fit in every story, whether told in order or as it came to light.</summary>
public sealed class SignalProperties
{
    [TestCase(true)]
    [TestCase(false)]
    public void Fit_is_what_the_criteria_met_are_worth(bool inOrder) => Every.Story(story =>
    {
        foreach (var (_, _, state, settings) in story.Tell(inOrder ? story.InOrder : story.Events, new Journal()))
        {
            if (state.Outside)
                continue;

            var met = Fit.Judge(state.Profile, settings).Where(pair => pair.Verdict == Verdict.Met).ToList();

            Assert.That(state.Parts.Fit, Is.EqualTo(met.Sum(pair => pair.Criterion.Points.Value)));
        }
    });

    [TestCase(true)]
    [TestCase(false)]
    public void Behaviour_is_the_points_that_still_stand(bool inOrder) => Every.Story(story =>
    {
        if (story.Layers.Any(layer => layer.Scoring.Floor?.Value is not null))
            return;

        foreach (var state in story.Tell(inOrder ? story.InOrder : story.Events, new Journal()).Select(step => step.After))
            Assert.That(state.Parts.Behaviour, Is.EqualTo(Grant.Standing(state, DateTimeOffset.MinValue).Points));
    });

    [Test]
    public void Points_whose_time_is_over_are_gone() => Every.Story(story =>
    {
        foreach (var (_, change, state, settings) in story.Tell(story.InOrder, new Journal()))
        {
            if (!state.Outside)
                Assert.That(Lapsing(state, settings), Is.All.GreaterThan(change.OccurredAt));
        }
    });

    [TestCase(true)]
    [TestCase(false)]
    public void No_points_are_taken_back_twice(bool inOrder) => Every.Story(story =>
    {
        var journal = new Journal();
        story.Tell(inOrder ? story.InOrder : story.Events, journal).Count();

        foreach (var same in journal.Entries.Where(entry => entry.About is not null).GroupBy(entry => (entry.About, entry.Rule)))
            Assert.That(same.Select(entry => entry.Kind), Is.EqualTo(same.Select((_, index) => index % 2 == 0 ? EntryKind.Signal : EntryKind.Reversal)));
    });

    [Test]
    public void No_two_entries_of_a_part_have_the_same_key() => Every.Story(story =>
    {
        var journal = new Journal();

        story.Fold(story.Events, journal);

        Assert.That(journal.Entries.Select(entry => (entry.EventKey, entry.Part)), Is.Unique);
    });

    [TestCase(true)]
    [TestCase(false)]
    public void No_period_holds_more_points_than_its_limit(bool inOrder) => Every.Story(story =>
    {
        var (journal, settings) = (new Journal(), story.First);
        var events = story.Events.Where(change => change.Kind is not (EventKind.OwnerChanged or EventKind.SettingsChanged));
        story.Tell(inOrder ? events.Order(History.Order) : events, journal).Count();
        if (journal.Entries.Any(entry => entry.Kind == EntryKind.Reversal))
            return;

        foreach (var same in journal.Entries.Where(entry => entry.Kind == EntryKind.Signal && entry.Points != 0).GroupBy(entry => entry.Rule))
        {
            if (settings.Signals[same.Key].AtMost.Value is not { } most)
                continue;

            foreach (var end in same.Select(entry => entry.OccurredAt))
                Assert.That(same.Count(entry => entry.OccurredAt <= end && entry.OccurredAt > end - most.Within), Is.AtMost(most.Times));
        }
    });

    [Test]
    public void Outside_nothing_moves_and_nothing_is_hot() => Every.Story(story =>
    {
        foreach (var (before, _, state, _) in story.Tell(story.Events, new Journal()).Where(step => step.Before.Outside))
        {
            if (state.Outside)
                Assert.That((state.Parts, state.Hot, state.NextCheckAt), Is.EqualTo((before.Parts, false, (DateTimeOffset?)null)));
            else
                Assert.That(state.Hot, Is.False);
        }
    });

    [Test]
    public void Pressure_counts_the_approaches_of_its_period() => Every.Story(story =>
    {
        foreach (var (_, change, state, settings) in story.Tell(story.InOrder, new Journal()))
        {
            var counted = settings.PressureWithin.Value is { } within && !state.Outside
                ? Approach.Count(state.Approaches, change.OccurredAt - within)
                : 0;

            Assert.That(state.Pressure, Is.EqualTo(counted));
        }
    });

    static IEnumerable<DateTimeOffset> Lapsing(LeadState state, Settings settings)
    {
        for (var grant = state.Grants; grant is not null; grant = grant.Previous)
        {
            if (grant.End == GrantEnd.None && grant.Points != 0 && !state.HasLost(grant.At)
                && settings.Signals[grant.Rule].Lasts.Value is { } period)
                yield return grant.At + period;
        }
    }
}

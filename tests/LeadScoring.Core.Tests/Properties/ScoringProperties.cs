namespace LeadScoring.Core.Tests.Properties;

/// <summary>What holds for every story.</summary>
public sealed class ScoringProperties
{
    [Test]
    public void The_ledger_always_adds_up() => Every.Story(story =>
    {
        var journal = new Journal();
        var told = story.Tell(story.Events, journal).ToList();

        var parts = story.Beginning.Parts;
        foreach (var entry in journal.Entries)
        {
            parts = parts.Add(entry.Part, entry.Points);
            Assert.That((entry.PartAfter, entry.TotalAfter), Is.EqualTo((parts[entry.Part], parts.Total)));
        }

        Assert.That(told.Select(step => step.After.Parts).LastOrDefault(story.Beginning.Parts), Is.EqualTo(parts));
        Assert.That(told.Select(step => step.After.Entries).LastOrDefault(story.Beginning.Entries), Is.EqualTo(story.Beginning.Entries + journal.Entries.Count));
    });

    [Test]
    public void The_same_event_twice_is_once() => Every.Story(story =>
    {
        var (once, twice) = (new Journal(), new Journal());

        var state = story.Fold(story.Events, once);

        Assert.That(story.Fold([.. story.Events.Reverse(), .. story.Events], twice), Is.EqualTo(state));
        Assert.That(twice.Entries, Is.EqualTo(once.Entries));
    });

    [TestCase(10)]
    [TestCase(70)]
    [TestCase(200)]
    public void Replaying_equals_stepping_from_pass_to_pass(int seconds) => Every.Story(story =>
    {
        var (replayed, stepped) = (new Journal(), new Journal());
        var state = story.Beginning;
        var current = story.First;

        for (var pass = Some.Noon; pass <= Story.End; pass += TimeSpan.FromSeconds(seconds))
        {
            var news = story.Events.Where(change => change.OccurredAt <= pass && change.OccurredAt > pass.AddSeconds(-seconds));
            state = History.Fold(state, news, current, change => current = story.SettingsFrom(change), pass, stepped);
        }

        state = Scorer.FireTimers(state, Story.End, current, stepped);
        Assert.That(state, Is.EqualTo(story.Fold(story.Events, replayed)));
        Assert.That(stepped.Entries, Is.EqualTo(replayed.Entries));
        Assert.That(stepped.Crossings, Is.EqualTo(replayed.Crossings));
    });

    [Test]
    public void Timers_never_fire_early() => Every.Story(story =>
    {
        foreach (var step in story.Tell(story.InOrder, new Journal()))
        {
            var journal = new Journal();
            if (step.After.ResetsAt is { } deadline)
                Scorer.FireTimers(step.After, deadline.AddTicks(-1), step.Settings, journal);

            Assert.That(journal.Entries.Select(entry => entry.Kind), Has.None.EqualTo(EntryKind.Reset));
            Assert.That(journal.Crossings.Any(crossing => crossing.Cause == CrossingCause.Timer), Is.False);
            if (step.After.Hot && !step.Before.Hot)
                Assert.That(step.After.ResetsAt, Is.EqualTo(step.After.HotSince + step.Settings.ResetAfter.Value));
        }
    });

    [Test]
    public void Nothing_changes_before_the_next_check_and_nothing_is_missed_without_one() => Every.Story(story =>
    {
        foreach (var step in story.Tell(story.InOrder, new Journal()))
        {
            foreach (var seconds in (int[])[0, 10, 30, 60, 120, 300])
            {
                var time = step.Change.OccurredAt.AddSeconds(seconds);
                var sameModel = Some.Event(EventKind.SettingsChanged, time);
                var fired = Scorer.FireTimers(step.After, time, step.Settings, new Journal());

                Assert.That(Scorer.Apply(step.After, sameModel, step.Settings, new Journal()), Is.EqualTo(fired));
                Assert.That(fired.NextCheckAt, Is.Null.Or.GreaterThan(time));
                Assert.That(fired, step.After.NextCheckAt <= time ? Is.Not.EqualTo(step.After) : Is.EqualTo(step.After));
            }
        }
    });

    [Test]
    public void A_fold_leaves_nothing_due() => Every.Story(story =>
        Assert.That(story.Fold(story.Events, new Journal()).NextCheckAt, Is.Null.Or.GreaterThan(Story.End)));

    [Test]
    public void Late_events_leave_nothing_due_either() => Every.Story(story =>
    {
        foreach (var step in story.Tell(story.Events, new Journal()))
        {
            var state = Scorer.FireTimers(step.After, Story.End, step.Settings, new Journal());

            Assert.That(state.NextCheckAt, Is.Null.Or.GreaterThan(Story.End));
        }
    });

    [Test]
    public void No_status_moves_a_deadline_earlier() => Every.Story(story =>
    {
        foreach (var (before, change, after, _) in story.Tell(story.Events, new Journal()))
        {
            if (change.Kind == EventKind.Status && before.Hot && after.HotSince == before.HotSince)
                Assert.That(after.ResetsAt, before.ResetsAt is null ? Is.Null : Is.GreaterThanOrEqualTo(before.ResetsAt));
        }
    });

    [Test]
    public void Hot_leads_have_a_beginning_and_cold_ones_no_timer() => Every.Story(story =>
    {
        foreach (var state in story.Tell(story.Events, new Journal()).Select(step => step.After))
        {
            Assert.That(state.HotSince.HasValue, Is.EqualTo(state.Hot));
            Assert.That(state.Hot || (state.ResetsAt, state.ArmedFor, state.Source) == (null, null, HotSource.Points), Is.True);
            Assert.That(state.Hot && state.Removed, Is.False);
        }
    });

    [Test]
    public void Crossings_alternate() => Every.Story(story =>
    {
        var journal = new Journal();

        story.Tell(story.Events, journal).Count();

        Assert.That(
            journal.Crossings.Select(crossing => crossing.Hot),
            Is.EqualTo(journal.Crossings.Select((_, index) => index % 2 == 0 != story.Beginning.Hot)));
    });

    [Test]
    public void No_interest_outlives_a_reset_or_a_removal() => Every.Story(story =>
    {
        var journal = new Journal();
        story.Tell(story.InOrder, journal).Count();

        var emptied = journal.Entries.Where(
            entry => entry.Kind == EntryKind.Reset || (entry.Kind == EntryKind.Removal && entry.Points != 0));
        Assert.That(emptied.Select(entry => entry.PartAfter), Is.All.Zero);
    });

    [Test]
    public void Leads_do_not_touch_each_other() => Every.Story(story =>
    {
        var other = story with { Events = [.. story.Events.Reverse()], Start = null };
        var together = new Journal();

        var pairs = story.Tell(story.Events, together).Zip(other.Tell(other.Events, together)).ToList();

        Assert.That(pairs.Select(pair => pair.First), Is.EqualTo(story.Tell(story.Events, new Journal())));
        Assert.That(pairs.Select(pair => pair.Second), Is.EqualTo(other.Tell(other.Events, new Journal())));
    });
}

using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>
/// The scoring of one lead: a state, an event and the effective settings give the next state. Reads no clock and does no
/// I/O; entries and crossings go into the journal, what follows from them is the caller's concern.
/// </summary>
public static class Scorer
{
    /// <summary>
    /// Fires the timers due up to the event, then applies it. Events come in the order of <see cref="History"/>. Before a
    /// change of owner or model, timers due by then belong to the settings before: fire those first, as
    /// <see cref="History"/> does.
    /// </summary>
    public static LeadState Apply(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        var before = FireTimers(lead, change.OccurredAt, settings, journal);
        var after = before.Outside ? ApplyOutside(before, change, settings, journal) : ApplyInside(before, change, settings, journal);
        after = Settled(after, change.OccurredAt, settings);
        return after.NextCheckAt <= change.OccurredAt ? FireTimers(after, change.OccurredAt, settings, journal) : after;
    }

    /// <summary>A record that does not match <c>only</c> does not score, until it does match.</summary>
    static LeadState ApplyOutside(in LeadState before, in LeadEvent change, Settings settings, Journal journal) => change.Kind switch
    {
        EventKind.Profile => Scope.Apply(before, change, settings, journal),
        EventKind.OwnerChanged or EventKind.Joined => ResetTimer.Rearm(before, change, settings, journal, silent: false),
        EventKind.SettingsChanged => ResetTimer.Rearm(before, change, settings, journal, silent: true),
        _ => Scope.Note(before, change, settings),
    };

    static LeadState ApplyInside(in LeadState before, in LeadEvent change, Settings settings, Journal journal) =>
        change.Kind switch
        {
            EventKind.Status => StatusScoring.Apply(before, change, settings, journal),
            EventKind.Removed => Removal.Apply(before, change, settings, journal),
            EventKind.Ticked => Removal.Tick(before, change, settings, journal),
            EventKind.OwnerChanged or EventKind.Joined => ResetTimer.Rearm(before, change, settings, journal, silent: false),
            EventKind.SettingsChanged => ResetTimer.Rearm(before, change, settings, journal, silent: true),
            EventKind.Field => SignalScoring.Field(before, change, settings, journal),
            EventKind.Activity => SignalScoring.Activity(before, change, change.Activity!, settings, journal), // an event of this kind has one
            EventKind.Profile => Scope.Apply(before, change, settings, journal),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "An event of unknown kind."),
        };

    /// <summary>Brings the lead to <paramref name="now"/>: what is due at exactly that moment has happened.</summary>
    public static LeadState FireTimers(in LeadState lead, DateTimeOffset now, Settings settings, Journal journal)
    {
        var state = lead;
        while (state.NextCheckAt <= now)
        {
            var due = state.NextCheckAt.Value;
            state = state.ResetsAt <= due
                ? ResetTimer.Expire(state, state.ResetsAt.Value, settings, journal)
                : Temperature.Judge(
                    SignalScoring.Lapse(state, due, settings, journal), due, CrossingCause.Points, settings, journal);
            state = Settled(state, due, settings);
        }

        return state;
    }

    /// <summary>What follows from the rest of the state, and when to look again.</summary>
    static LeadState Settled(in LeadState lead, DateTimeOffset at, Settings settings)
    {
        var stage = Lifecycle.Of(lead, settings);
        if (lead.Outside)
            return lead with { Stage = stage, Pressure = 0, Unresponsive = false, ReviewAt = null, NextCheckAt = null };

        var state = Pressure.Review(lead, at, settings) with { Stage = stage };
        var next = Moment.Sooner(Temperature.NextCheck(state, settings), SignalScoring.NextLapseAt(state, at, settings));
        return state with { NextCheckAt = Moment.Sooner(next, state.ReviewAt) };
    }
}

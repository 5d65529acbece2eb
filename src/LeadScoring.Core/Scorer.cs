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
        var after = change.Kind switch
        {
            EventKind.Status => StatusScoring.Apply(before, change, settings, journal),
            EventKind.Removed => Removal.Apply(before, change, settings, journal),
            EventKind.Ticked => Removal.Tick(before, change, settings, journal),
            EventKind.OwnerChanged => ResetTimer.Rearm(before, change, settings, journal, silent: false),
            EventKind.SettingsChanged => ResetTimer.Rearm(before, change, settings, journal, silent: true),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "An event of unknown kind."),
        };

        after = after with { NextCheckAt = Temperature.NextCheck(after, settings) };
        return after.NextCheckAt <= change.OccurredAt ? FireTimers(after, change.OccurredAt, settings, journal) : after;
    }

    /// <summary>Brings the lead to <paramref name="now"/>: what is due at exactly that moment has happened.</summary>
    public static LeadState FireTimers(in LeadState lead, DateTimeOffset now, Settings settings, Journal journal)
    {
        var state = lead;
        while (state.NextCheckAt <= now)
        {
            var due = state.NextCheckAt.Value;
            state = state.ResetsAt <= due
                ? ResetTimer.Expire(state, state.ResetsAt.Value, settings, journal)
                : Temperature.Judge(state, due, CrossingCause.Points, settings, journal);
            state = state with { NextCheckAt = Temperature.NextCheck(state, settings) };
        }

        return state;
    }
}

using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>What people do to the flag in the CRM: clear it, or tick it.</summary>
static class Removal
{
    /// <summary>A person cleared the flag: cold, timer cancelled, and not hot again on unchanged points.</summary>
    public static LeadState Apply(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        if (!lead.Hot)
            return lead;

        var keep = settings.OnRemoval.Value == OnRemoval.Keep;
        var state = keep
            ? Ledger.Add(lead, EntryKind.Removal, Part.Status, "removed", 0, settings.OnRemoval.Layer, change, settings, journal)
            : Ledger.Zero(lead, EntryKind.Removal, "removed", settings.OnRemoval.Layer, change, settings, journal);
        state = state with
        {
            Removed = keep,
            LastRemovalAt = change.OccurredAt,
            LastResetAt = state.LastResetAt > change.OccurredAt ? state.LastResetAt : change.OccurredAt,
        };
        return Temperature.Cool(state, change.OccurredAt, CrossingCause.Removal, journal);
    }

    /// <summary>A person ticked the flag: hot by hand, until the timer, a removal or a disqualified status.</summary>
    public static LeadState Tick(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        if (lead.Hot || settings.ManualHot.Value == ManualHot.Revert || settings.IsBarred(lead.Status))
            return lead;

        var state = Ledger.Add(
            lead, EntryKind.Manual, Part.Status, "ticked by hand", 0, settings.ManualHot.Layer, change, settings, journal);
        journal.Add(new Crossing(Hot: true, change.OccurredAt, CrossingCause.Manual));
        return ResetTimer.Arm(state, change.OccurredAt, settings) with
        {
            Hot = true,
            HotSince = change.OccurredAt,
            Source = HotSource.Manual,
            Removed = false,
        };
    }
}

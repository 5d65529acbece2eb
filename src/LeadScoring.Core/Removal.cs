using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>What people do to the flag in the CRM: clear it, or tick it.</summary>
static class Removal
{
    /// <summary>
    /// A person cleared the flag: cold, timer cancelled, and not hot again on unchanged points. One that comes to light
    /// after the lead has turned hot once more was about the time before.
    /// </summary>
    public static LeadState Apply(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        if (!lead.Hot || change.OccurredAt.ToUnixTimeSeconds() < lead.HotSince?.ToUnixTimeSeconds())
            return lead;

        var after = Moment.NextSecond(change.OccurredAt);
        var state = settings.OnRemoval.Value == OnRemoval.Keep
            ? Keep(lead, after, change, settings, journal)
            : Zero(lead, after, change, settings, journal);
        state = Temperature.Cool(
            state with { LastRemovalAt = change.OccurredAt }, change.OccurredAt, CrossingCause.Removal, journal);
        return Temperature.JudgeNewer(state, after, settings, journal);
    }

    static LeadState Zero(in LeadState lead, DateTimeOffset after, in LeadEvent change, Settings settings, Journal journal) =>
        Ledger.Zero(lead, EntryKind.Removal, "removed", settings.OnRemoval.Layer, after, change, journal) with
        {
            LastResetAt = Moment.Later(lead.LastResetAt, after),
        };

    /// <summary>The points stay, and wait for positive ones, which may be there where this comes to light late.</summary>
    static LeadState Keep(in LeadState lead, DateTimeOffset after, in LeadEvent change, Settings settings, Journal journal) =>
        Ledger.Add(lead, EntryKind.Removal, Part.Status, "removed", 0, settings.OnRemoval.Layer, change, settings, journal) with
        {
            Removed = Grant.Standing(lead, after).Points <= 0,
        };

    /// <summary>A person ticked the flag: hot by hand, until the timer, a removal or a disqualified status.</summary>
    public static LeadState Tick(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        var (choice, layer) = settings.ManualHot;
        if (lead.Hot || choice == ManualHot.Revert || settings.IsBarred(lead.Status) || lead.IsSettledAt(change.OccurredAt))
            return lead;

        var state = Ledger.Add(lead, EntryKind.Manual, Part.Status, "ticked by hand", 0, layer, change, settings, journal);
        return Temperature.TurnHot(state, change.OccurredAt, CrossingCause.Manual, settings, journal) with
        {
            Source = HotSource.Manual,
            Removed = false,
        };
    }
}

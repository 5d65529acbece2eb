using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Appends entries so that the parts always equal the sum of their entries.</summary>
static class Ledger
{
    /// <summary>Adds the points to the part, as far as the floor lets them.</summary>
    public static LeadState Add(
        in LeadState lead, EntryKind kind, Part part, string rule, decimal points, string layer,
        in LeadEvent cause, Settings settings, Journal journal, string? note = null, string? about = null)
    {
        var granted = Clamp(points, lead.Parts.Total, settings.Floor.Value);
        return Append(lead, kind, part, rule, granted, layer, cause, journal, note ?? (granted == points ? null : Notes.Floor), about);
    }

    /// <summary>
    /// Brings status and behaviour to zero, whatever the floor: interest that stayed behind would let fit alone make the
    /// lead hot later. Fit stays, it is no interest, and so do points of signals granted at <paramref name="from"/> or later,
    /// where this comes to light after them.
    /// </summary>
    public static LeadState Zero(
        in LeadState lead, EntryKind kind, string rule, string layer, DateTimeOffset from, in LeadEvent cause, Journal journal)
    {
        var status = lead.Parts.Status;
        var behaviour = lead.Parts.Behaviour - Grant.Standing(lead, from).Points;
        var state = lead;
        if (status != 0 || behaviour == 0)
            state = Append(state, kind, Part.Status, rule, -status, layer, cause, journal);
        if (behaviour != 0)
            state = Append(state, kind, Part.Behaviour, rule, -behaviour, layer, cause, journal);
        return state;
    }

    /// <summary>Points of a signal, to be found again by what they are for.</summary>
    public static LeadState AddSignal(
        in LeadState lead, string about, string rule, decimal points, string layer,
        in LeadEvent cause, Settings settings, Journal journal, string? note)
    {
        var own = cause with { Key = $"{cause.Key}/{rule}" };
        var state = Add(lead, EntryKind.Signal, Part.Behaviour, rule, points, layer, own, settings, journal, note, about);
        return state with { Grants = new(about, rule, cause.OccurredAt, state.Parts.Behaviour - lead.Parts.Behaviour, lead.Grants) };
    }

    /// <summary>The reversal of such points.</summary>
    public static LeadState TakeBack(
        in LeadState lead, Grant grant, decimal points, string note, string layer, in LeadEvent cause, Settings settings, Journal journal) =>
        Add(
            lead, EntryKind.Reversal, Part.Behaviour, grant.Rule, points, layer,
            cause with { Key = $"{cause.Key}/{grant.Rule}" }, settings, journal, note, grant.About);

    public static LeadState Append(
        in LeadState lead, EntryKind kind, Part part, string rule, decimal points, string layer,
        in LeadEvent cause, Journal journal, string? note = null, string? about = null)
    {
        var parts = lead.Parts.Add(part, points);
        journal.Add(new LedgerEntry(cause.Key, part, kind, rule, points)
        {
            OccurredAt = cause.OccurredAt,
            ObservedAt = cause.ObservedAt,
            PartAfter = parts[part],
            TotalAfter = parts.Total,
            Layer = layer,
            Source = cause.Source,
            Estimated = cause.Estimated,
            Note = note,
            About = about,
        });
        return lead with { Parts = parts, Entries = lead.Entries + 1 };
    }

    /// <summary>A floor takes less away; it never gives points and never changes what is already below it.</summary>
    static decimal Clamp(decimal points, decimal total, decimal? floor) =>
        points < 0 && floor is { } bound ? Math.Max(points, Math.Min(0, bound - total)) : points;
}

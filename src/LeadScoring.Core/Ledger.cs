using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Appends entries so that the parts always equal the sum of their entries.</summary>
static class Ledger
{
    /// <summary>Adds the points to the part, as far as the floor lets them.</summary>
    public static LeadState Add(
        in LeadState lead, EntryKind kind, Part part, string rule, decimal points, string layer,
        in LeadEvent cause, Settings settings, Journal journal, string? note = null)
    {
        var granted = Clamp(points, lead.Parts.Total, settings.Floor.Value);
        return Append(lead, kind, part, rule, granted, layer, cause, journal, granted == points ? note : Notes.Floor);
    }

    /// <summary>
    /// Brings status and behaviour to zero, whatever the floor: interest that stayed behind would let fit alone make the
    /// lead hot later. Fit stays, it is no interest.
    /// </summary>
    public static LeadState Zero(
        in LeadState lead, EntryKind kind, string rule, string layer, in LeadEvent cause, Journal journal)
    {
        var (status, behaviour, _) = lead.Parts;
        var state = lead;
        if (status != 0 || behaviour == 0)
            state = Append(state, kind, Part.Status, rule, -status, layer, cause, journal);
        if (behaviour != 0)
            state = Append(state, kind, Part.Behaviour, rule, -behaviour, layer, cause, journal);
        return state;
    }

    public static LeadState Append(
        in LeadState lead, EntryKind kind, Part part, string rule, decimal points, string layer,
        in LeadEvent cause, Journal journal, string? note = null)
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
        });
        return lead with { Parts = parts, Entries = lead.Entries + 1 };
    }

    /// <summary>A floor takes less away; it never gives points and never changes what is already below it.</summary>
    static decimal Clamp(decimal points, decimal total, decimal? floor) =>
        points < 0 && floor is { } bound ? Math.Max(points, Math.Min(0, bound - total)) : points;
}

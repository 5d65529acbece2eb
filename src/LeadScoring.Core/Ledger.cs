using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Appends entries so that the parts always equal the sum of their entries.</summary>
static class Ledger
{
    public static LeadState Add(
        in LeadState lead, EntryKind kind, Part part, string rule, decimal points, string layer,
        in LeadEvent cause, Settings settings, Journal journal, string? note = null)
    {
        var granted = Clamp(points, lead.Parts.Total, settings.Floor.Value);
        var parts = lead.Parts.Add(part, granted);
        journal.Add(new LedgerEntry(cause.Key, part, kind, rule, granted)
        {
            OccurredAt = cause.OccurredAt,
            ObservedAt = cause.ObservedAt,
            PartAfter = parts[part],
            TotalAfter = parts.Total,
            Layer = layer,
            Source = cause.Source,
            Estimated = cause.Estimated,
            Note = granted == points ? note : "bounded by the floor",
        });
        return lead with { Parts = parts, Entries = lead.Entries + 1 };
    }

    /// <summary>Brings status and behaviour to zero. Fit stays: it is no interest.</summary>
    public static LeadState Zero(
        in LeadState lead, EntryKind kind, string rule, string layer, in LeadEvent cause, Settings settings, Journal journal)
    {
        var state = lead;
        var nothing = state.Parts is { Status: 0, Behaviour: 0 };
        if (state.Parts.Status != 0 || nothing)
            state = Add(state, kind, Part.Status, rule, -state.Parts.Status, layer, cause, settings, journal);
        if (state.Parts.Behaviour != 0)
            state = Add(state, kind, Part.Behaviour, rule, -state.Parts.Behaviour, layer, cause, settings, journal);
        return state;
    }

    /// <summary>A floor takes less away; it never gives points and never changes what is already below it.</summary>
    static decimal Clamp(decimal points, decimal total, decimal? floor) =>
        points < 0 && floor is { } bound ? Math.Max(points, Math.Min(0, bound - total)) : points;
}

using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The status part: what the current status is worth, or the sum of the statuses passed through.</summary>
static class StatusScoring
{
    public static LeadState Apply(in LeadState lead, in LeadEvent change, Settings settings, Journal journal)
    {
        var value = change.Value ?? "";
        var late = change.OccurredAt < lead.StatusAt;
        if (!late && value == lead.Status)
            return lead;

        var state = late ? lead : Lifecycle.Reach(lead, value, change.OccurredAt, settings);
        if (!settings.StatusPoints.TryGetValue(value, out var worth))
        {
            if (value.Length > 0)
                journal.AddUnmapped(value);
            return late ? state : Temperature.Judge(state, change.OccurredAt, CrossingCause.Points, settings, journal);
        }

        var settled = lead.IsSettledAt(change.OccurredAt);
        var points = late || settled ? 0 : Points(state, value, worth.Value, settings);
        var note = late ? Notes.Late : settled ? Notes.Settled : null;
        state = Ledger.Add(state, EntryKind.Status, Part.Status, value, points, worth.Layer, change, settings, journal, note);

        if (!late && !settled && worth.Value > 0)
            state = state with { Removed = false };
        if (settings.Status.Interaction.Contains(value))
            state = ResetTimer.Interact(state, change.OccurredAt, settings);
        if (late)
            return state;

        if (settings.IsDisqualified(value))
            state = Temperature.EndByHand(state, change.OccurredAt, settings, journal);
        return Temperature.Judge(state, change.OccurredAt, CrossingCause.Points, settings, journal);
    }

    static decimal Points(in LeadState lead, string value, decimal worth, Settings settings) =>
        settings.Status.Mode == StatusMode.Replace ? worth - lead.Parts.Status
        : settings.IsDisqualified(value) ? -lead.Parts.Status
        : worth;
}

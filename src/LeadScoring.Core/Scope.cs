using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>Which records score at all, by <c>only</c>, and what follows when a record comes to match or ceases to.</summary>
static class Scope
{
    public static LeadState Apply(in LeadState lead, in LeadEvent change, Settings settings, Journal journal) =>
        Judge(lead with { Profile = change.Profile ?? Profile.Empty }, change, settings, journal, silent: false);

    /// <summary>
    /// Judges what the record holds by settings that may be new: whether it scores, its fit, hot or cold. One that was never
    /// looked at stays as it is.
    /// </summary>
    public static LeadState Judge(
        in LeadState lead, in LeadEvent change, Settings settings, Journal journal, bool silent, CrossingCause cause = CrossingCause.Points)
    {
        var isOutside = settings.Only is { } only && lead.Profile is { } profile && only.Judge(profile) != Verdict.Met;
        if (isOutside)
            return Leave(lead, change.OccurredAt, journal);

        var state = lead.Outside ? lead with { Outside = false, Removed = lead.Entries > 0 } : lead;
        state = Fit.Review(state, change, settings, journal);
        return Temperature.Judge(state, change.OccurredAt, cause, settings, journal, silent);
    }

    /// <summary>Keeps the parts, and takes everything that moves by itself away.</summary>
    static LeadState Leave(in LeadState lead, DateTimeOffset at, Journal journal) =>
        Temperature.Cool(lead, at, CrossingCause.Left, journal, silent: true) with { Outside = true };

    /// <summary>Of a record outside only its status is noted, so that it is known when it enters again.</summary>
    public static LeadState Note(in LeadState lead, in LeadEvent change, Settings settings) =>
        change.Kind == EventKind.Status && !(change.OccurredAt < lead.StatusAt)
            ? Lifecycle.Reach(lead, change.Value ?? "", change.OccurredAt, settings)
            : lead;
}

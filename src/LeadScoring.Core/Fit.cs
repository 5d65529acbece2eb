using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>How many of the criteria of fit are met.</summary>
public enum FitStanding
{
    None,
    Some,
    All,
}

/// <summary>The fit part: points of the criteria that are met by what the record holds now.</summary>
public static class Fit
{
    /// <summary>Each criterion in force for the lead, and whether it is met.</summary>
    /// <param name="profile">Null: the record was never looked at, so that nothing is known.</param>
    public static IEnumerable<(Criterion Criterion, Verdict Verdict)> Judge(Profile? profile, Settings settings) =>
        settings.Fit.Select(criterion => (criterion, profile is null ? Verdict.Unknown : criterion.When.Value.Judge(profile)));

    /// <summary>
    /// Brings the fit part to what the criteria now met are worth, whatever the floor; one entry if that is a change. A part
    /// that came with a conversion stays until the contact is looked at.
    /// </summary>
    internal static LeadState Review(in LeadState lead, in LeadEvent cause, Settings settings, Journal journal)
    {
        if (settings.Fit.Count == 0 && lead.Parts.Fit == 0)
            return lead with { Fit = FitStanding.None };
        if (lead.Profile is null)
            return lead;

        var met = Judge(lead.Profile, settings).Where(pair => pair.Verdict == Verdict.Met).Select(pair => pair.Criterion).ToList();
        var points = met.Sum(criterion => criterion.Points.Value) - lead.Parts.Fit;
        var state = lead with { Fit = Stand(met, settings) };
        return points == 0
            ? state
            : Ledger.Append(state, EntryKind.Fit, Part.Fit, Rule(met), points, LayerOf(met), cause, journal);
    }

    /// <summary>Criteria with negative points speak against a lead, so that nobody has to meet them.</summary>
    static FitStanding Stand(List<Criterion> met, Settings settings)
    {
        var count = met.Count(criterion => criterion.Points.Value >= 0);
        return count == 0 ? FitStanding.None
            : count < settings.Fit.Count(criterion => criterion.Points.Value >= 0) ? FitStanding.Some : FitStanding.All;
    }

    /// <summary>What stands in the ledger: the criteria that are met after the change.</summary>
    static string Rule(List<Criterion> met) => met.Count == 0 ? "fit" : string.Join(" + ", met.Select(criterion => criterion.Name));

    static string LayerOf(List<Criterion> met) => met.Count == 0 ? "company" : met[^1].Points.Layer;
}

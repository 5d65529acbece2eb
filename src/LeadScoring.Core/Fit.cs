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
    public static IEnumerable<(Criterion Criterion, Verdict Verdict)> Judge(Profile? profile, Settings settings) =>
        settings.Fit.Select(criterion => (criterion, criterion.When.Value.Judge(profile ?? Profile.Empty)));

    /// <summary>Brings the fit part to what the criteria now met are worth; one entry if that is a change.</summary>
    internal static LeadState Review(in LeadState lead, in LeadEvent cause, Settings settings, Journal journal)
    {
        if (settings.Fit.Count == 0 && lead.Parts.Fit == 0)
            return lead with { Fit = FitStanding.None };

        var met = Judge(lead.Profile, settings).Where(pair => pair.Verdict == Verdict.Met).Select(pair => pair.Criterion).ToList();
        var points = met.Sum(criterion => criterion.Points.Value) - lead.Parts.Fit;
        var state = lead with
        {
            Fit = met.Count == 0 ? FitStanding.None : met.Count < settings.Fit.Count ? FitStanding.Some : FitStanding.All,
        };
        return points == 0
            ? state
            : Ledger.Add(state, EntryKind.Fit, Part.Fit, Rule(met), points, LayerOf(met), cause, settings, journal);
    }

    /// <summary>What stands in the ledger: the criteria that are met after the change.</summary>
    static string Rule(List<Criterion> met) => met.Count == 0 ? "fit" : string.Join(" + ", met.Select(criterion => criterion.Name));

    static string LayerOf(List<Criterion> met) => met.Count == 0 ? "company" : met[^1].Points.Layer;
}

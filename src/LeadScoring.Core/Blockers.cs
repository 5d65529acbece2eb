using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>What stands in a lead's way: criteria that are not met or not known, and rules that took points away.</summary>
public static class Blockers
{
    /// <summary>The blockers of <see cref="List"/> in one line of at most <see cref="Reasons.MaxLength"/> characters.</summary>
    public static string Text(IEnumerable<LedgerEntry> entries, in LeadState state, Settings settings, Locale locale) =>
        string.Join(Reasons.Separator, List(entries, state, settings, locale));

    /// <summary>Unmet criteria, unknown ones, then the rules with negative points since the last reset, heaviest first.</summary>
    public static IReadOnlyList<string> List(
        IEnumerable<LedgerEntry> entries, in LeadState state, Settings settings, Locale locale)
    {
        var (profile, moment) = (state.Profile, state);
        var criteria = Fit.Judge(profile, settings)
            .Where(pair => pair.Verdict != Verdict.Met)
            .OrderBy(pair => pair.Verdict)
            .Select(pair => $"{pair.Criterion.Name.Replace('_', ' ')}: {Say(pair.Verdict, locale)}");
        var negative = entries
            .Where(entry => entry.Part == Part.Behaviour && !moment.IsSettledAt(entry.OccurredAt))
            .GroupBy(Reasons.NameOf)
            .Select(same => (Name: same.Key, Points: same.Sum(entry => entry.Points), At: same.Max(entry => entry.OccurredAt)))
            .Where(rule => rule.Points < 0)
            .OrderBy(rule => rule.Points)
            .Select(rule => $"{rule.Name} {Reasons.Points(rule.Points, locale)} ({Reasons.Day(rule.At, locale)})");
        return [.. Reasons.Fitting([.. criteria.Concat(negative).Select(text => (default(DateTimeOffset), text))]).Select(pair => pair.Text)];
    }

    static string Say(Verdict verdict, Locale locale) => (verdict, locale) switch
    {
        (Verdict.Unmet, Locale.Fr) => "non rempli",
        (Verdict.Unmet, _) => "not met",
        (_, Locale.Fr) => "inconnu",
        _ => "unknown",
    };
}

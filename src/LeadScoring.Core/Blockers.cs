using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>
/// What stands in a lead's way: too many approaches, criteria that are not met or not known, and rules that took points away.
/// </summary>
public static class Blockers
{
    /// <summary>The blockers of <see cref="List"/> in one line of at most <see cref="Reasons.MaxLength"/> characters.</summary>
    public static string Text(IEnumerable<LedgerEntry> entries, in LeadState state, Settings settings, Locale locale) =>
        string.Join(Reasons.Separator, List(entries, state, settings, locale));

    /// <summary>
    /// More approaches than <c>pressure</c> allows, unmet criteria, unknown ones, then what has negative points since the last
    /// reset, heaviest first. A criterion with negative points blocks when it is met.
    /// </summary>
    public static IReadOnlyList<string> List(
        IEnumerable<LedgerEntry> entries, in LeadState state, Settings settings, Locale locale)
    {
        var criteria = Fit.Judge(state.Profile, settings).ToList();
        var missing = criteria
            .Where(pair => pair.Criterion.Points.Value >= 0 && pair.Verdict != Verdict.Met)
            .OrderBy(pair => pair.Verdict)
            .Select(pair => $"{Name(pair.Criterion)}: {Say(pair.Verdict, locale)}");
        var unwanted = criteria
            .Where(pair => pair.Criterion.Points.Value < 0 && pair.Verdict == Verdict.Met)
            .Select(pair => (pair.Criterion.Points.Value, Text: $"{Name(pair.Criterion)} {Reasons.Points(pair.Criterion.Points.Value, locale)}"));
        var negative = Reasons.OfInterest(Reasons.Counting(entries.Where(entry => entry.Kind != EntryKind.Merge)), state, settings.Status.Mode)
            .Where(rule => rule.Points < 0)
            .Select(rule => (rule.Points, Text: Reasons.Say(rule, locale)));
        var texts = TooMany(state, settings, locale).Concat(missing)
            .Concat(unwanted.Concat(negative).OrderBy(pair => pair.Item1).Select(pair => pair.Text));
        return [.. Reasons.Fitting([.. texts.Select(text => (default(DateTimeOffset), text))]).Select(pair => pair.Text)];
    }

    static IEnumerable<string> TooMany(LeadState state, Settings settings, Locale locale)
    {
        if (settings.PressureAtMost.Value is { } most && state.Pressure > most)
            yield return locale == Locale.Fr ? $"{state.Pressure} sollicitations, {most} au plus" : $"{state.Pressure} approaches, at most {most}";
    }

    static string Name(Criterion criterion) => criterion.Name.Replace('_', ' ');

    static string Say(Verdict verdict, Locale locale) => (verdict, locale) switch
    {
        (Verdict.Unmet, Locale.Fr) => "non rempli",
        (Verdict.Unmet, _) => "not met",
        (_, Locale.Fr) => "inconnu",
        _ => "unknown",
    };
}

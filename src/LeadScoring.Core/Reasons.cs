using System.Globalization;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>
/// Why a lead has its points, as sales reps read it in the CRM: "Working - Contacted +7 (3 Nov), demo booked +10 (5 Nov)".
/// </summary>
public static class Reasons
{
    /// <summary>What a CRM text field holds.</summary>
    public const int MaxLength = 255;

    internal const string Separator = ", ";

    /// <summary>The reasons of <see cref="List"/> in one line of at most <see cref="MaxLength"/> characters; empty without any.</summary>
    public static string Text(
        IEnumerable<LedgerEntry> entries, in LeadState state, StatusMode mode, Locale locale, Elsewhere? elsewhere = null) =>
        string.Join(Separator, List(entries, state, mode, locale, elsewhere));

    /// <summary>
    /// The rules with the most positive points since the last reset, newest first: as many as one line can hold.
    /// </summary>
    /// <param name="entries">The ledger of the lead, in its order.</param>
    /// <param name="mode">
    /// <see cref="StatusMode.Replace"/>: the standing status is one reason, worth the status part.
    /// <see cref="StatusMode.Accumulate"/>: every entry of a status is one.
    /// </param>
    /// <param name="elsewhere">Where else the person is hot, which comes first; null for nowhere.</param>
    public static IReadOnlyList<string> List(
        IEnumerable<LedgerEntry> entries, in LeadState state, StatusMode mode, Locale locale, Elsewhere? elsewhere = null)
    {
        string[] first = elsewhere is null ? [] : [Say(elsewhere, locale)];
        var texts = Positive(entries, state, mode)
            .OrderByDescending(reason => reason.Points)
            .ThenByDescending(reason => reason.At)
            .Select(reason => (reason.At, Text: Say(reason, locale)))
            .ToList();
        var taken = first.Sum(text => text.Length + Separator.Length);
        return [.. first, .. Fitting(texts, MaxLength - taken).OrderByDescending(reason => reason.At).Select(reason => reason.Text)];
    }

    internal readonly record struct Reason(string Name, decimal Points, DateTimeOffset At);

    static IEnumerable<Reason> Positive(IEnumerable<LedgerEntry> entries, LeadState state, StatusMode mode)
    {
        var ledger = Counting(entries);
        return Standing(ledger, EntryKind.Fit, state.Parts.Fit).Concat(OfInterest(ledger, state, mode))
            .Where(reason => reason.Points > 0).Reverse();
    }

    internal static List<LedgerEntry> Counting(IEnumerable<LedgerEntry> entries) =>
        [.. entries.Where(entry => entry.Note is not (Notes.Late or Notes.Settled))];

    /// <summary>What each status and signal is worth since the last reset, whatever the sign.</summary>
    internal static IEnumerable<Reason> OfInterest(List<LedgerEntry> ledger, LeadState state, StatusMode mode)
    {
        var recent = ledger.Where(entry => !state.HasLost(entry.OccurredAt)).ToList();
        var others = recent
            .Where(entry => entry.Part == Part.Behaviour)
            .GroupBy(NameOf, (name, same) => Sum(name, [.. same]));
        var statuses = mode == StatusMode.Replace
            ? Standing(ledger, EntryKind.Status, state.Parts.Status)
            : recent.Where(entry => entry.Part == Part.Status).Select(entry => Sum(NameOf(entry), [entry]));
        return statuses.Concat(others);
    }

    /// <summary>Of these kinds only the newest stands, and it is worth the whole part.</summary>
    static IEnumerable<Reason> Standing(List<LedgerEntry> ledger, EntryKind kind, decimal part)
    {
        if (ledger.FindLast(entry => entry.Kind == kind) is { Rule: not null } entry)
            yield return new(NameOf(entry), part, entry.OccurredAt);
    }

    /// <summary>Dated by the newest entry that gave points or, where they are negative, took some.</summary>
    static Reason Sum(string name, IReadOnlyList<LedgerEntry> entries)
    {
        var points = entries.Sum(entry => entry.Points);
        return new(name, points, entries.Max(entry => entry.Points * points > 0 ? entry.OccurredAt : default));
    }

    static string NameOf(LedgerEntry entry) => entry.Part == Part.Status ? entry.Rule : entry.Rule.Replace('_', ' ');

    /// <summary>As many, from the first on, as one line can hold.</summary>
    internal static IEnumerable<(DateTimeOffset At, string Text)> Fitting(
        List<(DateTimeOffset At, string Text)> reasons, int room = MaxLength)
    {
        if (reasons is [var only, ..] && only.Text.Length > room)
            return [only with { Text = Cut(only.Text, room) }];

        var length = -Separator.Length;
        return reasons.TakeWhile(reason => (length += Separator.Length + reason.Text.Length) <= room);
    }

    static string Cut(string text, int room)
    {
        var end = room - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }

    static string Say(Elsewhere elsewhere, Locale locale) =>
        $"{(locale == Locale.Fr ? "chaud dans" : "hot in")} {elsewhere.Crm} ({Day(elsewhere.Since, locale)})";

    internal static string Say(Reason reason, Locale locale) => $"{reason.Name} {Points(reason.Points, locale)} ({Day(reason.At, locale)})";

    /// <summary>With its sign.</summary>
    internal static string Points(decimal points, Locale locale)
    {
        var text = points.ToString("+0.####;-0.####;0", CultureInfo.InvariantCulture);
        return locale == Locale.Fr ? text.Replace('.', ',') : text;
    }

    static string Day(DateTimeOffset at, Locale locale)
    {
        var months = locale == Locale.Fr ? French : English;
        return string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime.Day} {months[at.UtcDateTime.Month - 1]}");
    }

    static readonly string[] English = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    static readonly string[] French =
        ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];
}

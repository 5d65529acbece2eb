using System.Globalization;

namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>TODAY and its kin: a span of whole UTC days (page "Date Formats and Date Literals").</summary>
static class DateLiteral
{
    public static bool IsName(string word) => Days(word) is not null;

    public static (DateTimeOffset From, DateTimeOffset To) Span(string word, DateTimeOffset now)
    {
        var (first, count) = Days(word) ?? throw new ArgumentException($"No date literal {word}", nameof(word));
        var from = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(first);
        return (from, from.AddDays(count));
    }

    static (int First, int Count)? Days(string word)
    {
        var parts = word.ToUpperInvariant().Split(':');
        var days = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return (parts[0], parts.Length) switch
        {
            ("TODAY", 1) => (0, 1),
            ("YESTERDAY", 1) => (-1, 1),
            ("TOMORROW", 1) => (1, 1),
            ("LAST_N_DAYS", 2) => (-days, days + 1),
            ("NEXT_N_DAYS", 2) => (1, days),
            ("LAST_90_DAYS", 1) => (-90, 91),
            _ => null,
        };
    }
}

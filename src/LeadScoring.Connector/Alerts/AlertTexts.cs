using System.Globalization;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Alerts;

/// <summary>The words of alerts, in English and French; a mapping file may have its own. Values are put in as they are.</summary>
static partial class AlertTexts
{
    public static readonly string[] Placeholders = ["name", "owner", "score", "reasons", "link", "object", "id", "hot_since"];

    /// <summary>Without line breaks: it stands in headers.</summary>
    public static string Subject(HotLead lead, AlertRules rules, Locale locale) =>
        OneLine(Fill(Own(rules, locale)?.Subject ?? Sentence(locale), lead));

    public static string Body(HotLead lead, AlertRules rules, Locale locale) =>
        Trimmed(Fill(Own(rules, locale)?.Body ?? Standard(locale), lead));

    public static string DigestSubject(int leads, Locale locale) => locale == Locale.Fr
        ? string.Create(CultureInfo.InvariantCulture, $"{leads} leads réagissent positivement à votre sensibilisation")
        : string.Create(CultureInfo.InvariantCulture, $"{leads} leads are responding well to your outreach");

    /// <param name="leads">Those that are named.</param>
    public static string DigestBody(IReadOnlyList<HotLead> leads, int count, Locale locale) =>
        $"{DigestSubject(count, locale)}\n\n{string.Join('\n', leads.Select(DigestLine))}{Others(count - leads.Count, locale)}";

    /// <summary>R35's words.</summary>
    public static string Sentence(Locale locale) => locale == Locale.Fr
        ? "Ce lead réagit positivement à votre sensibilisation"
        : "This lead is responding well to your outreach";

    public static string OneLine(string text) => LineBreaks().Replace(text, " ").Trim();

    static OwnTexts? Own(AlertRules rules, Locale locale) => rules.Texts.GetValueOrDefault(locale);

    static string Standard(Locale locale) => locale == Locale.Fr
        ? $"{Sentence(locale)}\n\n{{name}} est chaud depuis le {{hot_since}}, avec un score de {{score}}.\n{{reasons}}\n\n{{link}}"
        : $"{Sentence(locale)}\n\n{{name}} is hot since {{hot_since}}, with a score of {{score}}.\n{{reasons}}\n\n{{link}}";

    static string Others(int count, Locale locale) => count == 0 ? "" : locale == Locale.Fr
        ? string.Create(CultureInfo.InvariantCulture, $"\n... et {count} autres")
        : string.Create(CultureInfo.InvariantCulture, $"\n... and {count} more");

    static string DigestLine(HotLead lead) =>
        string.Create(CultureInfo.InvariantCulture, $"- {OneLine(lead.Name)} ({lead.Score:0.####}): {lead.Link?.ToString() ?? $"{lead.Object} {lead.Id}"}");

    static string Fill(string text, HotLead lead) => Placeholder().Replace(text, used => used.Groups["name"].Value switch
    {
        "name" => OneLine(lead.Name),
        "owner" => OneLine(lead.Owner),
        "score" => lead.Score.ToString("0.####", CultureInfo.InvariantCulture),
        "reasons" => string.Join(", ", lead.Reasons.Select(OneLine)),
        "link" => lead.Link?.ToString() ?? "",
        "object" => lead.Object,
        "id" => lead.Id,
        "hot_since" => lead.HotSince.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        _ => used.Value,
    });

    /// <summary>Empty placeholders leave empty lines behind.</summary>
    static string Trimmed(string text) => EmptyLines().Replace(text.ReplaceLineEndings("\n").Trim(), "\n\n");

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\p{Cc}\p{Zl}\p{Zp}]+", RegexOptions.NonBacktracking)]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"\n{3,}", RegexOptions.NonBacktracking)]
    private static partial Regex EmptyLines();
}

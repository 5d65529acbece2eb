using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Alerts;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads the section <c>on_hot</c>; it is the company's, so no layer changes it.</summary>
static partial class AlertRulesReader
{
    /// <returns>Null when nobody is alerted.</returns>
    public static AlertRules? Read(YamlNode? onHot, MappingProblems problems)
    {
        if (onHot is null)
            return null;

        return new AlertRules
        {
            Mail = onHot["mail"] is { } mail ? Mail(mail, problems) : null,
            Notification = onHot["notification"] is not null,
            Activity = onHot["activity"] is not null,
            DueIn = onHot["activity"]?["due_in"].ToDuration() ?? TimeSpan.Zero,
            Webhook = onHot["webhook"] is not null,
            NotWhen = onHot["not_when"].Scalars().Select(meaning => ((YamlNode?)meaning).ToChoice<StatusMeaning>())
                .OfType<StatusMeaning>().ToFrozenSet(),
            Texts = (onHot["texts"]?.Entries ?? []).Where(entry => entry.Key is "en" or "fr")
                .ToFrozenDictionary(entry => entry.Key == "fr" ? Locale.Fr : Locale.En, entry => Texts(entry.Value, problems)),
        };
    }

    static MailRule Mail(YamlNode mail, MappingProblems problems)
    {
        YamlNode[] to = mail["to"] switch
        {
            { Kind: YamlKind.Scalar } one => [one],
            var list => [.. list.Scalars()],
        };
        foreach (var address in to.Where(node => node.Text != MailRule.Owner && !MailAddresses.IsAddress(node.Text)))
            problems.Error(address, $"\"{address.Text}\" is neither {MailRule.Owner} nor a mail address, such as sales@example.com.");
        return new([.. to.Select(node => node.Text).Distinct(StringComparer.OrdinalIgnoreCase)], mail["via"].ToChoice<MailVia>() ?? MailVia.Auto);
    }

    static OwnTexts Texts(YamlNode texts, MappingProblems problems)
    {
        foreach (var text in new[] { texts["subject"], texts["body"] }.OfType<YamlNode>())
        {
            foreach (Match used in Placeholder().Matches(text.Text))
            {
                var name = used.Groups["name"].Value;
                if (!AlertTexts.Placeholders.Contains(name, StringComparer.Ordinal))
                    problems.Error(text, $"\"{{{name}}}\" is no placeholder. {NearestKey.Remedy(name, AlertTexts.Placeholders)}");
            }
        }

        if (texts["subject"] is { } subject && subject.Text.AsSpan().IndexOfAny('\r', '\n') >= 0)
            problems.Error(subject, "has several lines. Write the subject in one.");
        return new(texts["subject"].ToText(), texts["body"].ToText());
    }

    [GeneratedRegex(@"\{(?<name>[A-Za-z_]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}

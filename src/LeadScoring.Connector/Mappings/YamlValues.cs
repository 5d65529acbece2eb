using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// Values of scalars after the core schema of YAML 1.2, where on, off, yes and No are texts. Null when the node is missing
/// or holds something else; <see cref="ShapeChecker"/> has reported that.
/// </summary>
static class YamlValues
{
    public static string? ToText(this YamlNode? node) =>
        node is { Kind: YamlKind.Scalar, IsNothing: false } ? node.Text : null;

    public static bool? ToFlag(this YamlNode? node) => node is { IsPlain: true, Text: var text }
        ? text switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            _ => null,
        }
        : null;

    public static decimal? ToNumber(this YamlNode? node) =>
        node is { IsPlain: true } && Regex.IsMatch(node.Text, @"^[-+]?[0-9]{1,18}(\.[0-9]{1,4})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
            ? decimal.Parse(node.Text, CultureInfo.InvariantCulture)
            : null;

    public static int? ToWhole(this YamlNode? node) =>
        node is { IsPlain: true }
        && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;

    public static TimeSpan? ToDuration(this YamlNode? node) =>
        node.ToText() is { } text && Duration.TryParse(text, out var duration) ? duration : null;

    public static DateTimeOffset? ToTime(this YamlNode? node) =>
        node.ToText() is { } text
        && Regex.IsMatch(
            text, @"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?(Z|[-+][0-9]{2}:[0-9]{2})\z",
            RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
        && time.Year is >= 1970 and < 3000
            ? time
            : null;

    /// <summary>A choice such as from_last_interaction as the value FromLastInteraction.</summary>
    public static T? ToChoice<T>(this YamlNode? node)
        where T : struct, Enum =>
        node.ToText() is { } text && Enum.TryParse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var choice)
            ? choice
            : null;

    /// <summary>The scalars of a list; of a single scalar, that one.</summary>
    public static IReadOnlyList<YamlNode> Scalars(this YamlNode? node) => node switch
    {
        { Kind: YamlKind.Scalar, IsNothing: false } => [node],
        { Kind: YamlKind.List } => [.. node.Items.Where(item => item.ToText() is not null)],
        _ => [],
    };

    /// <summary>A value as the CRM's fields have it: a plain True is the checked box, which is written true.</summary>
    public static string? ToFieldValue(this YamlNode? node) =>
        node.ToFlag() is { } flag ? (flag ? "true" : "false") : node.ToText();

    /// <summary>The values of a list, or the single one; null when the node is missing.</summary>
    public static IReadOnlySet<string>? ToValues(this YamlNode? node) =>
        node is null ? null : node.Scalars().Select(item => item.ToFieldValue()).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Reads criteria of fit, and the conditions that they and <c>only</c> consist of.</summary>
static class FitReader
{
    /// <summary>By name.</summary>
    public static IReadOnlyDictionary<string, CriterionRules> Read(YamlNode? fit) =>
        (fit?.Entries ?? []).ToFrozenDictionary(entry => entry.Key, entry => Criterion(entry.Value));

    /// <summary>Null where neither <c>all</c> nor <c>any</c> stands.</summary>
    public static Conditions? Conditions(YamlNode? node) => (node?["all"] ?? node?["any"]) is { } list
        ? new Conditions(All: node!["all"] is not null, [.. list.Items.Select(Condition)]) // a list: there is a node
        : null;

    static CriterionRules Criterion(YamlNode criterion) => new()
    {
        Points = criterion["points"].ToNumber(),
        Objects = criterion["objects"].ToValues(),
        When = Conditions(criterion),
    };

    static Condition Condition(YamlNode condition) => new(condition["field"].ToText() ?? "")
    {
        Is = condition["is"].ToFieldValue(),
        In = condition["in"].ToValues(),
        NotIn = condition["not_in"].ToValues(),
        AtLeast = condition["at_least"].ToNumber(),
        AtMost = condition["at_most"].ToNumber(),
        Matches = condition["matches"].ToText() is { } pattern ? Pattern(pattern) : null,
        Empty = condition["empty"].ToFlag(),
    };

    /// <summary>Null for a pattern that is wrong, which is reported where values are checked.</summary>
    static Regex? Pattern(string pattern) => ScalarChecker.ReadPattern(pattern).Pattern;
}

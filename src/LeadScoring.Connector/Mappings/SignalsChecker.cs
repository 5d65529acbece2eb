using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Checks what the keys of signals say together.</summary>
/// <param name="objects">Of the file.</param>
sealed class SignalsChecker(IReadOnlyList<ObjectRules> objects, MappingProblems problems)
{
    static readonly string[] fieldKeys = ["field", .. SignalShape.FieldTests, "from"];
    static readonly string[] callKeys = ["lasting", "answered"];
    static readonly string[] activityKeys = ["matching"];

    readonly UsedFieldsChecker used = new(objects, problems);

    /// <summary>An exception changes signals of the layers below it, or brings complete ones of its own.</summary>
    /// <param name="below">The layers whose values the exception inherits, lowest first; none for the company.</param>
    public void Check(YamlNode layer, params IReadOnlyList<YamlNode> below)
    {
        foreach (var entry in layer["signals"]?.Entries ?? [])
        {
            var inherited = new Inherited([.. below.Select(lower => lower["signals"]?[entry.Key]).OfType<YamlNode>()]);
            if (below.Count > 0 && inherited.IsNothing)
                CheckComplete(entry, below);
            used.CheckObjects(entry.Value);
            used.CheckWatched(entry.Value);
            CheckKeys(entry.Value, inherited);
            CheckInteraction(entry.Value, inherited);
        }
    }

    void CheckComplete(YamlEntry entry, IReadOnlyList<YamlNode> below)
    {
        if (entry.Value.Entry("on") is not null && entry.Value.Entry("points") is not null)
            return;

        var known = below.SelectMany(layer => layer["signals"]?.Entries ?? []).Select(signal => signal.Key);
        problems.Error(entry, $"the company has none of this name. {NearestKey.Meant(entry.Key, known)}A new one needs on and points.");
    }

    void CheckKeys(YamlNode signal, Inherited inherited)
    {
        var on = (signal["on"] ?? inherited["on"]).ToText();
        if (on is null)
            return;

        if (on == SourceName.Field)
            CheckFieldTest(signal, inherited);
        else
            CheckMisplaced(fieldKeys, $"belongs to on: field, but this signal is on: {on}. Leave it out.");
        if (!SourceName.IsCall(on))
            CheckMisplaced(callKeys, $"belongs to calls, but this signal is on: {on}. Leave it out.");
        if (on == SourceName.Field)
            CheckMisplaced(activityKeys, "belongs to activities, but this signal is on: field. Leave it out.");

        void CheckMisplaced(IReadOnlyList<string> keys, string message)
        {
            foreach (var key in keys)
            {
                if (signal.Entry(key) is { } entry)
                    problems.Error(entry, message);
                else if (signal["on"] is { } changed && inherited[key] is { } stated)
                    problems.Error(changed, $"does not go with {stated.Path}, which is inherited. Give this signal a name of its own.");
            }
        }
    }

    void CheckFieldTest(YamlNode signal, Inherited inherited)
    {
        if ((signal["field"] ?? inherited["field"]) is null)
            problems.Error(signal, "field is missing. Name the CRM field that is watched.");

        var tests = SignalShape.FieldTests.Where(key => IsStated(key, signal[key])).ToList();
        if (tests.Count > 1 || (tests.Count == 0 && !SignalShape.FieldTests.Any(key => IsStated(key, inherited[key]))))
            problems.Error(signal, $"needs exactly one of {string.Join(", ", SignalShape.FieldTests)}; it has {Listed(tests)}.");
        var increases = tests.Count > 0 ? tests.Contains("increases") : IsStated("increases", inherited["increases"]);
        if (signal["from"] is { } from && !increases)
            problems.Error(from, "belongs to increases: true. Add it, or leave from out.");
    }

    /// <summary>What takes points away is seldom a sign of life.</summary>
    void CheckInteraction(YamlNode signal, Inherited inherited)
    {
        if (signal["points"] is { } points && points.ToNumber() < 0 && (signal["interaction"] ?? inherited["interaction"]) is null)
            problems.Warn(points, "it takes points away, and still a running timer starts anew. Add interaction: false, or interaction: true if you mean it.");
    }

    /// <summary>A switch that is off tests nothing; any value that a field becomes or reaches does.</summary>
    static bool IsStated(string key, YamlNode? test) => test is not null && (key is "becomes" or "reaches" || test.ToFlag() != false);

    static string Listed(List<string> keys) => keys.Count == 0 ? "none" : string.Join(", ", keys);
}

/// <summary>What the layers below say of a signal or criterion; of those that state a key, the highest counts.</summary>
readonly record struct Inherited(IReadOnlyList<YamlNode> Layers)
{
    public bool IsNothing => Layers.Count == 0;

    public YamlNode? this[string key] => Layers.Select(layer => layer[key]).LastOrDefault(node => node is not null);
}

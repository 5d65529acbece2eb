using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Checks what the keys of criteria, stages and pressure say together.</summary>
sealed class FitChecker(IReadOnlyList<ObjectRules> objects, MappingProblems problems)
{
    readonly UsedFieldsChecker used = new(objects, problems);

    /// <summary>An exception changes criteria of the layers below it, or brings complete ones of its own.</summary>
    /// <param name="below">The layers whose values the exception inherits, lowest first; none for the company.</param>
    public void Check(YamlNode layer, params IReadOnlyList<YamlNode> below)
    {
        foreach (var entry in layer["fit"]?.Entries ?? [])
        {
            used.CheckObjects(entry.Value);
            used.CheckConditions(entry.Value);
            if (below.Count > 0)
                CheckException(entry, below);
        }

        CheckBoth(["after", "approaches"], place => place["stages"]?["unresponsive"], layer, below);
        CheckBoth(["at_most", "within"], place => place["pressure"], layer, below);
    }

    void CheckException(YamlEntry entry, IReadOnlyList<YamlNode> below)
    {
        var (all, any) = (entry.Value.Entry("all"), entry.Value.Entry("any"));
        if (all is not null && any is not null)
            problems.Error(any, "all stands here too. Keep one of the two.");
        if (below.Any(lower => lower["fit"]?[entry.Key] is not null) || (entry.Value.Entry("points") is not null && (all ?? any) is not null))
            return;

        var known = below.SelectMany(lower => lower["fit"]?.Entries ?? []).Select(criterion => criterion.Key);
        problems.Error(entry, $"the company has none of this name. {NearestKey.Meant(entry.Key, known)}A new one needs points, and all or any.");
    }

    /// <summary>One half of a pair means nothing; the company's own is checked for both already.</summary>
    void CheckBoth(string[] keys, Func<YamlNode, YamlNode?> find, YamlNode layer, IReadOnlyList<YamlNode> below)
    {
        if (below.Count == 0 || find(layer) is not { } section)
            return;

        var inherited = new Inherited([.. below.Select(find).OfType<YamlNode>()]);
        foreach (var key in keys.Where(key => (section[key] ?? inherited[key]) is null))
            problems.Error(section, $"{key} is missing, and there is none to inherit. Add it.");
    }
}

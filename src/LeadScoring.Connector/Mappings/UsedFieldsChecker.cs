using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Checks the objects and fields that signals, criteria and <c>only</c> name against those of the file.</summary>
sealed class UsedFieldsChecker(IReadOnlyList<ObjectRules> objects, MappingProblems problems)
{
    public void CheckObjects(YamlNode rule)
    {
        foreach (var item in rule["objects"].Scalars().Where(item => MappingShape.ObjectsOf(crm: null).Contains(item.Text)))
        {
            if (!objects.Any(rules => rules.Name == item.Text))
                problems.Error(item, $"{item.Text} does not stand under objects. Map it there, or leave it out here.");
        }
    }

    /// <summary>The conditions of a criterion.</summary>
    public void CheckConditions(YamlNode rule) => CheckConditions(rule, Concerned(rule));

    /// <summary>The conditions of <c>only</c>.</summary>
    public void CheckOnly(YamlNode? only, string objectName) => CheckConditions(only, [objectName]);

    public void CheckWatched(YamlNode signal) => CheckNotWritten(signal["field"], Concerned(signal));

    void CheckConditions(YamlNode? rule, IReadOnlyCollection<string> concerned)
    {
        foreach (var condition in (rule?["all"]?.Items ?? []).Concat(rule?["any"]?.Items ?? []))
            CheckNotWritten(condition["field"], concerned);
    }

    /// <summary>A score that depended on what it writes would never come to rest.</summary>
    void CheckNotWritten(YamlNode? field, IReadOnlyCollection<string> concerned)
    {
        if (field is not null && objects.Any(rules => concerned.Contains(rules.Name) && rules.Writes.Values.Contains(field.Text, StringComparer.OrdinalIgnoreCase)))
            problems.Error(field, $"{field.Text} stands under writes: the score cannot depend on what it writes. Name another field.");
    }

    string[] Concerned(YamlNode rule) => rule["objects"] is { } named
        ? [.. named.Scalars().Select(item => item.Text)]
        : [.. objects.Select(rules => rules.Name)];
}

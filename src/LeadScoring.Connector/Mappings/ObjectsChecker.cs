using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>Checks what the objects of a file say against the rest of it.</summary>
sealed class ObjectsChecker(ScoringModel model, MappingProblems problems)
{
    readonly UsedFieldsChecker used = new([.. model.Objects.Values], problems);

    public void Check(YamlNode? objects)
    {
        foreach (var entry in objects?.Entries ?? [])
        {
            used.CheckOnly(entry.Value["only"], entry.Key);
            if (entry.Value["writes"]?["pressure"] is { } pressure && !Stated.CountsPressure(model))
                problems.Warn(pressure, "stays 0: nothing is counted without the key pressure. Add pressure: { at_most: 5, within: 14d }, or leave it out.");
            if (entry.Value["writes"]?["unresponsive"] is { } unresponsive && !Stated.MarksUnresponsive(model))
                problems.Warn(unresponsive, "is never ticked without stages.unresponsive. Add unresponsive: { after: 30d, approaches: 5 } there, or leave it out.");
        }
    }
}

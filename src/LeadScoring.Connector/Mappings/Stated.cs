using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>What the layers of a model state, whoever they are for.</summary>
static class Stated
{
    public static IEnumerable<LayerRules> Layers(ScoringModel model) =>
    [
        model.Company,
        .. model.Groups.Select(group => group.Rules),
        .. model.Users.Select(user => user.Rules),
        .. model.SubDepartments.SelectMany(department => department.Users.Select(user => user.Rules).Prepend(department.Rules)),
    ];

    /// <summary>By name, what each layer says of it.</summary>
    public static ILookup<string, SignalRules> Signals(ScoringModel model) =>
        Layers(model).SelectMany(layer => layer.Signals).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>By name, what each layer says of it.</summary>
    public static ILookup<string, CriterionRules> Criteria(ScoringModel model) =>
        Layers(model).SelectMany(layer => layer.Fit).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Whether some layer counts approaches.</summary>
    public static bool CountsPressure(ScoringModel model) => Layers(model).Any(layer => layer.Stages.PressureWithin is not null);

    /// <summary>Whether some layer marks leads that do not answer.</summary>
    public static bool MarksUnresponsive(ScoringModel model) => Layers(model).Any(layer => layer.Stages.UnresponsiveAfter is not null);
}

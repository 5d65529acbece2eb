using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>What the layers of a model state, whoever they are for.</summary>
static class Stated
{
    /// <summary>By name, what each layer says of it.</summary>
    public static ILookup<string, SignalRules> Signals(ScoringModel model) =>
        model.AllLayers.SelectMany(layer => layer.Signals).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>By name, what each layer says of it.</summary>
    public static ILookup<string, CriterionRules> Criteria(ScoringModel model) =>
        model.AllLayers.SelectMany(layer => layer.Fit).ToLookup(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Whether some layer counts approaches.</summary>
    public static bool CountsPressure(ScoringModel model) => model.AllLayers.Any(layer => layer.Stages.PressureWithin is not null);

    /// <summary>Whether some layer marks leads that do not answer.</summary>
    public static bool MarksUnresponsive(ScoringModel model) => model.AllLayers.Any(layer => layer.Stages.UnresponsiveAfter is not null);
}

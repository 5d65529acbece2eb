using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>What the value of a field is needed for.</summary>
enum FieldUse
{
    Signal,
    Criterion,
    Only,
}

/// <summary>A field of a record that some rule depends on.</summary>
/// <param name="Rule">By its key in the mapping file: signals.sms_clicked, fit.target, only.</param>
readonly record struct FieldNeed(string Field, FieldUse Use, string Rule);

/// <summary>Finds the fields that rules of any layer look at.</summary>
static class FieldNeeds
{
    public static IReadOnlyList<FieldNeed> Of(ScoringModel model, string objectName) =>
    [
        .. Signals(model, objectName),
        .. Criteria(model, objectName),
        .. (model.Objects[objectName].Only?.Tests ?? []).Select(test => new FieldNeed(test.Field, FieldUse.Only, "only")),
    ];

    /// <summary>Each field once, however it is spelled.</summary>
    public static IReadOnlyList<string> Names(IEnumerable<FieldNeed> needs) =>
        [.. needs.Select(need => need.Field).Distinct(StringComparer.OrdinalIgnoreCase)];

    static IEnumerable<FieldNeed> Signals(ScoringModel model, string objectName) =>
        from signal in Stated.Signals(model)
        where signal.Any(rules => rules.On is { Activity: null })
            && Concern(objectName, signal.Select(rules => (rules.Objects, IsNew: rules.On is not null)))
        from field in signal.Select(rules => rules.Field).OfType<string>()
        select new FieldNeed(field, FieldUse.Signal, $"signals.{signal.Key}");

    static IEnumerable<FieldNeed> Criteria(ScoringModel model, string objectName) =>
        from criterion in Stated.Criteria(model)
        where Concern(objectName, criterion.Select(rules => (rules.Objects, IsNew: rules.When is not null)))
        from test in criterion.SelectMany(rules => rules.When?.Tests ?? [])
        select new FieldNeed(test.Field, FieldUse.Criterion, $"fit.{criterion.Key}");

    /// <summary>Whether the rule may concern the object for some owner; one that brings the rule and names none means all.</summary>
    static bool Concern(string objectName, IEnumerable<(IReadOnlySet<string>? Objects, bool IsNew)> layers) =>
        layers.Any(layer => layer.Objects?.Contains(objectName) ?? layer.IsNew);
}

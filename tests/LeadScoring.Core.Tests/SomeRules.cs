using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>Rules of signals, fit and stages to test with.</summary>
static class SomeRules
{
    public static readonly LayerRules Company = new("company") { Scoring = Some.HotAtFive };

    /// <summary>The settings of a company that has these signals and no exceptions.</summary>
    public static Settings Signals(params (string Name, SignalRules Rules)[] signals) =>
        Settings(Company with { Signals = Named(signals) });

    /// <summary>The settings of a company that has these criteria and no exceptions.</summary>
    public static Settings Fit(params (string Name, CriterionRules Rules)[] criteria) =>
        Settings(Company with { Fit = Named(criteria) });

    public static Settings Settings(LayerRules company, Conditions? only = null, StatusRules? statuses = null) =>
        new SettingsBook(Model(company, only, statuses)).For("Lead", owner: null);

    public static ScoringModel Model(LayerRules company, Conditions? only = null, StatusRules? statuses = null)
    {
        var model = Some.Model(statuses: statuses);
        return model with
        {
            Company = company,
            Objects = new Dictionary<string, ObjectRules> { ["Lead"] = model.Objects["Lead"] with { Only = only } },
        };
    }

    public static SignalRules On(ActivityKind kind, decimal points) => new() { On = new(kind), Points = points };

    public static SignalRules OnField(FieldTestKind kind, decimal points, string? value = null, decimal number = 0) => new()
    {
        On = new(null),
        Field = "Clicks",
        Test = new(kind, value, number),
        Points = points,
    };

    public static CriterionRules Criterion(decimal points, params Condition[] all) =>
        new() { Points = points, When = new(All: true, all) };

    public static Conditions Only(string field, string value) => new(All: true, [new(field) { Is = value }]);

    public static Dictionary<string, T> Named<T>(params (string Name, T Rules)[] rules) =>
        rules.ToDictionary(pair => pair.Name, pair => pair.Rules);
}

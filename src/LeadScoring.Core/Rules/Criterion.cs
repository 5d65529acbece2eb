using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>What one layer says of one criterion of fit. Null: the layer says nothing, the value is inherited.</summary>
public sealed record CriterionRules
{
    public decimal? Points { get; init; }

    /// <summary>Names of objects; empty means all.</summary>
    public IReadOnlySet<string>? Objects { get; init; }

    public Conditions? When { get; init; }
}

/// <summary>A criterion of fit as it is in force for one lead.</summary>
public sealed record Criterion(string Name)
{
    public required Layered<decimal> Points { get; init; }

    public required Layered<IReadOnlySet<string>> Objects { get; init; }

    public required Layered<Conditions> When { get; init; }

    public bool Concerns(string objectName) => Objects.Value.Count == 0 || Objects.Value.Contains(objectName);

    internal static Criterion Lay(string name, IReadOnlyList<(CriterionRules Rules, string Layer)> layers) => new(name)
    {
        Points = Layers.Top(layers, rules => rules.Points, 0m),
        Objects = Layers.TopReference(layers, rules => rules.Objects, FrozenSet<string>.Empty),
        When = Layers.TopReference(layers, rules => rules.When, new(All: true, [])),
    };
}

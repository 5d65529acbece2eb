namespace LeadScoring.Core.Rules;

/// <summary>What makes a prospect: every criterion of fit, a two-way exchange, either or both.</summary>
public enum ProspectWhen
{
    Either,
    Fit,
    TwoWay,
    Both,
}

/// <summary>The <c>stages</c> and <c>pressure</c> sections of one layer. Null: the layer says nothing.</summary>
public sealed record StageRules
{
    public static readonly StageRules None = new();

    public ProspectWhen? ProspectWhen { get; init; }

    /// <summary>Time without an answer after which a lead is unresponsive.</summary>
    public TimeSpan? UnresponsiveAfter { get; init; }

    /// <summary>Approaches without an answer after which a lead is unresponsive.</summary>
    public int? UnresponsiveApproaches { get; init; }

    /// <summary>The number of approaches beyond which it is too much.</summary>
    public int? PressureAtMost { get; init; }

    /// <summary>The period in which approaches are counted.</summary>
    public TimeSpan? PressureWithin { get; init; }
}

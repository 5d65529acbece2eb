using System.Runtime.InteropServices;

namespace LeadScoring.Core.Rules;

/// <summary>So many events within a sliding period score; those beyond it do not.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AtMost(int Times, TimeSpan Within);

/// <summary>What a signal listens to: activities of a kind, or a field when there is none.</summary>
public readonly record struct SignalSource(ActivityKind? Activity);

/// <summary>What one layer says of one signal. Null: the layer says nothing, the value is inherited.</summary>
public sealed record SignalRules
{
    public SignalSource? On { get; init; }

    public decimal? Points { get; init; }

    /// <summary>Names of objects; empty means all.</summary>
    public IReadOnlySet<string>? Objects { get; init; }

    public string? Field { get; init; }

    public FieldTest? Test { get; init; }

    public decimal? From { get; init; }

    public TimeSpan? Lasting { get; init; }

    public bool? Answered { get; init; }

    /// <summary>Fields of the activity, and the values of which they must have one.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>>? Matching { get; init; }

    public AtMost? AtMost { get; init; }

    /// <summary>A given null means <c>never</c>: the points stay.</summary>
    public Given<TimeSpan?>? Lasts { get; init; }

    public bool? Interaction { get; init; }

    public bool? TwoWay { get; init; }
}

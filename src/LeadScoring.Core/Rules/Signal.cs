using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>A signal as it is in force for one lead: every value with the layer it came from.</summary>
public sealed record Signal(string Name)
{
    public required Layered<SignalSource> On { get; init; }

    public required Layered<decimal> Points { get; init; }

    public required Layered<IReadOnlySet<string>> Objects { get; init; }

    public required Layered<string> Field { get; init; }

    public required Layered<FieldTest> Test { get; init; }

    public required Layered<decimal?> From { get; init; }

    public required Layered<TimeSpan> Lasting { get; init; }

    /// <summary>Null: answered or not.</summary>
    public required Layered<bool?> Answered { get; init; }

    public required Layered<IReadOnlyDictionary<string, IReadOnlySet<string>>> Matching { get; init; }

    public required Layered<AtMost?> AtMost { get; init; }

    /// <summary>Null: the points stay.</summary>
    public required Layered<TimeSpan?> Lasts { get; init; }

    public required Layered<bool> Interaction { get; init; }

    public required Layered<bool> TwoWay { get; init; }

    /// <summary>What happened before does not count; null: everything does.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>An outbound call that was answered is an exchange in both directions whatever else is said.</summary>
    public bool IsTwoWay => TwoWay.Value || (On.Value.Activity == ActivityKind.CallOutbound && Answered.Value == true);

    public bool Concerns(string objectName) => Objects.Value.Count == 0 || Objects.Value.Contains(objectName);

    public bool Holds(Activity activity) =>
        activity.Standing
        && (Lasting.Value == TimeSpan.Zero || activity.Lasted >= Lasting.Value)
        && (Answered.Value is not { } answered || activity.Answered == answered)
        && Matches(activity.Fields);

    public bool Holds(string? before, string? now) => Test.Value.Holds(before, now, From.Value);

    bool Matches(IReadOnlyDictionary<string, string?> fields)
    {
        foreach (var (field, values) in Matching.Value)
        {
            if (fields.GetValueOrDefault(field) is not { } value || !values.Contains(value))
                return false;
        }

        return true;
    }

    /// <summary>Lays what the layers say of a signal over each other, lowest first.</summary>
    internal static Signal Lay(string name, IReadOnlyList<(SignalRules Rules, string Layer)> layers, DateTimeOffset? since) => new(name)
    {
        Since = since,
        On = Top(layers, rules => rules.On, default),
        Points = Top(layers, rules => rules.Points, 0),
        Objects = TopReference(layers, rules => rules.Objects, FrozenSet<string>.Empty),
        Field = TopReference(layers, rules => rules.Field, ""),
        Test = Top(layers, rules => rules.Test, default),
        From = Layers.TopOrNone<SignalRules, decimal>(layers, rules => rules.From is { } given ? new(given) : null),
        Lasting = Top(layers, rules => rules.Lasting, TimeSpan.Zero),
        Answered = Layers.TopOrNone<SignalRules, bool>(layers, rules => rules.Answered is { } given ? new(given) : null),
        Matching = TopReference(layers, rules => rules.Matching, FrozenDictionary<string, IReadOnlySet<string>>.Empty),
        AtMost = Layers.TopOrNone<SignalRules, AtMost>(layers, rules => rules.AtMost is { } given ? new(given) : null),
        Lasts = Layers.TopOrNone(layers, rules => rules.Lasts),
        Interaction = Top(layers, rules => rules.Interaction, otherwise: true),
        TwoWay = Top(layers, rules => rules.TwoWay, otherwise: false),
    };

    static Layered<T> Top<T>(IReadOnlyList<(SignalRules Rules, string Layer)> layers, Func<SignalRules, T?> pick, T otherwise)
        where T : struct => Layers.Top(layers, pick, otherwise);

    static Layered<T> TopReference<T>(IReadOnlyList<(SignalRules Rules, string Layer)> layers, Func<SignalRules, T?> pick, T otherwise)
        where T : class => Layers.TopReference(layers, pick, otherwise);
}

namespace LeadScoring.Core.Rules;

/// <summary>Finds the value of the topmost layer that states one. Layers are listed lowest first.</summary>
static class Layers
{
    /// <summary>The layer of a value that nobody states.</summary>
    public const string Default = "default";

    public static Layered<T> Top<TRules, T>(
        IReadOnlyList<(TRules Rules, string Layer)> layers, Func<TRules, T?> pick, T otherwise)
        where T : struct
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (pick(layers[index].Rules) is { } value)
                return new(value, layers[index].Layer);
        }

        return new(otherwise, Default);
    }

    public static Layered<T> TopReference<TRules, T>(
        IReadOnlyList<(TRules Rules, string Layer)> layers, Func<TRules, T?> pick, T otherwise)
        where T : class
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (pick(layers[index].Rules) is { } value)
                return new(value, layers[index].Layer);
        }

        return new(otherwise, Default);
    }

    /// <summary>The same for a value that may be stated as absent: never, no floor.</summary>
    public static Layered<T?> TopOrNone<TRules, T>(
        IReadOnlyList<(TRules Rules, string Layer)> layers, Func<TRules, Given<T?>?> pick)
        where T : struct
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (pick(layers[index].Rules) is { } given)
                return new(given.Value, layers[index].Layer);
        }

        return new(null, Default);
    }
}

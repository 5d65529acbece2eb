using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>
/// Lays the layers of a model over each other: company, the company's exception for the group, the sub-department,
/// the company's user exception, the sub-department's user exception. A key that a layer leaves out is inherited.
/// Safe for concurrent use; settings are made once for each combination of layers.
/// </summary>
public sealed class SettingsBook(ScoringModel model)
{
    const string Default = "default";

    readonly ConcurrentDictionary<(string Object, string Path), Settings> made = new();

    public ScoringModel Model => model;

    /// <exception cref="KeyNotFoundException">The model does not map <paramref name="objectName"/>.</exception>
    public Settings For(string objectName, Owner? owner)
    {
        var layers = LayersOf(owner);
        var path = string.Join(", ", layers.Select(layer => layer.Name));
        return made.GetOrAdd((objectName, path), key => Lay(model.Objects[key.Object], key.Path, layers));
    }

    List<LayerRules> LayersOf(Owner? owner)
    {
        List<LayerRules> layers = [model.Company];
        if (owner is null)
            return layers;

        var department = model.SubDepartments.FirstOrDefault(candidate => candidate.Members.Matches(owner));
        Add(model.Groups.FirstOrDefault(candidate => candidate.Members.Matches(owner))?.Rules);
        Add(department?.Rules);
        Add(model.Users.FirstOrDefault(candidate => owner.IsUser(candidate.User))?.Rules);
        Add(department?.Users.FirstOrDefault(candidate => owner.IsUser(candidate.User))?.Rules);
        return layers;

        void Add(LayerRules? layer)
        {
            if (layer is not null)
                layers.Add(layer);
        }
    }

    static Settings Lay(ObjectRules rules, string path, List<LayerRules> layers) => new()
    {
        Path = path,
        Status = rules.Status,
        StatusPoints = Points(rules, layers),
        HotAt = Top(layers, scoring => scoring.HotAt, 0m),
        CoolBelow = TopOrNone<decimal>(layers, scoring => scoring.CoolBelow is { } given ? new(given) : null),
        ResetAfter = TopOrNone(layers, scoring => scoring.ResetAfter),
        OnChange = Top(layers, scoring => scoring.OnChange, OnChange.Restart),
        MinimumHold = Top(layers, scoring => scoring.MinimumHold, TimeSpan.Zero),
        CoolDown = Top(layers, scoring => scoring.CoolDown, TimeSpan.Zero),
        Floor = TopOrNone(layers, scoring => scoring.Floor),
        Disqualified = Top(layers, scoring => scoring.Disqualified, DisqualifiedRule.ByPoints),
        OnRemoval = Top(layers, scoring => scoring.OnRemoval, OnRemoval.Zero),
        ManualHot = Top(layers, scoring => scoring.ManualHot, ManualHot.Respect),
        OnMerge = Top(layers, scoring => scoring.OnMerge, OnMerge.Max),
        OnConversion = Top(layers, scoring => scoring.OnConversion, OnConversion.Follow),
    };

    static FrozenDictionary<string, Layered<decimal>> Points(ObjectRules rules, List<LayerRules> layers)
    {
        var points = rules.Status.Points.ToDictionary(
            pair => pair.Key, pair => new Layered<decimal>(pair.Value, layers[0].Name));
        foreach (var layer in layers)
        {
            foreach (var (value, worth) in layer.StatusPoints.GetValueOrDefault(rules.Name, FrozenDictionary<string, decimal>.Empty))
                points[value] = new(worth, layer.Name);
        }

        return points.ToFrozenDictionary();
    }

    /// <summary>The value of the topmost layer that states one.</summary>
    static Layered<T> Top<T>(List<LayerRules> layers, Func<ScoringOverrides, T?> pick, T otherwise)
        where T : struct
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (pick(layers[index].Scoring) is { } value)
                return new(value, layers[index].Name);
        }

        return new(otherwise, Default);
    }

    /// <summary>The same for a value that may be stated as absent: never, no floor.</summary>
    static Layered<T?> TopOrNone<T>(List<LayerRules> layers, Func<ScoringOverrides, Given<T?>?> pick)
        where T : struct
    {
        for (var index = layers.Count - 1; index >= 0; index--)
        {
            if (pick(layers[index].Scoring) is { } given)
                return new(given.Value, layers[index].Name);
        }

        return new(null, Default);
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace LeadScoring.Core.Rules;

/// <summary>
/// Lays the layers of a model over each other: company, the company's exception for the group, the sub-department,
/// the company's user exception, the sub-department's user exception. A key that a layer leaves out is inherited.
/// Safe for concurrent use; settings are made once for each combination of layers.
/// </summary>
/// <param name="beganAt">When a signal, by name, came into force: what happened before does not count. Null: always was.</param>
public sealed class SettingsBook(ScoringModel model, Func<string, DateTimeOffset?>? beganAt = null)
{
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

    Settings Lay(ObjectRules rules, string path, List<LayerRules> layers)
    {
        var scoring = Each(layers, layer => layer.Scoring);
        var stages = Each(layers, layer => layer.Stages);
        return new()
        {
            Path = path,
            Status = rules.Status,
            Only = rules.Only,
            StatusPoints = Points(rules, layers),
            Signals = Named(layers, layer => layer.Signals, (name, stated) => Signal.Lay(name, stated, beganAt?.Invoke(name)))
                .Where(signal => signal.Concerns(rules.Name)).ToFrozenDictionary(signal => signal.Name),
            Fit = [.. Named(layers, layer => layer.Fit, Criterion.Lay).Where(criterion => criterion.Concerns(rules.Name))],
            HotAt = Layers.Top(scoring, section => section.HotAt, 0m),
            CoolBelow = Layers.TopOrNone<ScoringOverrides, decimal>(scoring, section => section.CoolBelow is { } given ? new(given) : null),
            ResetAfter = Layers.TopOrNone(scoring, section => section.ResetAfter),
            OnChange = Layers.Top(scoring, section => section.OnChange, OnChange.Restart),
            MinimumHold = Layers.Top(scoring, section => section.MinimumHold, TimeSpan.Zero),
            CoolDown = Layers.Top(scoring, section => section.CoolDown, TimeSpan.Zero),
            Floor = Layers.TopOrNone(scoring, section => section.Floor),
            Disqualified = Layers.Top(scoring, section => section.Disqualified, DisqualifiedRule.ByPoints),
            OnRemoval = Layers.Top(scoring, section => section.OnRemoval, OnRemoval.Zero),
            ManualHot = Layers.Top(scoring, section => section.ManualHot, ManualHot.Respect),
            OnMerge = Layers.Top(scoring, section => section.OnMerge, OnMerge.Max),
            OnConversion = Layers.Top(scoring, section => section.OnConversion, OnConversion.Follow),
            ProspectWhen = Layers.Top(stages, section => section.ProspectWhen, ProspectWhen.Either),
            UnresponsiveAfter = Layers.TopOrNone<StageRules, TimeSpan>(stages, section => section.UnresponsiveAfter is { } given ? new(given) : null),
            UnresponsiveApproaches = Layers.TopOrNone<StageRules, int>(stages, section => section.UnresponsiveApproaches is { } given ? new(given) : null),
            PressureAtMost = Layers.TopOrNone<StageRules, int>(stages, section => section.PressureAtMost is { } given ? new(given) : null),
            PressureWithin = Layers.TopOrNone<StageRules, TimeSpan>(stages, section => section.PressureWithin is { } given ? new(given) : null),
        };
    }

    static List<(T Rules, string Layer)> Each<T>(List<LayerRules> layers, Func<LayerRules, T> pick) =>
        layers.ConvertAll(layer => (pick(layer), layer.Name));

    /// <summary>Everything that some layer names, in the order of the layers.</summary>
    static IEnumerable<TResult> Named<T, TResult>(
        List<LayerRules> layers, Func<LayerRules, IReadOnlyDictionary<string, T>> pick,
        Func<string, IReadOnlyList<(T Rules, string Layer)>, TResult> lay) =>
        layers.SelectMany(layer => pick(layer).Keys).Distinct(StringComparer.Ordinal)
            .Select(name => lay(name, [.. layers.Where(layer => pick(layer).ContainsKey(name)).Select(layer => (pick(layer)[name], layer.Name))]));

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
}

using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>
/// A random life of one lead under the settings of a company and of the users that have exceptions. A change of owner or
/// model names the settings it brings by their index.
/// </summary>
/// <param name="Start">What the record holds at first; null when it was never looked at.</param>
sealed record Story(
    Profile? Start, IReadOnlyList<LayerRules> Layers, StatusRules Statuses, Conditions? Only, IReadOnlyList<LeadEvent> Events)
{
    public static readonly DateTimeOffset End = Some.Noon.AddHours(1);

    readonly Settings[] settings = Lay(Layers, Statuses, Only);

    public Settings First => settings[0];

    public LeadState Beginning => Start is null ? default : Scorer.Apply(
        default, Some.Event(EventKind.Profile) with { Profile = Start }, First, new Journal());

    /// <summary>The events in the order of the fold.</summary>
    public IEnumerable<LeadEvent> InOrder => Events.Order(History.Order);

    public Settings SettingsFrom(LeadEvent change) => settings[int.Parse(change.Value!)];

    public LeadState Fold(IEnumerable<LeadEvent> events, Journal journal) =>
        History.Fold(Beginning, events, First, SettingsFrom, End, journal);

    /// <summary>Every state the lead passes through, told event by event; in an order that is not the fold's, some are late.</summary>
    public IEnumerable<Step> Tell(IEnumerable<LeadEvent> events, Journal journal)
    {
        var state = Beginning;
        var current = First;
        foreach (var change in events)
        {
            var before = Scorer.FireTimers(state, change.OccurredAt, current, journal);
            if (change.Kind is EventKind.OwnerChanged or EventKind.SettingsChanged)
                current = SettingsFrom(change);
            state = Scorer.Apply(before, change, current, journal);
            yield return new(before, change, state, current);
        }
    }

    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            "",
            $"{Say(Start)}, only: {Only?.Tests[0]}, {Statuses.Mode}, interaction: {string.Join(" | ", Statuses.Interaction)}",
            .. Layers.Select(Say),
            .. Events.Select(Say),
        ]);

    /// <summary>The company's own settings first, then those of each user.</summary>
    static Settings[] Lay(IReadOnlyList<LayerRules> layers, StatusRules statuses, Conditions? only)
    {
        var book = new SettingsBook(SomeRules.Model(layers[0], only, statuses) with
        {
            Users = [.. layers.Skip(1).Select(layer => new UserException(layer.Name, layer))],
        });
        return [.. layers.Select(layer => book.For("Lead", new Owner(layer.Name) { Email = layer.Name }))];
    }

    static string Say(LayerRules layer) => string.Join(
        Environment.NewLine + "  ",
        [
            $"{layer.Name} {layer.Scoring} {layer.Stages}",
            .. layer.Signals.Select(pair => $"{pair.Key}: {pair.Value}"),
            .. layer.Fit.Select(pair => $"{pair.Key}: {pair.Value.Points}"),
        ]);

    static string Say(LeadEvent change) => change.Kind switch
    {
        EventKind.Field => $"{change.OccurredAt:HH:mm:ss} {change.Field} {change.OldValue} -> {change.Value} ({change.Key})",
        EventKind.Activity => $"{change.OccurredAt:HH:mm:ss} {change.Activity} ({change.Key})",
        EventKind.Profile => $"{change.OccurredAt:HH:mm:ss} {Say(change.Profile)} ({change.Key})",
        _ => $"{change.OccurredAt:HH:mm:ss} {change.Kind} {change.Value} ({change.Key}, {change.Order})",
    };

    static string Say(Profile? profile) =>
        profile is null ? "no profile" : $"profile {string.Join(", ", profile.Values.Select(pair => $"{pair.Key} {pair.Value}"))}";
}

readonly record struct Step(LeadState Before, LeadEvent Change, LeadState After, Settings Settings);

using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>A random life of one lead. A change of owner or model names the settings it brings by their index.</summary>
sealed record Story(Parts Parts, IReadOnlyList<ScoringOverrides> Scoring, StatusRules Statuses, IReadOnlyList<LeadEvent> Events)
{
    public static readonly DateTimeOffset End = Some.Noon.AddHours(1);

    readonly Settings[] settings = [.. Scoring.Select(scoring => Some.Settings(scoring, Statuses))];

    public Settings First => settings[0];

    /// <summary>A lead that had points before the story began, and was judged by them.</summary>
    public LeadState Start => Scorer.Apply(
        new LeadState { Parts = Parts }, Some.Event(EventKind.SettingsChanged), First, new Journal());

    /// <summary>The events in the order of the fold.</summary>
    public IEnumerable<LeadEvent> InOrder => Events.Order(History.Order);

    public Settings SettingsFrom(LeadEvent change) => settings[int.Parse(change.Value!)];

    public LeadState Fold(IEnumerable<LeadEvent> events, Journal journal) =>
        History.Fold(Start, events, First, SettingsFrom, End, journal);

    /// <summary>Every state the lead passes through, told event by event; in an order that is not the fold's, some are late.</summary>
    public IEnumerable<Step> Tell(IEnumerable<LeadEvent> events, Journal journal)
    {
        var state = Start;
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
            $"{Parts}, {Statuses.Mode}, interaction: {string.Join(" | ", Statuses.Interaction)}",
            .. Scoring,
            .. Events.Select(change => $"{change.OccurredAt:HH:mm:ss} {change.Kind} {change.Value} ({change.Key}, {change.Order})"),
        ]);
}

readonly record struct Step(LeadState Before, LeadEvent Change, LeadState After, Settings Settings);

using System.Collections.Frozen;
using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>Things to test with. A test states what matters to it and takes the rest from here.</summary>
static class Some
{
    public const string NotContacted = "Open - Not Contacted";
    public const string Contacted = "Working - Contacted";
    public const string Converted = "Closed - Converted";
    public const string NotConverted = "Closed - Not Converted";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly FrozenDictionary<string, decimal> Points = new Dictionary<string, decimal>
    {
        [NotConverted] = 0,
        [NotContacted] = 4,
        [Contacted] = 7,
        [Converted] = 8,
    }.ToFrozenDictionary();

    public static readonly ScoringOverrides HotAtFive = new() { HotAt = 5 };

    public static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);

    public static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    /// <summary>The <c>scoring</c> value of a reset period.</summary>
    public static Given<TimeSpan?> Period(TimeSpan? period) => new(period);

    public static StatusRules Statuses(StatusMode mode = StatusMode.Replace, params string[] interaction) => new()
    {
        Field = "Status",
        Mode = mode,
        Points = Points,
        Qualified = Set(Converted),
        Disqualified = Set(NotConverted),
        Interaction = Set(interaction),
    };

    /// <summary>The settings of a company without exceptions: hot at 5 unless told otherwise.</summary>
    public static Settings Settings(ScoringOverrides? scoring = null, StatusRules? statuses = null) =>
        new SettingsBook(Model(scoring, statuses)).For("Lead", owner: null);

    public static Settings ResettingAfter(TimeSpan? period, OnChange onChange = OnChange.Restart, params string[] interaction) =>
        Settings(
            HotAtFive with { ResetAfter = Period(period), OnChange = onChange },
            Statuses(interaction: interaction));

    public static ScoringModel Model(ScoringOverrides? scoring = null, StatusRules? statuses = null) => new()
    {
        Hash = "1",
        Objects = new Dictionary<string, ObjectRules>
        {
            ["Lead"] = new("Lead", statuses ?? Statuses(), new Dictionary<WrittenField, string>()),
        },
        Company = new("company") { Scoring = scoring ?? HotAtFive },
    };

    public static LeadEvent Status(string value, DateTimeOffset? at = null, string order = "") =>
        Event(EventKind.Status, at, value, order);

    public static LeadEvent Event(EventKind kind, DateTimeOffset? at = null, string? value = null, string order = "")
    {
        var time = at ?? Noon;
        return new($"{kind}/{time:O}/{value}/{order}", kind, time, time, value, order);
    }

    public static Activity Activity(ActivityKind kind, string key = "1") => new(kind, key);

    public static Profile Profile(params (string Field, string? Value)[] values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Field, pair.Value)));

    public static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet();
}

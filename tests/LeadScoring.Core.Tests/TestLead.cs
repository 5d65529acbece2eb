using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests;

/// <summary>A lead that lives through a story, told in order; its clock starts at noon.</summary>
sealed class TestLead(Settings settings, LeadState state = default)
{
    readonly Journal journal = new();
    int seen;

    public LeadState State { get; private set; } = state;

    public Settings Settings { get; private set; } = settings;

    public DateTimeOffset Now { get; private set; } = Some.Noon;

    public bool IsHot => State.Hot;

    public IReadOnlyList<LedgerEntry> Entries => journal.Entries;

    public IReadOnlyList<Crossing> Crossings => journal.Crossings;

    public IReadOnlyList<Response> Responses => journal.Responses;

    public IReadOnlyList<string> Unmapped => journal.Unmapped;

    /// <summary>Time passes, and what falls due within it happens.</summary>
    public TestLead After(TimeSpan time)
    {
        Now += time;
        State = Scorer.FireTimers(State, Now, Settings, journal);
        return this;
    }

    /// <summary>The same as one sleep: nothing fires until the next event.</summary>
    public TestLead Unattended(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public TestLead Status(string value, DateTimeOffset? at = null) => Apply(Some.Status(value, at ?? Now));

    public TestLead Removed(DateTimeOffset? at = null) => Apply(Some.Event(EventKind.Removed, at ?? Now));

    public TestLead Ticked(DateTimeOffset? at = null) => Apply(Some.Event(EventKind.Ticked, at ?? Now));

    public TestLead Field(string field, string? before, string? now, DateTimeOffset? at = null) =>
        Apply(Some.Event(EventKind.Field, at ?? Now, now, field) with { Field = field, OldValue = before });

    public TestLead Activity(ActivityKind kind, string key = "1", DateTimeOffset? at = null) =>
        Activity(Some.Activity(kind, key), at);

    /// <summary>The activity as it stands by now; seen again, it is another event.</summary>
    public TestLead Activity(Activity activity, DateTimeOffset? at = null) =>
        Apply(Some.Event(EventKind.Activity, at ?? Now, activity.Key, $"{++seen}") with { Activity = activity });

    public TestLead Profile(params (string Field, string? Value)[] values) => Profile(Now, values);

    public TestLead Profile(DateTimeOffset at, params (string Field, string? Value)[] values) =>
        Apply(Some.Event(EventKind.Profile, at, order: $"{++seen}") with { Profile = Some.Profile(values) });

    public TestLead NewModel(Settings settings) => Change(EventKind.SettingsChanged, settings, Now);

    public TestLead NewOwner(Settings settings, DateTimeOffset? at = null) => Change(EventKind.OwnerChanged, settings, at ?? Now);

    TestLead Change(EventKind kind, Settings settings, DateTimeOffset at)
    {
        State = Scorer.FireTimers(State, at, Settings, journal);
        Settings = settings;
        return Apply(Some.Event(kind, at));
    }

    TestLead Apply(LeadEvent change)
    {
        State = Scorer.Apply(State, change, Settings, journal);
        return this;
    }
}

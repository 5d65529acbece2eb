using LeadScoring.Core.Rules;

namespace LeadScoring.Core.Tests.Properties;

/// <summary>Two lives of which one goes on in the other: a duplicate is merged away, or a lead becomes a contact.</summary>
/// <param name="At">When the CRM joined them.</param>
/// <param name="Seen">The bound of the pass that finds it; both are folded up to here before.</param>
/// <param name="Status">What the contact shows that a conversion made; null for a merge.</param>
sealed record JoinedStory(Story Survivor, Story Loser, DateTimeOffset At, DateTimeOffset Seen, string? Status)
{
    /// <summary>Both records as the join finds them, the one as it leaves it, and where it ends.</summary>
    public Joined Tell(Func<IEnumerable<LeadEvent>, IEnumerable<LeadEvent>> shuffle)
    {
        var (apart, joining, after) = (new Journal(), new Journal(), new Journal());
        var (loser, _) = Fold(Loser, Loser.Beginning, Loser.First, shuffle(Loser.Events.Where(change => change.OccurredAt <= At)), Seen, apart);
        var (survivor, settings) = Fold(Survivor, Survivor.Beginning, Survivor.First, shuffle(Survivor.Events.Where(IsBefore)), Seen, apart);
        var cause = new LeadEvent("joined", EventKind.SettingsChanged, At, Seen);
        var joined = Status is null
            ? Succession.Merge(survivor, loser, cause, settings, joining)
            : Succession.Carry(loser, survivor, Status, cause, settings, joining);
        joined = Scorer.FireTimers(joined, Seen, settings, joining);
        var (end, _) = Fold(Survivor, joined, settings, shuffle(Survivor.Events.Where(change => change.OccurredAt > Seen)), Story.End, after);
        return new(survivor, loser, joined, end) { Settings = settings, Apart = apart, Joining = joining, After = after };
    }

    public override string ToString() => $"{Survivor}{Environment.NewLine}{(Status is null ? "takes" : $"shows \"{Status}\" and carries on")} "
        + $"at {At:HH:mm:ss}, seen at {Seen:HH:mm:ss}{Loser}";

    /// <summary>A contact that a conversion made begins with it, and may be read before the conversion is.</summary>
    bool IsBefore(LeadEvent change) => change.OccurredAt <= Seen && (Status is null || change.OccurredAt >= At);

    static (LeadState State, Settings Settings) Fold(
        Story story, LeadState state, Settings settings, IEnumerable<LeadEvent> events, DateTimeOffset until, Journal journal)
    {
        var current = settings;
        var folded = History.Fold(state, events, settings, change => current = story.SettingsFrom(change), until, journal);
        return (folded, current);
    }
}

/// <summary>What was told, with the journal of each part: before the join, the join itself, and what came after it.</summary>
sealed record Joined(LeadState Survivor, LeadState Loser, LeadState Together, LeadState End)
{
    /// <summary>Those in force when they were joined.</summary>
    public required Settings Settings { get; init; }

    public required Journal Apart { get; init; }

    public required Journal Joining { get; init; }

    public required Journal After { get; init; }

    public IEnumerable<LedgerEntry> Entries => [.. Apart.Entries, .. Joining.Entries, .. After.Entries];
}

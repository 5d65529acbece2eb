namespace LeadScoring.Connector.Mappings;

/// <summary>A test that stands in a mapping file: what happens to a lead, and what must come of it.</summary>
sealed record MappingTest(string Name, IReadOnlyList<TestEvent> Given, DateTimeOffset At, IReadOnlyList<Expectation> Expect);

enum TestEventKind
{
    Status,
    Signal,
    Field,
    Owner,
    Removed,
    Hot,
}

/// <param name="Value">The status, the name of the signal, the field or the owner's address.</param>
sealed record TestEvent(TestEventKind Kind, DateTimeOffset At, string Object, string Value)
{
    /// <summary>What the field becomes, or the field that the signal watches; null: whatever satisfies the signal.</summary>
    public string? NewValue { get; init; }

    /// <summary>How long the call was; null: as long as the signal wants.</summary>
    public TimeSpan? Lasted { get; init; }

    /// <summary>Roles, groups, queues and teams of the owner.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}

/// <param name="Key">What is compared, such as total.</param>
/// <param name="Value">As the file has it, numbers and times in their shortest form.</param>
sealed record Expectation(string Key, string Value);

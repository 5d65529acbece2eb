namespace LeadScoring.Connector.Commands;

/// <summary>A lead with its settings and its ledger, as <c>explain --json</c> prints it.</summary>
sealed record ExplainView : LeadView
{
    /// <summary>What stands in the way, as the CRM field tells it; nothing where the object is not mapped any more.</summary>
    public required IReadOnlyList<string> Blockers { get; init; }

    public required IReadOnlyList<SettingView> Settings { get; init; }

    public required IReadOnlyList<EntryView> Ledger { get; init; }

    /// <summary>The written fields as the CRM last showed or confirmed them.</summary>
    public required IReadOnlyDictionary<string, string?> Crm { get; init; }
}

sealed record SettingView(string Key, string Value, string Layer);

sealed record EntryView
{
    public DateTimeOffset OccurredAt { get; init; }

    public DateTimeOffset ObservedAt { get; init; }

    public required string Kind { get; init; }

    public required string Rule { get; init; }

    public required string Part { get; init; }

    public decimal Points { get; init; }

    public decimal Total { get; init; }

    public required string Model { get; init; }

    public required string Layer { get; init; }

    /// <summary>Where the CRM told of it: history or latest.</summary>
    public required string Source { get; init; }

    public bool Estimated { get; init; }

    public string? Note { get; init; }
}

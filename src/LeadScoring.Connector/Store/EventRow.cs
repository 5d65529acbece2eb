using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>A row of the event table.</summary>
sealed record EventRow
{
    public long Seq { get; init; }

    public string Connection { get; init; } = "";

    /// <summary>Object, record, field, CRM time and value: the same event read twice has the same key.</summary>
    public string Key { get; init; } = "";

    public long LeadId { get; init; }

    public string Object { get; init; } = "";

    public string Id { get; init; } = "";

    public int Kind { get; init; }

    public long OccurredAt { get; init; }

    public long ObservedAt { get; init; }

    public string? Value { get; init; }

    /// <summary>What stood before, where the CRM's history says.</summary>
    public string? OldValue { get; init; }

    /// <summary>The CRM's history begins with this value.</summary>
    public bool IsFirst { get; init; }

    public string CrmOrder { get; init; } = "";

    public int Source { get; init; }

    public bool Estimated { get; init; }

    public LeadEvent Event() => new(
        Key, (EventKind)Kind, Stored.Time(OccurredAt), Stored.Time(ObservedAt), Value, CrmOrder)
    {
        Source = (EventSource)Source,
        Estimated = Estimated,
    };
}

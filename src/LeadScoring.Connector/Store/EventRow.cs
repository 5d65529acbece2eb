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

    /// <summary>The field, of a change that a signal watches.</summary>
    public string? Field { get; init; }

    /// <summary>The activity and the person; it stays when the activity changes.</summary>
    public string? About { get; init; }

    /// <summary>What the CRM says of the activity, or of the record.</summary>
    public string? Facts { get; init; }

    public string CrmOrder { get; init; } = "";

    public int Source { get; init; }

    public bool Estimated { get; init; }

    /// <summary>The value of an activity that stands; one that was withdrawn has none.</summary>
    public const string Standing = "standing";

    public LeadEvent Event() => new(
        Key, Kind == EventKinds.RemovedElsewhere ? EventKind.Removed : (EventKind)Kind, Stored.Time(OccurredAt), Stored.Time(ObservedAt), Value, CrmOrder)
    {
        Field = Field,
        OldValue = OldValue,
        Activity = Kind == (int)EventKind.Activity ? Store.Facts.Activity(About ?? Key, Value == Standing, Facts ?? "{}") : null,
        Profile = Kind == (int)EventKind.Profile ? Store.Facts.Profile(Facts ?? "{}") : null,
        Source = (EventSource)Source,
        Estimated = Estimated,
    };
}

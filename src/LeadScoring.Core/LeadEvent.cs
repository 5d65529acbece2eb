namespace LeadScoring.Core;

public enum EventKind
{
    /// <summary>The CRM status took the value.</summary>
    Status,

    /// <summary>A person cleared the hot flag.</summary>
    Removed,

    /// <summary>A person ticked the hot flag.</summary>
    Ticked,

    /// <summary>The owner changed; the settings passed along are those of the new owner.</summary>
    OwnerChanged,

    /// <summary>Another model, or another membership of the owner, took force.</summary>
    SettingsChanged,

    /// <summary>A field that a signal watches took the value.</summary>
    Field,

    /// <summary>An activity was recorded, changed or withdrawn.</summary>
    Activity,

    /// <summary>Fields that criteria look at took other values.</summary>
    Profile,

    /// <summary>Two records became one; the settings passed along are those of the one that goes on.</summary>
    Joined,
}

/// <summary>How an event was learned: from the CRM's own history, or from a value that differs from the one seen before.</summary>
public enum EventSource
{
    History,
    Latest,
}

/// <summary>One thing that happened to a lead, in the clock of the CRM.</summary>
/// <param name="Key">Unique for the event within its connection; the same key twice is the same event.</param>
/// <param name="Order">Breaks ties within one instant: the CRM's own order, compared ordinally.</param>
public readonly record struct LeadEvent(
    string Key, EventKind Kind, DateTimeOffset OccurredAt, DateTimeOffset ObservedAt, string? Value = null, string Order = "")
{
    /// <summary>The field, of an <see cref="EventKind.Field"/>.</summary>
    public string? Field { get; init; }

    /// <summary>What the field was before.</summary>
    public string? OldValue { get; init; }

    public Activity? Activity { get; init; }

    public Profile? Profile { get; init; }

    public EventSource Source { get; init; }

    /// <summary>The time is a stand-in (creation or last modification), because the CRM does not tell the true one.</summary>
    public bool Estimated { get; init; }
}

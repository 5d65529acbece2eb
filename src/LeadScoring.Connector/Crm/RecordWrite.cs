namespace LeadScoring.Connector.Crm;

/// <summary>Fields to set on one record; null clears a field.</summary>
sealed record RecordWrite(string Id, IReadOnlyDictionary<string, FieldValue> Fields);

/// <summary>A typed value on its way into the CRM.</summary>
readonly record struct FieldValue(FieldType Type, bool Flag = false, decimal Number = 0, DateTimeOffset Time = default, string? Text = null)
{
    /// <summary>No value: clears the field.</summary>
    public bool IsEmpty { get; private init; }

    public static FieldValue Of(bool flag) => new(FieldType.Flag, Flag: flag);

    public static FieldValue Of(decimal number) => new(FieldType.Number, Number: number);

    public static FieldValue OfTime(DateTimeOffset time) => new(FieldType.Time, Time: time);

    public static FieldValue OfDay(DateTimeOffset time) => new(FieldType.Day, Time: time);

    public static FieldValue Of(string text) => new(FieldType.Text, Text: text);

    public static FieldValue Empty(FieldType type) => new(type) { IsEmpty = true };
}

enum WriteOutcome
{
    /// <summary>The CRM confirmed the update.</summary>
    Accepted,

    /// <summary>The CRM refused this record; it is kept and tried again later.</summary>
    Rejected,

    /// <summary>Nothing wrong with the record; it is tried again soon (a lock, a cut connection).</summary>
    Retry,

    /// <summary>The CRM has locked the record (a converted lead); nothing more is sent unless it changes.</summary>
    Closed,

    /// <summary>The CRM does not have the record any more; nothing more is sent unless it comes back.</summary>
    Deleted,
}

/// <summary>What became of one write.</summary>
/// <param name="At">Not later than the moment the CRM applied it, by the CRM's clock.</param>
/// <param name="Code">The CRM's error code, when not accepted.</param>
/// <param name="Message">The CRM's words; they may hold personal data and are never logged.</param>
readonly record struct WriteResult(string Id, WriteOutcome Outcome, DateTimeOffset At, string? Code = null, string? Message = null)
{
    /// <summary>The code of a row that the CRM said nothing about.</summary>
    public const string Missing = "RESULT_MISSING";

    /// <summary>The CRM said that the row itself is right, so it is likely to go through in a moment.</summary>
    public bool IsSoonFree => Outcome == WriteOutcome.Retry && Code is not (null or Missing);
}

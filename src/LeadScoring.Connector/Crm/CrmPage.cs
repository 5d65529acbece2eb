namespace LeadScoring.Connector.Crm;

/// <summary>What one read brought: current rows, changes, or both.</summary>
/// <param name="Cursor">The place this page ends at; null when it was empty.</param>
/// <param name="ServerTime">The Date header of the reply, in whole seconds.</param>
sealed record CrmPage(
    IReadOnlyList<CrmRecord> Records, IReadOnlyList<FieldChange> Changes, Cursor? Cursor, DateTimeOffset ServerTime)
{
    /// <summary>How long the CRM took for it: the page may be as much older than its Date.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>A whole second that is not later than the moment the CRM looked.</summary>
    public DateTimeOffset NotLaterThan => DateTimeOffset.FromUnixTimeSeconds((ServerTime - Took).ToUnixTimeSeconds());

    /// <summary>Rows of the whole reading, as its first answer told; null when it did not.</summary>
    public int? Total { get; init; }

    /// <summary>
    /// Rows that the CRM listed and then left out of what was asked of them. They are not among the records: as long as
    /// they are not answered, they count as unseen.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public int Rows => Records.Count > 0 ? Records.Count : Changes.Count;
}

/// <summary>A record as it stands now.</summary>
/// <param name="Stamp">SystemModstamp or lastmodifieddate: the last change of any kind.</param>
/// <param name="Fields">Values as text (true, 12.5, 2026-03-02T09:00:00.000+0000); null where the CRM has none.</param>
sealed record CrmRecord(
    string Object, string Id, DateTimeOffset CreatedAt, DateTimeOffset Stamp, IReadOnlyDictionary<string, string?> Fields)
{
    public string? OwnerId { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>The record of the same object that this one was merged into.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Records of the same object that were merged into this one.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];

    /// <summary>What a converted lead became.</summary>
    public Converted? Converted { get; init; }
}

/// <summary>What a lead became.</summary>
/// <param name="Object">The object of the record that goes on.</param>
/// <param name="Id">Null when the CRM does not tell it.</param>
/// <param name="Day">The day of the conversion; the CRM knows no closer time.</param>
sealed record Converted(string Object, string? Id, DateTimeOffset? Day);

/// <summary>One change the CRM's history tells of.</summary>
/// <param name="OldValue">
/// What stood before; null where the CRM does not say. For the first row of a record the status it was created with.
/// </param>
/// <param name="Order">The CRM's order within one instant, compared ordinally.</param>
/// <param name="IsFirst">The history begins with this value (HubSpot keeps the first value as a row, Salesforce does not).</param>
sealed record FieldChange(
    string Object, string RecordId, string Field, string? OldValue, string? NewValue, DateTimeOffset At, string Order, bool IsFirst);

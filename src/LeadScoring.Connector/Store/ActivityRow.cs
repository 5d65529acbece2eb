namespace LeadScoring.Connector.Store;

/// <summary>A row of the activity table, with the record of the person it belongs to.</summary>
sealed record ActivityRow
{
    public string Connection { get; init; } = "";

    /// <summary>The activity and the person: object, record, person, kind and, where there are several, which.</summary>
    public string About { get; init; } = "";

    /// <summary>The record of the CRM that tells of it, as object/id.</summary>
    public string Record { get; init; } = "";

    /// <summary>The kind and, where there are several, which: the last part of <see cref="About"/>.</summary>
    public string What { get; init; } = "";

    public string Object { get; init; } = "";

    public string Id { get; init; } = "";

    /// <summary>The record that goes on in the person's place, as object/id.</summary>
    public string? Successor { get; init; }

    public long Stamp { get; init; }

    public bool Standing { get; init; }

    public string Facts { get; init; } = "";
}

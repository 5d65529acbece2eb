namespace LeadScoring.Connector.Store;

/// <summary>What a record's link depends on, and the link.</summary>
sealed record LinkEnd
{
    public long LeadId { get; init; }

    public string Address { get; init; } = "";

    /// <summary>Null for a connection whose people are not linked.</summary>
    public string? Crm { get; init; }

    public Gone Gone { get; init; }

    public bool Hot { get; init; }

    public long? HotSince { get; init; }

    public long? LinkedId { get; init; }

    public string? LinkedCrm { get; init; }

    public bool LinkedHot { get; init; }

    public long? LinkedSince { get; init; }

    public bool Ambiguous { get; init; }

    /// <summary>A link that stands is left as it is: whether the other is hot, its own changes tell.</summary>
    public LinkEnd LinkedTo(LinkEnd? other) => other?.LeadId == LinkedId ? this : this with
    {
        LinkedId = other?.LeadId,
        LinkedCrm = other?.Crm,
        LinkedHot = other is { Hot: true },
        LinkedSince = other is { Hot: true } ? other.HotSince : null,
    };
}

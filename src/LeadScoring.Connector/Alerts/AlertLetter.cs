namespace LeadScoring.Connector.Alerts;

/// <summary>What is told of one hot lead, whoever is told.</summary>
sealed record HotLead
{
    public required string Crossing { get; init; }

    public required string Connection { get; init; }

    public required string Object { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The name of the owner, else the address; empty when nobody knows.</summary>
    public string Owner { get; init; } = "";

    public decimal Score { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Where the CRM shows the record; null when the CRM does not tell.</summary>
    public Uri? Link { get; init; }

    public DateTimeOffset HotSince { get; init; }
}

/// <summary>One message to one recipient: of one lead, or of many in a digest.</summary>
sealed record AlertLetter
{
    /// <summary>Stays the same when the message is sent again.</summary>
    public required string Id { get; init; }

    /// <summary>An address for a mail, the id of an owner for the CRM's own ways, empty for nobody in particular.</summary>
    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    /// <summary>Plain text, lines parted by line feeds.</summary>
    public required string Body { get; init; }

    /// <summary>Those that it names; at least one.</summary>
    public required IReadOnlyList<HotLead> Leads { get; init; }

    /// <summary>How many it tells of.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When an activity is due, in CRM time.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Not later than the first attempt to deliver it could be, in CRM time.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>By which it is found again in the CRM.</summary>
    public string Marker => $"Ref. {Id}";

    public string MarkedBody => $"{Body}\n\n{Marker}";
}

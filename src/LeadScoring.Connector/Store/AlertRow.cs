using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Store;

enum AlertState
{
    Waiting = 0,
    Sent = 1,

    /// <summary>Given up; a person may have it tried again.</summary>
    Dead = 2,

    /// <summary>Nobody is to be told any more.</summary>
    Dropped = 3,
}

/// <summary>A row of the alert table.</summary>
sealed record AlertRow
{
    public long AlertId { get; init; }

    public string Connection { get; init; } = "";

    public string Crossing { get; init; } = "";

    public int Channel { get; init; }

    public string Recipient { get; init; } = "";

    public long LeadId { get; init; }

    public long At { get; init; }

    /// <summary>It was given to its receiver, who may have taken it.</summary>
    public bool MayBeThere { get; init; }

    /// <summary>A person wants it tried again, however old it is.</summary>
    public bool Asked { get; init; }

    public int Attempts { get; init; }

    /// <summary>The id of the digest it was sent with, or is to be sent with again.</summary>
    public string? Digest { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    public AlertChannel Way => (AlertChannel)Channel;

    /// <summary>The id of the message: that of the digest, or its own.</summary>
    public string MessageId => Digest ?? CrossingId.OfAlert(Crossing, Way.ToString(), Recipient);
}

/// <summary>An alert with the lead as it is now.</summary>
sealed record DueAlert(AlertRow Row, LeadRow Lead, IReadOnlyList<Core.LedgerEntry> Recent);

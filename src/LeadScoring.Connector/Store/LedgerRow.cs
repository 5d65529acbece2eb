using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>A row of the ledger table.</summary>
sealed record LedgerRow
{
    public string Connection { get; init; } = "";

    public string Key { get; init; } = "";

    public int Part { get; init; }

    public long LeadId { get; init; }

    public int Kind { get; init; }

    public string Rule { get; init; } = "";

    public long Points { get; init; }

    public long PartAfter { get; init; }

    public long TotalAfter { get; init; }

    public long OccurredAt { get; init; }

    public long ObservedAt { get; init; }

    public string Model { get; init; } = "";

    public string Layer { get; init; } = "";

    public int Source { get; init; }

    public bool Estimated { get; init; }

    public string? Note { get; init; }

    /// <summary>What the points of a signal are for; null for any other entry.</summary>
    public string? About { get; init; }

    public static LedgerRow Of(LeadRow lead, LedgerEntry entry, string model) => new()
    {
        Connection = lead.Connection,
        Key = entry.About is not null || entry.EventKey.StartsWith(lead.Origin, StringComparison.Ordinal)
            ? entry.EventKey
            : lead.Origin + entry.EventKey,
        Part = (int)entry.Part,
        LeadId = lead.LeadId,
        Kind = (int)entry.Kind,
        Rule = entry.Rule,
        Points = Stored.Points(entry.Points),
        PartAfter = Stored.Points(entry.PartAfter),
        TotalAfter = Stored.Points(entry.TotalAfter),
        OccurredAt = Stored.Time(entry.OccurredAt),
        ObservedAt = Stored.Time(entry.ObservedAt),
        Model = model,
        Layer = entry.Layer,
        Source = (int)entry.Source,
        Estimated = entry.Estimated,
        Note = entry.Note,
        About = entry.About,
    };

    public LedgerEntry Entry() => new(Key, (Part)Part, (EntryKind)Kind, Rule, Stored.Points(Points))
    {
        OccurredAt = Stored.Time(OccurredAt),
        ObservedAt = Stored.Time(ObservedAt),
        PartAfter = Stored.Points(PartAfter),
        TotalAfter = Stored.Points(TotalAfter),
        Layer = Layer,
        Source = (EventSource)Source,
        Estimated = Estimated,
        Note = Note,
        About = About,
    };
}

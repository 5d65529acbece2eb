using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Chooses the stamps that are read by id in one go. The place of a walk does not move inside such a span, so it is kept
/// small enough to be read again after a crash, and large enough that what its last page lacks does not count.
/// </summary>
static class HubSpotSpan
{
    const int MostRows = 10_000;

    const int Pages = 40;

    const int MostNarrowings = 3;

    /// <param name="from">The first stamp; null from the beginning.</param>
    /// <param name="page">What was listed by stamp: it tells how dense the records are.</param>
    /// <param name="total">How many rows there are besides, with those of the page.</param>
    public static HubSpotQuery Of(
        DateTimeOffset? from, DateTimeOffset? until, IReadOnlyList<CrmRecord> page, int? total, int pageSize)
    {
        var all = new HubSpotQuery(from, until, AfterId: "");
        if (total - page.Count(row => row.Stamp < from) <= MostRows)
            return all;

        var (lowest, highest) = (page.Min(row => row.Stamp), page.Max(row => row.Stamp));
        var end = (from ?? lowest) + ((highest - lowest) * Pages * pageSize / page.Count);
        return end > until ? all : all with { Until = end };
    }

    /// <summary>Where the records were denser than expected: some times in proportion, then only the first millisecond.</summary>
    /// <returns>Null when the span may be read as it is.</returns>
    public static HubSpotQuery? Narrower(HubSpotQuery query, IReadOnlyList<CrmRecord> rows, int? total)
    {
        if (query is not { AfterId: "", Page: null, Until: { } until } || !(total > MostRows) || rows.Count == 0)
            return null;

        var first = query.From ?? rows.Min(row => row.Stamp);
        if (until <= first)
            return null;

        var share = Math.Min(0.5, 0.8 * MostRows / total.GetValueOrDefault());
        var length = query.Narrowings == MostNarrowings ? 0 : Math.Floor((until - first).TotalMilliseconds * share);
        return query with { Until = first.AddMilliseconds(length), Narrowings = query.Narrowings + 1 };
    }
}

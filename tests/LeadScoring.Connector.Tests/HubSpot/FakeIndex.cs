using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;

namespace LeadScoring.Connector.Tests.HubSpot;

/// <summary>HubSpot's search index: pages by offset, 10,000 rows at most, no order within a stamp.</summary>
sealed class FakeIndex(IEnumerable<CrmRecord> rows)
{
    const int PageSize = 200;

    readonly List<CrmRecord> rows = [.. rows];

    public int Searches { get; private set; }

    public Action? AfterSearch { get; set; }

    /// <summary>How a row looks in an answer, which may be newer than its place in the index.</summary>
    public Func<CrmRecord, CrmRecord> Shown { get; init; } = row => row;

    /// <summary>What search orders by when it is asked for the order of stamps.</summary>
    public Func<CrmRecord, long> Order { get; init; } = row => row.Stamp.ToUnixTimeMilliseconds();

    public IReadOnlyList<CrmRecord> Rows => rows;

    public void Move(CrmRecord row, long stamp)
    {
        rows.Remove(row);
        rows.Add(row with { Stamp = HubSpotWalkTests.Stamp(stamp) });
    }

    public List<CrmRecord> Walk(ReadWindow window) => Places(window).LastOrDefault().Kept ?? [];

    /// <summary>What has been handed out after each page, and the cursor then.</summary>
    public IEnumerable<(List<CrmRecord> Kept, Cursor? Place)> Places(ReadWindow window)
    {
        var kept = new List<CrmRecord>();
        var walk = new HubSpotWalk(window, PageSize);
        while (walk.Next is { } query)
        {
            var found = Find(query);
            var offset = int.Parse(query.Page ?? "0", CultureInfo.InvariantCulture);
            if (offset + PageSize > 10_000)
                throw new InvalidOperationException("HubSpot answers 400 beyond 10,000 rows.");

            Searches++;
            CrmRecord[] page = [.. found.Skip(offset).Take(PageSize).Select(Shown)];
            var after = offset + PageSize < found.Length ? $"{offset + PageSize}" : null;
            var (fresh, place) = walk.Take(page, found.Length, after);
            kept.AddRange(fresh);
            AfterSearch?.Invoke();
            yield return (kept, place);
        }
    }

    CrmRecord[] Find(HubSpotQuery query)
    {
        var between = rows.Where(row => !(row.Stamp < query.From) && !(row.Stamp > query.Until));
        return query.AfterId is { } id
            ? [.. between.Where(row => HubSpotIds.ByNumber.Compare(row.Id, id) > 0).OrderBy(row => row.Id, HubSpotIds.ByNumber)]
            : [.. between.OrderBy(Order).ThenBy(row => row.Id[^1])];
    }
}

using System.Globalization;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>POST objects/{type}/search: filter groups joined by OR, filters by AND; current values only, some moments late.</summary>
sealed class Searches(HubSpotPortal portal)
{
    public ApiReply Answer(ApiCall call, PortalTable table)
    {
        var query = SearchQuery.Read(call.Raw, call.Json());
        table.Index.Catch(portal.Now);
        var (page, total) = Find(table, query);
        var shape = new RecordShape(table, query.Properties);
        var next = query.After + query.Limit;
        return new(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("total", total);
            writer.WriteStartArray("results");
            foreach (var version in page) shape.Write(writer, shape.Show(version));
            writer.WriteEndArray();
            if (next < total && query.Limit > 0)
            {
                writer.WriteStartObject("paging");
                writer.WriteStartObject("next");
                writer.WriteString("after", next.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        });
    }

    static (IReadOnlyList<PortalVersion> Page, int Total) Find(PortalTable table, SearchQuery query)
    {
        var (from, to) = Range(table, query);
        var inRange = table.Index.Between(from, to);
        var tests = Tests(table, query);
        var isByStamp = query.SortBy == table.ModifiedProperty;
        if (tests.Count == 0 && isByStamp && !query.IsDescending) return (Page(inRange, query), inRange.Count);

        var found = inRange.Where(version => tests.TrueForAll(test => test(version)));
        if (isByStamp && query.IsDescending) found = found.Reverse();
        PortalVersion[] sorted = isByStamp ? [.. found] : [.. Sorted(table, query, found)];
        return (Page(sorted, query), sorted.Length);
    }

    static ArraySegment<PortalVersion> Page(ArraySegment<PortalVersion> sorted, SearchQuery query) =>
        sorted.Slice(Math.Min(query.After, sorted.Count), Math.Clamp(sorted.Count - query.After, 0, query.Limit));

    /// <summary>What every version found has to pass, beyond standing in the range of stamps that the index was asked for.</summary>
    static List<Func<PortalVersion, bool>> Tests(PortalTable table, SearchQuery query)
    {
        var groups = query.Groups.Select(group => group.Select(filter => SearchTest.Of(table, filter)).ToArray()).ToArray();
        List<Func<PortalVersion, bool>> tests = [];
        if (groups.Length > 0 && !(groups.Length == 1 && query.Groups[0].All(filter => SearchTest.IsRange(table, filter))))
            tests.Add(version => Array.Exists(groups, group => Array.TrueForAll(group, test => test(version))));
        if (query.Text is { } text) tests.Add(version => Mentions(table, version, text));
        return tests;
    }

    static (long From, long To) Range(PortalTable table, SearchQuery query)
    {
        if (query.Groups.Count == 0) return (long.MinValue, long.MaxValue);
        var ranges = query.Groups.Select(group => group.Select(filter => SearchTest.Range(table, filter))
            .Aggregate((From: long.MinValue, To: long.MaxValue), (all, one) => (Math.Max(all.From, one.From), Math.Min(all.To, one.To)))).ToArray();
        return (ranges.Min(range => range.From), ranges.Max(range => range.To));
    }

    // Without a sort the order is that of the ids. [unverified] Equal keys follow the ids too.
    static List<PortalVersion> Sorted(PortalTable table, SearchQuery query, IEnumerable<PortalVersion> found)
    {
        var name = query.SortBy ?? "hs_object_id";
        var property = table.Property(name) ?? throw HubSpotException.Invalid($"There was a problem with the request. Property '{name}' does not exist for {table.Name}");
        if (property.Type is "number" or "datetime" or "date")
        {
            var key = SearchTest.Key(table, property);
            var sign = query.IsDescending ? -1 : 1;
            var versions = found.ToArray();
            var keys = Array.ConvertAll(versions, version => (Key: sign * (key(version) ?? double.NegativeInfinity), version.Id));
            Array.Sort(keys, versions);
            return [.. versions];
        }

        var slot = table.SlotOf(name);
        var texts = query.IsDescending
            ? found.OrderByDescending(version => version[slot], StringComparer.OrdinalIgnoreCase)
            : found.OrderBy(version => version[slot], StringComparer.OrdinalIgnoreCase);
        return [.. texts.ThenBy(version => version.Id)];
    }

    static bool Mentions(PortalTable table, PortalVersion version, string text) => new[] { "firstname", "lastname", "email", "phone", "company" }
        .Any(name => version[table.SlotOf(name)]?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}

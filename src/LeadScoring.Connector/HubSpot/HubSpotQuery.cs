using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>One search through the records of some stamps: in the order of these, or of ids.</summary>
/// <param name="From">The first stamp; null from the beginning.</param>
/// <param name="Until">The last stamp; null to the end.</param>
/// <param name="AfterId">Not null: in the order of ids, those greater than this.</param>
/// <param name="Page">The place HubSpot gave for its next page.</param>
sealed record HubSpotQuery(DateTimeOffset? From, DateTimeOffset? Until, string? AfterId = null, string? Page = null)
{
    /// <summary>When a contact was last changed; other objects have another property for it.</summary>
    public const string Stamp = "lastmodifieddate";

    const string Id = "hs_object_id";

    public bool IsById => AfterId is not null;

    public bool IsOneMillisecond => IsById && From is not null && From == Until;

    /// <summary>How often it was made shorter because there were more records than expected.</summary>
    public int Narrowings { get; init; }

    /// <param name="only">Narrows what is read besides the place.</param>
    public ReadOnlyMemory<byte> Body(IReadOnlyList<string> properties, int limit, string stamp = Stamp, Filter? only = null)
    {
        Filter[] filters = [.. Filters(stamp), .. only is null ? [] : new[] { only }];
        var request = new SearchRequest(
            filters.Length == 0 ? [] : [new(filters)], [new(IsById ? Id : stamp, "ASCENDING")], properties, limit, Page);
        return JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.SearchRequest);
    }

    /// <summary>Those that are there of these, all on one page. A hundred keep the body well under the 3,000 characters that a search may have.</summary>
    public static ReadOnlyMemory<byte> Body(IReadOnlyList<string> ids)
    {
        var request = new SearchRequest(
            [new([new(Id, "IN", Value: null) { Values = ids }])], [new(Id, "ASCENDING")], [Id], ids.Count, After: null);
        return JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.SearchRequest);
    }

    IEnumerable<Filter> Filters(string stamp)
    {
        if (From is { } from)
            yield return new(stamp, "GTE", CrmTime.Milliseconds(from));

        if (Until is { } until)
            yield return new(stamp, "LTE", CrmTime.Milliseconds(until));

        if (AfterId is { Length: > 0 } id)
            yield return new(Id, "GT", id);
    }
}

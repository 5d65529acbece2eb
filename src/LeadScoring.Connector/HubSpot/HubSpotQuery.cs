using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>One search: a sweep through stamps, or through the ids of a single millisecond.</summary>
/// <param name="From">The first stamp; null from the beginning.</param>
/// <param name="AfterId">Not null: only the millisecond From, and in it the ids greater than this.</param>
/// <param name="Page">The place HubSpot gave for its next page.</param>
sealed record HubSpotQuery(DateTimeOffset? From, DateTimeOffset? Until, string? AfterId = null, string? Page = null)
{
    /// <summary>When a contact was last changed; other objects have another property for it.</summary>
    public const string Stamp = "lastmodifieddate";

    const string Id = "hs_object_id";

    public bool IsOneMillisecond => AfterId is not null;

    /// <param name="only">Narrows what is read besides the place.</param>
    public ReadOnlyMemory<byte> Body(IReadOnlyList<string> properties, int limit, string stamp = Stamp, Filter? only = null)
    {
        Filter[] filters = [.. Filters(stamp), .. only is null ? [] : new[] { only }];
        var request = new SearchRequest(
            filters.Length == 0 ? [] : [new(filters)], [new(IsOneMillisecond ? Id : stamp, "ASCENDING")], properties, limit, Page);
        return JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.SearchRequest);
    }

    IEnumerable<Filter> Filters(string stamp)
    {
        if (AfterId is { } id)
        {
            yield return new(stamp, "EQ", CrmTime.Milliseconds(From.GetValueOrDefault()));
            if (id.Length > 0)
                yield return new(Id, "GT", id);

            yield break;
        }

        if (From is { } from)
            yield return new(stamp, "GTE", CrmTime.Milliseconds(from));

        if (Until is { } until)
            yield return new(stamp, "LTE", CrmTime.Milliseconds(until));
    }
}

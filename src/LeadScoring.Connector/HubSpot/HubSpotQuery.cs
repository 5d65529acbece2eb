using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>One search: a sweep through stamps, or through the ids of a single millisecond.</summary>
/// <param name="From">The first stamp; null from the beginning.</param>
/// <param name="AfterId">Not null: only the millisecond From, and in it the ids greater than this.</param>
/// <param name="Page">The place HubSpot gave for its next page.</param>
sealed record HubSpotQuery(DateTimeOffset? From, DateTimeOffset? Until, string? AfterId = null, string? Page = null)
{
    public const string Stamp = "lastmodifieddate";
    const string Id = "hs_object_id";

    public bool IsOneMillisecond => AfterId is not null;

    public ReadOnlyMemory<byte> Body(IReadOnlyList<string> properties, int limit)
    {
        Filter[] filters = [.. Filters()];
        var request = new SearchRequest(
            filters.Length == 0 ? [] : [new(filters)], [new(IsOneMillisecond ? Id : Stamp, "ASCENDING")], properties, limit, Page);
        return JsonSerializer.SerializeToUtf8Bytes(request, HubSpotJson.Default.SearchRequest);
    }

    IEnumerable<Filter> Filters()
    {
        if (AfterId is { } id)
        {
            yield return new(Stamp, "EQ", CrmTime.Milliseconds(From.GetValueOrDefault()));
            if (id.Length > 0)
                yield return new(Id, "GT", id);

            yield break;
        }

        if (From is { } from)
            yield return new(Stamp, "GTE", CrmTime.Milliseconds(from));

        if (Until is { } until)
            yield return new(Stamp, "LTE", CrmTime.Milliseconds(until));
    }
}

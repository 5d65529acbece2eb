using System.Globalization;
using System.Text.Json;

namespace LeadScoring.Sandbox.HubSpot;

sealed record SearchFilter(string Property, string Operator, string? Value, string? HighValue, IReadOnlyList<string> Values);

/// <summary>A search as sent, within the limits of the guide "Search the CRM".</summary>
sealed record SearchQuery(IReadOnlyList<IReadOnlyList<SearchFilter>> Groups, string? SortBy, bool IsDescending, int Limit, int After, string[] Properties, string? Text)
{
    const int MostBody = 3000;
    const int MostGroups = 5;
    const int MostFilters = 6;
    const int MostInAll = 18;
    const int MostPerPage = 200;
    const int MostResults = 10_000;

    public static SearchQuery Read(byte[] raw, JsonElement body)
    {
        if (System.Text.Encoding.UTF8.GetCharCount(raw) > MostBody) throw HubSpotException.Invalid($"The request body is longer than {MostBody} characters");
        var groups = ReadGroups(body);
        if (groups.Count > MostGroups) throw HubSpotException.Invalid($"Too many filterGroups: at most {MostGroups} are allowed");
        if (groups.Any(group => group.Count > MostFilters)) throw HubSpotException.Invalid($"Too many filters in a filterGroup: at most {MostFilters} are allowed");
        if (groups.Sum(group => group.Count) > MostInAll) throw HubSpotException.Invalid($"Too many filters: at most {MostInAll} are allowed");

        var (limit, after) = (Whole(body, "limit", 10), Whole(body, "after", 0));
        if (limit is < 0 or > MostPerPage) throw HubSpotException.Invalid($"limit must be between 0 and {MostPerPage}, was {limit}");
        if (after + limit > MostResults) throw HubSpotException.Invalid($"A search gives at most {MostResults} results; after was {after}");

        var (sort, descending) = Sort(body);
        return new(groups, sort, descending, limit, after, body.Strings("properties"), body.String("query"));
    }

    // "filters" beside "filterGroups" is one group more, as older examples have it. [unverified]
    static List<IReadOnlyList<SearchFilter>> ReadGroups(JsonElement body)
    {
        var groups = new List<IReadOnlyList<SearchFilter>>();
        if (body.TryGetProperty("filterGroups", out var list))
            foreach (var group in list.EnumerateArray())
                groups.Add([.. group.GetProperty("filters").EnumerateArray().Select(ReadFilter)]);
        if (body.TryGetProperty("filters", out var filters)) groups.Add([.. filters.EnumerateArray().Select(ReadFilter)]);
        return groups;
    }

    static SearchFilter ReadFilter(JsonElement filter) => new(
        filter.String("propertyName") ?? throw HubSpotException.Invalid("propertyName is required"),
        filter.String("operator") ?? throw HubSpotException.Invalid("operator is required"),
        filter.String("value"), filter.String("highValue"), filter.Strings("values"));

    static (string? Property, bool IsDescending) Sort(JsonElement body)
    {
        if (!body.TryGetProperty("sorts", out var sorts) || sorts.ValueKind != JsonValueKind.Array || sorts.GetArrayLength() == 0) return (null, false);
        if (sorts.GetArrayLength() > 1) throw HubSpotException.Invalid("Only one sort is allowed");
        if (sorts[0].ValueKind == JsonValueKind.String)
        {
            var text = sorts[0].GetString() ?? "";
            return (text.TrimStart('-'), text.StartsWith('-'));
        }

        return (sorts[0].String("propertyName"), sorts[0].String("direction") == "DESCENDING");
    }

    static int Whole(JsonElement body, string name, int otherwise)
    {
        if (body.String(name) is not { Length: > 0 } text) return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw HubSpotException.Invalid($"{name} must be formatted as an integer, was {text}");
    }
}

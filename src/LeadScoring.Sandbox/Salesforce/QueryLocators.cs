using System.Globalization;
using LeadScoring.Sandbox.Salesforce.Soql;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>The open results of queries. A locator is good for two days (page "Query More Results").</summary>
sealed class QueryLocators
{
    static readonly TimeSpan Life = TimeSpan.FromDays(2);
    readonly Dictionary<string, (SoqlResult Result, int Size, DateTimeOffset Until)> open = new(StringComparer.Ordinal);
    long given;

    public string Open(SoqlResult result, int size, DateTimeOffset now)
    {
        foreach (var old in open.Where(locator => locator.Value.Until <= now).Select(locator => locator.Key).ToArray()) open.Remove(old);
        var id = SalesforceId.Next("0r8", ++given);
        open[id] = (result, size, now + Life);
        return id;
    }

    /// <summary>The result, where to go on in it, and the page size; the name in the URL is "id-offset".</summary>
    public (string Id, SoqlResult Result, int Offset, int Size) Find(string name, DateTimeOffset now)
    {
        var parts = name.Split('-');
        if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            && open.TryGetValue(parts[0], out var found) && found.Until > now && offset <= found.Result.Records.Count)
            return (parts[0], found.Result, offset, found.Size);
        throw new SalesforceException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    public void Clear() => open.Clear();
}

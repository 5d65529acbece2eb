using System.Globalization;
using System.Text.Json;
using LeadScoring.Sandbox.Http;
using LeadScoring.Sandbox.Salesforce.Soql;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>query, queryAll and their following pages (pages "Query", "QueryAll", "Query Options Header").</summary>
sealed class Queries(SalesforceOrg org)
{
    const int DefaultBatch = 2000;

    public ApiReply Run(ApiCall call, string version, bool withDeleted)
    {
        if (call.Parameter("q") is not { Length: > 0 } soql) throw new SalesforceException(400, "MALFORMED_QUERY", "A query string has to be specified");
        if (soql.Length > 100_000) throw new SalesforceException(400, "QUERY_TOO_COMPLICATED", "SOQL statement too long");

        var result = SoqlRunner.Run(org, soql, withDeleted);
        var size = BatchSize(call);
        var locator = result.Records.Count > size ? org.Locators.Open(result, size, org.Now) : null;
        return Page(version, locator, result, 0, size);
    }

    // After queryAll the address says "query" as well (page "QueryAll").
    public ApiReply More(string version, string name)
    {
        var (id, result, offset, size) = org.Locators.Find(name, org.Now);
        return Page(version, id, result, offset, size);
    }

    static int BatchSize(ApiCall call)
    {
        foreach (var option in call.Headers["Sforce-Query-Options"].ToString().Split([',', ';']))
        {
            if (option.Split('=') is [var name, var value] && name.Trim().Equals("batchSize", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                return Math.Clamp(size, 200, DefaultBatch);
        }

        return DefaultBatch;
    }

    static ApiReply Page(string version, string? locator, SoqlResult result, int offset, int size) => new(200, writer =>
    {
        var end = Math.Min(offset + size, result.Records.Count);
        var isDone = end >= result.Records.Count;
        writer.WriteStartObject();
        writer.WriteNumber("totalSize", result.Total);
        writer.WriteBoolean("done", isDone);
        if (!isDone) writer.WriteString("nextRecordsUrl", $"/services/data/{version}/query/{locator}-{end}");
        writer.WriteStartArray("records");
        for (var place = offset; place < end; place++) SObjectJson.Write(writer, version, result.Records[place]);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}

using System.Net;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>A CRM that refuses some rows of an update: they do not reach it, the others do.</summary>
static class RowErrors
{
    /// <param name="codes">By the id of the record.</param>
    public static Func<Call, Task<HttpResponseMessage?>> On(Play play, IReadOnlyDictionary<string, string> codes, bool shuffled = false) =>
        async call => !call.Writes ? null
            : play.Crm == CrmKind.Salesforce ? await SalesforceAsync(call, codes)
            : await HubSpotAsync(call, codes, shuffled);

    /// <summary>"id|code" of every row that the connector holds refused.</summary>
    public static IReadOnlyList<string> Refused(SalesDays days) => StoreFile.Rows(days.Stage.DatabaseFile, """
        select lead.id, outbox.code from outbox
        join lead on lead.lead_id = outbox.lead_id
        where state = 1
        order by lead.lead_id
        """);

    /// <summary>SaveResults stand in the order of the records.</summary>
    static async Task<HttpResponseMessage> SalesforceAsync(Call call, IReadOnlyDictionary<string, string> codes)
    {
        var (body, records) = Rows(call, "records");
        string[] ids = [.. records.Select(Id)];
        return await AnswerAsync(call, body, records, codes, results =>
        {
            foreach (var (place, id) in ids.Index().Where(row => codes.ContainsKey(row.Item)))
                results.AsArray().Insert(place, JsonNode.Parse($$"""{"success":false,"errors":[{"statusCode":"{{codes[id]}}","message":"no","fields":[]}]}"""));
        });
    }

    /// <summary>Errors stand apart from the results, and name their row in their context.</summary>
    static async Task<HttpResponseMessage> HubSpotAsync(Call call, IReadOnlyDictionary<string, string> codes, bool shuffled)
    {
        var (body, inputs) = Rows(call, "inputs");
        var errors = inputs.Where(input => codes.ContainsKey(Id(input)))
            .Select(input => $$"""
                {"status":"error","category":"{{codes[Id(input)]}}","message":"no","context":{"objectWriteTraceId":["{{(string?)input?["objectWriteTraceId"]}}"]} }
                """)
            .ToList();
        if (shuffled)
            errors.Reverse();
        return await AnswerAsync(call, body, inputs, codes, answer =>
        {
            answer["numErrors"] = errors.Count;
            answer["errors"] = JsonNode.Parse($"[{string.Join(',', errors)}]");
            if (shuffled)
                answer["results"] = new JsonArray([.. answer["results"]!.AsArray().Reverse().Select(row => row!.DeepClone())]); // an answer to an update has results
        }, errors.Count > 0 ? HttpStatusCode.MultiStatus : null);
    }

    /// <summary>The CRM is asked for the good rows alone; without one it is not asked.</summary>
    static async Task<HttpResponseMessage> AnswerAsync(
        Call call, JsonNode body, JsonArray rows, IReadOnlyDictionary<string, string> codes, Action<JsonNode> alter, HttpStatusCode? status = null)
    {
        foreach (var bad in rows.Where(row => codes.ContainsKey(Id(row!))).ToList()) // rows of an update
            rows.Remove(bad);
        if (rows.Count > 0)
            return await Replies.AlteredAsync(call with { Body = body.ToJsonString() }, alter, status);

        var none = body["records"] is null ? JsonNode.Parse("""{"status":"COMPLETE","results":[]}""") : new JsonArray();
        alter(none!); // both are there
        return Replies.Of(status ?? HttpStatusCode.OK, none!.ToJsonString())(call);
    }

    static (JsonNode Body, JsonArray Rows) Rows(Call call, string name)
    {
        var body = JsonNode.Parse(call.Body)!; // an update has a body
        return (body, body[name]!.AsArray());
    }

    static string Id(JsonNode? row) => (string?)row?["id"] ?? "";
}

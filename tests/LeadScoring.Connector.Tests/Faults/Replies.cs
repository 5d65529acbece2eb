using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>Answers of a CRM that cannot or will not.</summary>
static class Replies
{
    public static Func<Call, HttpResponseMessage> Of(HttpStatusCode status, string body, params (string Name, string Value)[] headers) =>
        call => Reply(call, status, body, headers);

    /// <summary>In the words of the CRM.</summary>
    public static Func<Call, HttpResponseMessage> Refusal(CrmKind crm, HttpStatusCode status, string code, string message) => Of(
        status,
        crm == CrmKind.Salesforce
            ? $$"""[{"message":"{{message}}","errorCode":"{{code}}"}]"""
            : $$"""{"status":"error","message":"{{message}}","category":"{{code}}"}""");

    public static Func<Call, HttpResponseMessage> Throttled(params (string Name, string Value)[] headers) =>
        Of(HttpStatusCode.TooManyRequests, "", headers);

    /// <summary>The CRM's own answer, altered.</summary>
    public static async Task<HttpResponseMessage> AlteredAsync(Call call, Action<JsonNode> alter, HttpStatusCode? status = null)
    {
        using var answer = await call.PassOn(call.Body);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync()) ?? throw new InvalidOperationException("No answer.");
        alter(json);
        return Reply(call, status ?? answer.StatusCode, json.ToJsonString(), []);
    }

    static HttpResponseMessage Reply(Call call, HttpStatusCode status, string body, (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = call.Request };
        response.Headers.Date = call.At;
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}

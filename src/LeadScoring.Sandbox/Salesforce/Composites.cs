using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// composite (page "Composite"): up to 25 requests in one call, at most 5 of them queries or collections.
/// allOrNone and references between requests are not modelled.
/// </summary>
sealed class Composites(SalesforceResources resources)
{
    const int MostRequests = 25;
    const int MostQueries = 5;

    public ApiReply Answer(ApiCall call, string version)
    {
        var requests = call.Json().GetProperty("compositeRequest").EnumerateArray().ToArray();
        if (requests.Length > MostRequests)
            throw new SalesforceException(400, "LIMIT_EXCEEDED", $"The request can't contain more than {MostRequests} operations.");

        var inner = requests.Select(request => Inner(call, request)).ToArray();
        if (inner.Count(request => SalesforceKinds.Of(request.Method, request.Path[3..]) is "query" or "query-more" or "collections-update" or "collections-create") > MostQueries)
            throw new SalesforceException(400, "LIMIT_EXCEEDED", $"The request can't contain more than {MostQueries} query or collection operations.");

        var replies = inner.Select(request => One(request, version)).ToArray();
        return new(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("compositeResponse");
            foreach (var (reply, request) in replies.Zip(requests)) Write(writer, reply, request.GetProperty("referenceId").GetString());
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    static ApiCall Inner(ApiCall call, JsonElement request)
    {
        var raw = request.TryGetProperty("body", out var body) ? JsonSerializer.SerializeToUtf8Bytes(body) : [];
        var inner = ApiCall.Parse(request.GetProperty("method").GetString() ?? "GET", request.GetProperty("url").GetString() ?? "", raw, call.Headers, call.Host);
        return inner.Path is ["services", "data", _, ..]
            ? inner with { Path = [.. inner.Path.Select(Uri.UnescapeDataString)] }
            : throw new SalesforceException(400, "BAD_REQUEST", "url must start with /services/data/");
    }

    ApiReply One(ApiCall request, string version)
    {
        try
        {
            return resources.Answer(request, version, request.Path[3..]);
        }
        catch (SalesforceException refused)
        {
            return ApiReply.Json(refused.Status, new[] { new { refused.Message, ErrorCode = refused.Code } });
        }
    }

    static void Write(Utf8JsonWriter writer, ApiReply reply, string? referenceId)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("body");
        if (reply.Write is null) writer.WriteNullValue();
        else reply.Write(writer);
        writer.WriteStartObject("httpHeaders");
        writer.WriteEndObject();
        writer.WriteNumber("httpStatusCode", reply.Status);
        writer.WriteString("referenceId", referenceId);
        writer.WriteEndObject();
    }
}

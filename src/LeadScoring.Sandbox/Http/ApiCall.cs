using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Sandbox.Http;

/// <summary>One request to a CRM, read whole. <c>Path</c> is split at the slashes; <c>Body</c> is undefined when there was none.</summary>
sealed record ApiCall(string Method, string[] Path, Dictionary<string, StringValues> Query, byte[] Raw, IHeaderDictionary Headers, Uri Host)
{
    public static async Task<ApiCall> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var host = new Uri($"{context.Request.Scheme}://{context.Request.Host}");
        return Parse(context.Request.Method, context.Request.Path + context.Request.QueryString, buffer.ToArray(), context.Request.Headers, host);
    }

    public static ApiCall Parse(string method, string target, byte[] raw, IHeaderDictionary headers, Uri host)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        return new ApiCall(method, path.Split('/', StringSplitOptions.RemoveEmptyEntries),
            QueryHelpers.ParseQuery(question < 0 ? "" : target[question..]), raw, headers, host);
    }

    public string? Parameter(string name) => Query.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>The body as JSON; throws <see cref="JsonException"/> when it is not.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Raw);
        return document.RootElement.Clone();
    }
}

/// <summary>A CRM's answer; without a body when <c>Write</c> is null.</summary>
sealed record ApiReply(int Status, Action<Utf8JsonWriter>? Write = null)
{
    public static ApiReply Json(int status, object value) =>
        new(status, writer => JsonSerializer.Serialize(writer, value, Wire.Options));
}

static class Wire
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

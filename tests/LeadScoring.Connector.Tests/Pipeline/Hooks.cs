using System.Net;
using System.Text.Json;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A call that a receiver of webhooks got.</summary>
sealed record Hook(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    public string Text => Json.GetProperty("text").GetString() ?? "";

    public string Id => Headers["Idempotency-Key"];

    public IReadOnlyList<string> Leads => [.. Json.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("id").GetString() ?? "")];
}

/// <summary>A receiver of webhooks: keeps what comes, and answers as it is told to.</summary>
sealed class Hooks : HttpMessageHandler
{
    public List<Hook> Received { get; } = [];

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>What happens while it takes a call.</summary>
    public Action? Takes { get; set; }

    /// <summary>The calls that it takes, and the line is cut before the answer.</summary>
    public Predicate<Hook>? Loses { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var hook = new Hook(
            await request.Content!.ReadAsStringAsync(cancellationToken), // ours always have a body
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.Ordinal));
        Received.Add(hook);
        Takes?.Invoke();
        return Loses?.Invoke(hook) == true ? throw new HttpRequestException("The line was cut.") : new HttpResponseMessage(Answer);
    }
}

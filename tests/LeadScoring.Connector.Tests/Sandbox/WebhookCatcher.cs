using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Sandboxes;

/// <summary>One webhook as it arrived.</summary>
sealed record Caught(string Body, string Timestamp, string Signature)
{
    public IReadOnlyList<JsonElement> Notices { get; } = [.. JsonSerializer.Deserialize<JsonElement>(Body).EnumerateArray()];

    public int Attempt => Notices[0].GetProperty("attemptNumber").GetInt32();

    public static string Text(JsonElement notice, string name) => notice.GetProperty(name).ToString();
}

/// <summary>Where a sandbox sends its webhooks: takes them, or refuses the first ones.</summary>
sealed class WebhookCatcher : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<Caught> caught = new();
    int refusals;

    WebhookCatcher(WebApplication server) => this.server = server;

    public Uri Url => new($"{server.Urls.First()}/webhooks/hubspot/main");

    public IReadOnlyList<Caught> Webhooks => [.. caught];

    public IReadOnlyList<JsonElement> Notices => [.. caught.SelectMany(webhook => webhook.Notices)];

    public static async Task<WebhookCatcher> StartAsync(int refusals = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var catcher = new WebhookCatcher(builder.Build()) { refusals = refusals };
        catcher.server.Run(catcher.CatchAsync);
        await catcher.server.StartAsync();
        return catcher;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    async Task CatchAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers;
        caught.Enqueue(new(
            await reader.ReadToEndAsync(), headers["X-HubSpot-Request-Timestamp"].ToString(), headers["X-HubSpot-Signature-v3"].ToString()));
        if (Interlocked.Decrement(ref refusals) >= 0)
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }
}

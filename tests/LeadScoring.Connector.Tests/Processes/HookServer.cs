using System.Collections.Concurrent;
using System.Net;
using LeadScoring.Connector.Tests.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A receiver of webhooks on a port of this machine.</summary>
sealed class HookServer : IAsyncDisposable
{
    readonly WebApplication server;
    readonly ConcurrentQueue<Hook> received = new();

    HookServer(WebApplication server) => this.server = server;

    public Uri Url => new($"{server.Urls.First()}/hook");

    public IReadOnlyList<Hook> Received => [.. received];

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    /// <summary>Called with every webhook, before it is answered.</summary>
    public Action? OnHook { get; set; }

    public static async Task<HookServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var hooks = new HookServer(builder.Build());
        hooks.server.Run(hooks.TakeAsync);
        await hooks.server.StartAsync();
        return hooks;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    async Task TakeAsync(HttpContext context)
    {
        context.Response.StatusCode = (int)Answer;
        using var reader = new StreamReader(context.Request.Body);
        received.Enqueue(new(
            await reader.ReadToEndAsync(), context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.Ordinal)));
        OnHook?.Invoke();
    }
}

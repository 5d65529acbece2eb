using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Sandbox.Http;

/// <summary>One CRM on one loopback port.</summary>
sealed class CrmServer(ICrmApi api, SandboxOptions options, RequestLog log, Control control) : IAsyncDisposable
{
    WebApplication? app;

    public async Task<Uri> StartAsync(Uri? url, CancellationToken cancellationToken)
    {
        var address = url ?? new Uri("http://127.0.0.1:0");
        if (!address.IsLoopback) throw new ArgumentException($"The sandbox listens on loopback only, not on {address}", nameof(url));

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 50_000_000;
            kestrel.Listen(LoopbackOf(address), address.Port);
        });
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync(cancellationToken);
        return new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is null) return;
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    static IPAddress LoopbackOf(Uri address) => IPAddress.TryParse(address.DnsSafeHost, out var ip) ? ip : IPAddress.Loopback;

    async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers.Date = options.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Path.StartsWithSegments("/sandbox", StringComparison.Ordinal))
        {
            await SendAsync(context, control.Answer(await ApiCall.ReadAsync(context)));
            return;
        }

        var path = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        log.Add(api.Name, api.KindOf(context.Request.Method, path));
        if (options.Latency > TimeSpan.Zero) await Task.Delay(options.Latency, TimeProvider.System, context.RequestAborted);
        if (options.Intercept is { } intercept)
        {
            context.Request.EnableBuffering();
            if (await intercept(context)) return;
            context.Request.Body.Position = 0;
        }

        var call = await ApiCall.ReadAsync(context);
        await SendAsync(context, api.Answer(call, context.Response.Headers));
    }

    static async Task SendAsync(HttpContext context, ApiReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Write is null) return;

        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Wire.Options.Encoder }))
        {
            reply.Write(writer);
        }

        context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}

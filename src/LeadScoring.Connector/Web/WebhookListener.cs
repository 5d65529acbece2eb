using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Connector.Web;

/// <summary>Listens for webhooks at <c>/webhooks/hubspot/{connection}</c>, on an address of its own, and for nothing else.</summary>
sealed class WebhookListener : IAsyncDisposable
{
    const string Path = "/webhooks/hubspot/{connection}";

    readonly WebApplication server;

    WebhookListener(WebApplication server) => this.server = server;

    /// <summary>Where it listens, with the port that was found free if 0 was asked for.</summary>
    public Uri Address => new(server.Urls.First());

    /// <param name="takers">The connections that take webhooks, with the place for what these tell.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    /// <exception cref="InvalidOperationException">The address is https, and there is no certificate.</exception>
    public static async Task<WebhookListener> StartAsync(
        WebhookOptions options, IEnumerable<(ConnectionOptions Connection, Hints Hints)> takers, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        var endpoints = takers
            .Where(taker => taker.Connection.WebhookSecret is not null)
            .ToDictionary(
                taker => taker.Connection.Name,
                taker => new WebhookEndpoint(
                    taker.Connection.Name, new(taker.Connection.WebhookSecret!.Value, options.Public), taker.Hints, time, logger), // not null above
                StringComparer.OrdinalIgnoreCase);
        var listener = new WebhookListener(Build(options.Listener, endpoints));
        try
        {
            await listener.server.StartAsync(cancellationToken);
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }

        logger.Listening(listener.Address, string.Join(", ", endpoints.Keys));
        return listener;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    /// <summary>A certificate for https is configured as for any ASP.NET server: ASPNETCORE_Kestrel__Certificates__Default__Path.</summary>
    static WebApplication Build(Uri address, Dictionary<string, WebhookEndpoint> endpoints)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddEnvironmentVariables("ASPNETCORE_");
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().UseUrls(address.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = WebhookEndpoint.LargestBody;
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
        });
        builder.Services.AddRouting();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost(Path, (HttpContext context, string connection) => endpoints.TryGetValue(connection, out var endpoint)
            ? endpoint.TakeAsync(context)
            : NotFound(context));
        return app;
    }

    static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

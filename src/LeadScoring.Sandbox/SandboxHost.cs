using LeadScoring.Sandbox.Http;
using LeadScoring.Sandbox.HubSpot;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Sandbox;

/// <summary>Both CRMs on loopback ports over one in-memory world.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    readonly CrmServer salesforce;
    readonly CrmServer hubSpot;
    readonly WebhookSender webhooks;

    SandboxHost(SandboxOptions options)
    {
        World = new World(options.Time, options.Population, options.HubSpotIndexLag);
        World.HubSpot.Webhooks = options.Webhooks;
        webhooks = new WebhookSender(World.HubSpot, options.Time);
        var control = new Control(World, Requests);
        salesforce = new CrmServer(new SalesforceApi(World.Salesforce, options), options, Requests, control);
        hubSpot = new CrmServer(new HubSpotApi(World.HubSpot, options), options, Requests, control);
    }

    /// <summary>Where Salesforce answers, such as http://127.0.0.1:50123/.</summary>
    public Uri SalesforceUrl { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where HubSpot answers.</summary>
    public Uri HubSpotUrl { get; private set; } = new("http://127.0.0.1");

    public World World { get; }

    public RequestLog Requests { get; } = new();

    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var host = new SandboxHost(options);
        try
        {
            host.SalesforceUrl = await host.salesforce.StartAsync(options.SalesforceUrl, cancellationToken);
            host.HubSpotUrl = await host.hubSpot.StartAsync(options.HubSpotUrl, cancellationToken);
            host.webhooks.Start();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await webhooks.DisposeAsync();
        await salesforce.DisposeAsync();
        await hubSpot.DisposeAsync();
    }
}

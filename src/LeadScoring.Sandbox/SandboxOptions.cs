using LeadScoring.Sandbox.HubSpot;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Sandbox;

/// <summary>How the sandbox runs: where it listens, whose clock it lives by, how strict it is.</summary>
public sealed class SandboxOptions
{
    /// <summary>Loopback only; null takes a free port.</summary>
    public Uri? SalesforceUrl { get; init; }

    /// <summary>Loopback only; null takes a free port.</summary>
    public Uri? HubSpotUrl { get; init; }

    /// <summary>The CRMs' clock: every stamp, every limit and the Date header of every response.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Population Population { get; init; } = Population.Sales;

    /// <summary>Real time added to every call.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether calls over the CRMs' limits are refused.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>How long, in CRM time, HubSpot's search goes without seeing a modification.</summary>
    public TimeSpan HubSpotIndexLag { get; init; }

    public string ClientId { get; init; } = "sandbox-client";

    public string ClientSecret { get; init; } = "sandbox-secret";

    /// <summary>The user that the app of the JWT bearer flow acts for.</summary>
    public string Username { get; init; } = "lead.scoring@example.com";

    /// <summary>The public key of the app's certificate, as PEM; without one the JWT bearer flow is refused.</summary>
    public string PublicKey { get; init; } = "";

    public string SalesforceRefreshToken { get; init; } = "sandbox-refresh-token";

    /// <summary>Whether every refresh token is good for one exchange, which gives the next one.</summary>
    public bool RotateRefreshTokens { get; init; }

    public string HubSpotToken { get; init; } = "sandbox-token";

    public string HubSpotRefreshToken { get; init; } = "sandbox-refresh-token";

    /// <summary>Where HubSpot sends webhooks; null for nowhere. /sandbox/control can change it.</summary>
    public WebhookTarget? Webhooks { get; init; }

    /// <summary>Returns true when it has answered the call itself: how a test makes a CRM misbehave.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; init; }
}

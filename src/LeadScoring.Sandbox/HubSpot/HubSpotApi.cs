using System.Text.Json;
using LeadScoring.Sandbox.Http;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>The CRM API of one portal: sign-in, versions, limits, and the resources by path.</summary>
sealed class HubSpotApi(HubSpotPortal portal, SandboxOptions options) : ICrmApi
{
    readonly HubSpotResources resources = new(portal);
    readonly RefreshTokens tokens = new(portal, options);
    long answered;

    public string Name => "hubspot";

    public string KindOf(string method, string[] path) => HubSpotKinds.Of(method, HubSpotPath.Canonical(path) ?? path);

    public ApiReply Answer(ApiCall call, IHeaderDictionary responseHeaders)
    {
        var correlation = new Guid((int)++answered, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0).ToString();
        try
        {
            lock (portal.Gate) return Answer(call, responseHeaders, correlation);
        }
        catch (HubSpotException refused)
        {
            return Error(refused, correlation);
        }
        catch (Exception invalid) when (invalid is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return Error(HubSpotException.Invalid($"Invalid input JSON: {invalid.Message}"), correlation);
        }
    }

    ApiReply Answer(ApiCall call, IHeaderDictionary responseHeaders, string correlation)
    {
        if (HubSpotPath.Canonical(call.Path) is not { } path) throw HubSpotException.NotFound();
        if (path is ["token"]) return tokens.Exchange(call);
        if (call.Headers.Authorization.ToString() is var header && header != $"Bearer {options.HubSpotToken}" && !tokens.Knows(header))
            throw new HubSpotException(401, "INVALID_AUTHENTICATION",
                "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at "
                + "https://developers.hubspot.com/docs/methods/auth/oauth-overview");

        var isSearch = path is ["objects", _, "search"];
        var refusal = portal.Limits.Use(portal, isSearch, portal.Now);
        if (!isSearch) portal.Limits.Show(portal, responseHeaders);
        if (refusal is not null && options.RateLimits) return Refuse(refusal, correlation);
        Scopes.Require(portal, call.Method, path);
        return resources.Answer(call, path);
    }

    static ApiReply Refuse(string policy, string correlation) => ApiReply.Json(429, new Dictionary<string, string>
    {
        ["status"] = "error",
        ["message"] = policy switch
        {
            "SECONDLY" => "You have reached your secondly limit.",
            "DAILY" => "You have reached your daily limit.",
            _ => "You have reached your ten_secondly_rolling limit.",
        },
        ["errorType"] = "RATE_LIMIT",
        ["correlationId"] = correlation,
        ["policyName"] = policy,
        ["requestId"] = correlation,
    });

    static ApiReply Error(HubSpotException refused, string correlation) => new(refused.Status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", "error");
        writer.WriteString("message", refused.Message);
        writer.WriteString("correlationId", correlation);
        writer.WriteString("category", refused.Category);
        if (refused.Context is not null)
        {
            writer.WritePropertyName("context");
            JsonSerializer.Serialize(writer, refused.Context, Wire.Options);
        }

        if (refused.MissingScope is { } scope)
        {
            writer.WritePropertyName("errors");
            JsonSerializer.Serialize(writer, Scopes.Detail(scope), Wire.Options);
        }

        writer.WriteEndObject();
    });
}

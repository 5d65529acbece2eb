using System.Globalization;
using System.Text;
using LeadScoring.Sandbox.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>POST oauth/{version}/token with a refresh token: an access token good for 1800 seconds (reference "OAuth").</summary>
sealed class RefreshTokens(HubSpotPortal portal, SandboxOptions options)
{
    static readonly TimeSpan Life = TimeSpan.FromSeconds(1800);
    readonly Dictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);
    readonly RotatingToken refresh = new(options.HubSpotRefreshToken, options.RotateRefreshTokens);

    public bool Knows(string header) => tokens.TryGetValue(header, out var until) && until > portal.Now;

    public ApiReply Exchange(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Raw));
        string Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";
        if (Field("grant_type") != "refresh_token" || !refresh.Use(Field("refresh_token")))
        {
            return ApiReply.Json(400, new Dictionary<string, string>
            {
                ["error"] = "invalid_grant",
                ["error_description"] = "missing or invalid refresh token",
                ["status"] = "BAD_REFRESH_TOKEN",
                ["message"] = "missing or invalid refresh token",
            });
        }

        var token = string.Create(CultureInfo.InvariantCulture, $"{options.HubSpotToken}-{tokens.Count + 1}");
        tokens["Bearer " + token] = portal.Now + Life;
        return ApiReply.Json(200, new Dictionary<string, object>
        {
            ["token_type"] = "bearer",
            ["token_use"] = "access_token",
            ["access_token"] = token,
            ["refresh_token"] = refresh.Current,
            ["expires_in"] = (int)Life.TotalSeconds,
            ["hub_id"] = 20_260_901,
        });
    }
}

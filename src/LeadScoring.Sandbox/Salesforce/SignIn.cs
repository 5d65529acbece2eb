using System.Globalization;
using System.Text;
using LeadScoring.Sandbox.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// POST /services/oauth2/token: client credentials, JWT bearer and refresh token. The reply has no expires_in; issued_at
/// is text in milliseconds (page "OAuth 2.0 Client Credentials Flow"). A refresh token comes back only where it rotates.
/// </summary>
sealed class SignIn(SalesforceOrg org, SandboxOptions options)
{
    readonly RotatingToken refresh = new(options.SalesforceRefreshToken, options.RotateRefreshTokens);

    public ApiReply Token(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Raw));
        return Field(form, "grant_type") switch
        {
            "client_credentials" => Refusal(call, form) ?? Open(call),
            "refresh_token" when Field(form, "client_id") != options.ClientId => Refuse("invalid_client_id", "client identifier invalid"),
            "refresh_token" => refresh.Use(Field(form, "refresh_token"))
                ? Open(call, options.RotateRefreshTokens ? refresh.Current : null)
                : Refuse("invalid_grant", "expired access/refresh token"),
            "urn:ietf:params:oauth:grant-type:jwt-bearer" => Assertion.Complaint(Field(form, "assertion"), options, call.Host, org.Now) is { } complaint
                ? Refuse("invalid_grant", complaint)
                : Open(call),
            "password" => Refuse("invalid_grant", "authentication failure"),
            _ => Refuse("unsupported_grant_type", "grant type not supported"),
        };
    }

    ApiReply? Refusal(ApiCall call, Dictionary<string, StringValues> form)
    {
        var (id, secret) = Credentials(call, form);
        if (id != options.ClientId) return Refuse("invalid_client_id", "client identifier invalid");
        return secret == options.ClientSecret ? null : Refuse("invalid_client", "invalid client credentials");
    }

    ApiReply Open(ApiCall call, string? refreshToken = null)
    {
        var host = call.Host.GetLeftPart(UriPartial.Authority);
        var reply = new Dictionary<string, string>
        {
            ["access_token"] = org.Sessions.Open(),
            ["signature"] = "c2FuZGJveA==",
            ["scope"] = "api",
            ["instance_url"] = host,
            ["id"] = $"{host}/id/00DWz0000000001AAA/{org.ApiUserId}",
            ["token_type"] = "Bearer",
            ["issued_at"] = org.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        if (refreshToken is not null) reply["refresh_token"] = refreshToken;
        return ApiReply.Json(200, reply);
    }

    static (string? Id, string? Secret) Credentials(ApiCall call, Dictionary<string, StringValues> form)
    {
        var header = call.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.Ordinal))
            return (form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret"));

        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
        return (parts[0], parts.ElementAtOrDefault(1));
    }

    static string Field(Dictionary<string, StringValues> form, string name) => form.TryGetValue(name, out var value) ? value.ToString() : "";

    static ApiReply Refuse(string error, string description) =>
        ApiReply.Json(400, new Dictionary<string, string> { ["error"] = error, ["error_description"] = description });
}

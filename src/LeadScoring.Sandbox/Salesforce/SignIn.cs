using System.Globalization;
using System.Text;
using LeadScoring.Sandbox.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// POST /services/oauth2/token, client credentials only: the other flows of new orgs need keys or a browser.
/// The reply has no expires_in; issued_at is text in milliseconds (page "OAuth 2.0 Client Credentials Flow").
/// </summary>
sealed class SignIn(SalesforceOrg org, SandboxOptions options)
{
    public ApiReply Token(ApiCall call)
    {
        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(call.Raw));
        var grant = form.TryGetValue("grant_type", out var value) ? value.ToString() : "";
        if (grant == "password") return Refuse("invalid_grant", "authentication failure");
        if (grant != "client_credentials") return Refuse("unsupported_grant_type", "grant type not supported");

        var (id, secret) = Credentials(call, form);
        if (id != options.ClientId) return Refuse("invalid_client_id", "client identifier invalid");
        if (secret != options.ClientSecret) return Refuse("invalid_client", "invalid client credentials");

        var host = call.Host.GetLeftPart(UriPartial.Authority);
        return ApiReply.Json(200, new Dictionary<string, string>
        {
            ["access_token"] = org.Sessions.Open(),
            ["signature"] = "c2FuZGJveA==",
            ["scope"] = "api",
            ["instance_url"] = host,
            ["id"] = $"{host}/id/00DWz0000000001AAA/{org.ApiUserId}",
            ["token_type"] = "Bearer",
            ["issued_at"] = org.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        });
    }

    static (string? Id, string? Secret) Credentials(ApiCall call, Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        var header = call.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.Ordinal))
            return (form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret"));

        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..])).Split(':', 2);
        return (parts[0], parts.ElementAtOrDefault(1));
    }

    static ApiReply Refuse(string error, string description) =>
        ApiReply.Json(400, new Dictionary<string, string> { ["error"] = error, ["error_description"] = description });
}

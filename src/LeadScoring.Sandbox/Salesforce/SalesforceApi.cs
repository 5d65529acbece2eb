using System.Globalization;
using System.Text.Json;
using LeadScoring.Sandbox.Http;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>The REST API of one org: sign-in, versions, limits, and the resources by path.</summary>
sealed class SalesforceApi(SalesforceOrg org, SandboxOptions options) : ICrmApi
{
    // Page "API End-of-Life": 21 to 30 are retired; 31 to 40 answer until Summer '28.
    const int OldestVersion = 31;
    const int NewestVersion = 68;

    readonly SignIn signIn = new(org, options);
    readonly SalesforceResources resources = new(org);

    public string Name => "salesforce";

    public string KindOf(string method, string[] path) => path switch
    {
        ["services", "oauth2", "token"] => "token",
        ["services", "data"] => "versions",
        ["services", "data", _, .. var rest] => SalesforceKinds.Of(method, rest),
        _ => "unknown",
    };

    public ApiReply Answer(ApiCall call, IHeaderDictionary responseHeaders)
    {
        try
        {
            lock (org.Gate)
            {
                return call.Path switch
                {
                    ["services", "oauth2", "token"] when call.Method == "POST" => signIn.Token(call),
                    ["services", "data"] => ApiReply.Json(200, Versions()),
                    ["services", "data", var version, .. var rest] => Versioned(call, version, rest, responseHeaders),
                    _ => throw SalesforceException.NotFound(),
                };
            }
        }
        catch (SalesforceException refused)
        {
            return ApiReply.Json(refused.Status, new[] { new { refused.Message, ErrorCode = refused.Code } });
        }
        catch (JsonException invalid)
        {
            return ApiReply.Json(400, new[] { new { invalid.Message, ErrorCode = "JSON_PARSER_ERROR" } });
        }
    }

    ApiReply Versioned(ApiCall call, string version, string[] rest, IHeaderDictionary responseHeaders)
    {
        CheckVersion(version);
        if (!IsSignedIn(call)) throw new SalesforceException(401, "INVALID_SESSION_ID", "Session expired or invalid");

        org.Allocation.Use(0, org.Now);
        if (options.RateLimits && org.Allocation.Used >= org.DailyCalls)
        {
            ShowUsage(responseHeaders);
            throw new SalesforceException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }

        org.Allocation.Use(1, org.Now);
        ShowUsage(responseHeaders);
        return resources.Answer(call, version, rest);
    }

    void ShowUsage(IHeaderDictionary headers) =>
        headers["Sforce-Limit-Info"] = string.Create(CultureInfo.InvariantCulture, $"api-usage={org.Allocation.Used}/{org.DailyCalls}");

    bool IsSignedIn(ApiCall call)
    {
        var header = call.Headers.Authorization.ToString();
        var space = header.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && header[..space] is "Bearer" or "OAuth" && org.Sessions.Knows(header[(space + 1)..]);
    }

    static void CheckVersion(string version)
    {
        if (!version.StartsWith('v') || !decimal.TryParse(version.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number != decimal.Truncate(number) || number > NewestVersion || !version.EndsWith(".0", StringComparison.Ordinal))
            throw SalesforceException.NotFound();
        if (number < OldestVersion) throw new SalesforceException(410, "UNSUPPORTED_API_VERSION", $"The requested API version {version[1..]} is retired");
    }

    static IEnumerable<object> Versions() => Enumerable.Range(OldestVersion, NewestVersion - OldestVersion + 1).Select(number => new
    {
        Label = $"Release {number}",
        Url = $"/services/data/v{number}.0",
        Version = $"{number}.0",
    });
}

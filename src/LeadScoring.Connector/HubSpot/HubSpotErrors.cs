using System.Net;
using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>What a refusal of HubSpot means. 429 names its limit in policyName; only that of the day is not worth a retry.</summary>
static class HubSpotErrors
{
    public const string NotFound = "OBJECT_NOT_FOUND";

    /// <summary>Stands in the message, in the list of what is wrong with each property; the category is that of any wrong value.</summary>
    const string MissingField = "PROPERTY_DOESNT_EXIST";

    static readonly HashSet<string> Transient = new(StringComparer.Ordinal)
    {
        "RATE_LIMITS", "RATE_LIMIT", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE", "TIMEOUT", "CONFLICT",
    };

    public static CrmException Explain(CrmCall call, HttpResponseMessage response, string body)
    {
        var (category, policy, words, errors) = Read(body);
        var failure = Classify(response.StatusCode, category, policy, words);
        var code = Code(category, words);
        return new(failure, $"HubSpot answered {call.Kind} with {(int)response.StatusCode} {code}".TrimEnd())
        {
            Status = response.StatusCode,
            Code = code,
            Details = words,
            IsAboutFields = code == MissingField,
            RetryAfter = response.RetryAfter(),
            Remedy = failure == CrmFailure.Rejected && response.StatusCode == HttpStatusCode.Forbidden ? HubSpotScopes.Remedy(errors) : Remedy(failure),
        };
    }

    public static CrmException ExplainSignIn(HttpResponseMessage response, string body)
    {
        var (code, policy, words, _) = Read(body);
        var failure = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? CrmFailure.Unauthorized
            : Classify(response.StatusCode, code, policy, words);
        return new(failure, $"The sign-in to HubSpot failed: {(int)response.StatusCode} {code}".TrimEnd())
        {
            Status = response.StatusCode,
            Code = code,
            RetryAfter = response.RetryAfter(),
            Remedy = failure == CrmFailure.Unauthorized
                ? "Check ClientId and ClientSecret. If the refresh token has expired or was withdrawn, install the app again and set Auth:RefreshToken."
                : Remedy(failure),
        };
    }

    /// <summary>The category of a refusal, or that a property is missing, which the category does not tell.</summary>
    public static string? Code(string? category, string? words) =>
        words?.Contains(MissingField, StringComparison.Ordinal) == true ? MissingField : category;

    /// <summary>What a row error of a batch update means for the row.</summary>
    public static WriteOutcome Outcome(string? category) => category switch
    {
        null => WriteOutcome.Retry,
        NotFound => WriteOutcome.Deleted,
        _ when Transient.Contains(category) => WriteOutcome.Retry,
        _ => WriteOutcome.Rejected,
    };

    static CrmFailure Classify(HttpStatusCode status, string? code, string? policy, string? words) => (int)status switch
    {
        401 => CrmFailure.Unauthorized,
        404 when code is not NotFound => CrmFailure.VersionRetired,
        410 => CrmFailure.VersionRetired,
        429 when IsDaily(policy, words) => CrmFailure.QuotaExhausted,
        420 or 429 or 477 => CrmFailure.Throttled,
        406 or 408 or 423 or >= 500 => CrmFailure.Unavailable,
        _ => CrmFailure.Rejected,
    };

    static bool IsDaily(string? policy, string? words) => policy is { } name
        ? name.StartsWith("DAILY", StringComparison.OrdinalIgnoreCase)
        : words?.Contains("daily limit", StringComparison.OrdinalIgnoreCase) == true;

    static string? Remedy(CrmFailure failure) => failure switch
    {
        CrmFailure.Unauthorized => "Check AccessToken: it may have been rotated or deleted.",
        CrmFailure.VersionRetired => "Set ApiVersion to a version that HubSpot serves.",
        CrmFailure.QuotaExhausted => "Wait until midnight of the account's time zone, or raise its API limit.",
        _ => null,
    };

    /// <summary>Every member is optional, and the body may be no JSON at all.</summary>
    static (string? Code, string? Policy, string? Words, JsonElement? Errors) Read(string body)
    {
        if (body.AsSpan().TrimStart() is not ['{', ..])
            return default;

        try
        {
            using var document = JsonDocument.Parse(body);
            var error = document.RootElement;
            JsonElement? errors = error.TryGetProperty("errors", out var list) ? list.Clone() : null;
            return (error.Word("category") ?? error.Word("errorType") ?? error.Word("error"), error.Word("policyName"), error.Word("message"), errors);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

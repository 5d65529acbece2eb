using System.Net;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>
/// What a refusal of Salesforce means. Limits come as 403 REQUEST_LIMIT_EXCEEDED, and only the text tells the
/// allocation of the day from too many calls at once.
/// </summary>
static class SalesforceErrors
{
    public const string QueryTimeout = "QUERY_TIMEOUT";

    public const string LocatorExpired = "INVALID_QUERY_LOCATOR";

    public const string UnknownObject = "INVALID_TYPE";

    const string MissingField = "INVALID_FIELD";

    static readonly HashSet<string> Transient = new(StringComparer.Ordinal)
    {
        "UNABLE_TO_LOCK_ROW", "SERVER_UNAVAILABLE", "REQUEST_RUNNING_TOO_LONG",
    };

    /// <summary>Refusals whose text names fields and objects of the query; that of others may hold personal data.</summary>
    static readonly HashSet<string> Harmless = new(StringComparer.Ordinal) { MissingField, UnknownObject, "MALFORMED_QUERY" };

    public static CrmException Explain(CrmCall call, HttpResponseMessage response, string body)
    {
        var (code, words) = Read(body);
        var failure = Classify(response.StatusCode, code, words);
        var said = words is not null && code is not null && Harmless.Contains(code) ? $": {words}" : "";
        return new(failure, $"Salesforce answered {call.Kind} with {(int)response.StatusCode} {code}".TrimEnd() + said)
        {
            Status = response.StatusCode,
            Code = code,
            Details = words,
            IsAboutFields = code == MissingField,
            RetryAfter = response.RetryAfter(),
            Remedy = Remedy(failure, response.StatusCode),
        };
    }

    public static CrmException ExplainSignIn(AuthFlow flow, HttpResponseMessage response, string body)
    {
        var (code, words) = Read(body);
        var failure = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? CrmFailure.Unauthorized
            : Classify(response.StatusCode, code, words);
        return new(failure, $"The sign-in to Salesforce failed: {(int)response.StatusCode} {code}".TrimEnd())
        {
            Status = response.StatusCode,
            Code = code,
            RetryAfter = response.RetryAfter(),
            Remedy = failure == CrmFailure.Unauthorized ? SignInRemedy(flow) : Remedy(failure, response.StatusCode),
        };
    }

    /// <summary>What a row error of a collections update means for the row.</summary>
    public static WriteOutcome Outcome(string? code) => code switch
    {
        null => WriteOutcome.Retry,
        "CANNOT_UPDATE_CONVERTED_LEAD" => WriteOutcome.Closed,
        "ENTITY_IS_DELETED" => WriteOutcome.Deleted,
        _ when Transient.Contains(code) => WriteOutcome.Retry,
        _ => WriteOutcome.Rejected,
    };

    static CrmFailure Classify(HttpStatusCode status, string? code, string? words) => (int)status switch
    {
        _ when code is "UNSUPPORTED_API_VERSION" => CrmFailure.VersionRetired,
        _ when code is "REQUEST_LIMIT_EXCEEDED" => Limit(words),
        _ when code is not null && Transient.Contains(code) => CrmFailure.Unavailable,
        401 => CrmFailure.Unauthorized,
        404 when code is not LocatorExpired => CrmFailure.VersionRetired,
        410 => CrmFailure.VersionRetired,
        420 or 429 or 477 => CrmFailure.Throttled,
        406 or 408 or 423 or >= 500 => CrmFailure.Unavailable,
        _ => CrmFailure.Rejected,
    };

    static CrmFailure Limit(string? words) => words?.Contains("Concurrent", StringComparison.OrdinalIgnoreCase) == true
        ? CrmFailure.Throttled
        : CrmFailure.QuotaExhausted;

    static string? Remedy(CrmFailure failure, HttpStatusCode status) => failure switch
    {
        CrmFailure.Unauthorized => "Check that the user the app runs as is active, may use the API, and is not limited to other addresses.",
        CrmFailure.VersionRetired => "Set ApiVersion to a version that the org supports.",
        CrmFailure.QuotaExhausted => "Wait for the rolling 24 hours, or raise the org's API allocation.",
        CrmFailure.Rejected when (int)status is >= 300 and < 400 => "Set BaseUrl to the org's My Domain address.",
        CrmFailure.Rejected when status == HttpStatusCode.Forbidden => "Give the run-as user access.",
        _ => null,
    };

    static string SignInRemedy(AuthFlow flow) => flow switch
    {
        AuthFlow.JwtBearer =>
            "Check ClientId, that the app holds the certificate of PrivateKey, that Username is allowed in the app's policies, and Audience.",
        AuthFlow.RefreshToken => "The refresh token has expired or was withdrawn: authorize the app again and set Auth:RefreshToken.",
        _ => "Check ClientId and ClientSecret, that the app allows the client credentials flow, and its run-as user.",
    };

    /// <summary>The body is a list of errors, an OAuth error, or no JSON at all.</summary>
    static (string? Code, string? Words) Read(string body)
    {
        if (body.AsSpan().TrimStart() is not ['[' or '{', ..])
            return default;

        try
        {
            using var document = JsonDocument.Parse(body);
            var error = document.RootElement;
            if (error.ValueKind == JsonValueKind.Array)
                error = error.EnumerateArray().FirstOrDefault();
            if (error.ValueKind == JsonValueKind.Object && error.TryGetProperty("errors", out var ofAction) && ofAction.ValueKind == JsonValueKind.Array)
                error = ofAction.EnumerateArray().FirstOrDefault();

            return (error.Word("errorCode") ?? error.Word("statusCode") ?? error.Word("error"), error.Word("message") ?? error.Word("error_description"));
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

using System.Net;

namespace LeadScoring.Connector.Crm;

/// <summary>What a failed CRM call means for the pass.</summary>
enum CrmFailure
{
    /// <summary>Too many calls right now; goes away within minutes.</summary>
    Throttled,

    /// <summary>The allocation of the day is used up.</summary>
    QuotaExhausted,

    /// <summary>This connector has used its share of the day's allocation.</summary>
    ShareUsed,

    /// <summary>No usable answer: network, timeout, 5xx, a page that is no JSON.</summary>
    Unavailable,

    /// <summary>Sign-in refused or withdrawn.</summary>
    Unauthorized,

    /// <summary>The CRM does not know this API version any more.</summary>
    VersionRetired,

    /// <summary>The CRM refuses what was asked (unknown field, bad query).</summary>
    Rejected,
}

/// <summary>A call to a CRM that failed for good.</summary>
sealed class CrmException(CrmFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public CrmFailure Failure { get; } = failure;

    /// <summary>Other calls may well succeed: neither the sign-in nor the allocation is at fault.</summary>
    public bool ConcernsItAlone => Failure is not (CrmFailure.Unauthorized or CrmFailure.QuotaExhausted or CrmFailure.ShareUsed);

    /// <summary>The CRM will not answer this question, or does not know it.</summary>
    public bool IsRefusal => Failure is CrmFailure.Rejected or CrmFailure.VersionRetired;

    /// <summary>Null when there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The CRM's own error code, such as INVALID_FIELD or VALIDATION_ERROR.</summary>
    public string? Code { get; init; }

    /// <summary>The CRM's own words on a write; they may hold personal data and are never logged.</summary>
    public string? Details { get; init; }

    /// <summary>A field that the CRM was said to have is not there any more: no row is at fault.</summary>
    public bool IsAboutFields { get; init; }

    /// <summary>How long the CRM asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a person can do about it.</summary>
    public string? Remedy { get; init; }
}

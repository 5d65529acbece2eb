using System.Globalization;

namespace LeadScoring.Connector.Crm;

/// <summary>Until when a CRM supports a version of its API.</summary>
static class ApiVersionWindow
{
    /// <summary>How long ahead a person is told.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(180);

    /// <summary>The first day without support; null when none is announced.</summary>
    public static DateOnly? EndsOn(CrmKind crm, string version) => crm == CrmKind.Salesforce ? Salesforce(version) : HubSpot(version);

    /// <summary>Whether the end has come, or comes within <see cref="Notice"/>.</summary>
    public static bool IsNear(DateOnly endsOn, DateTimeOffset now) => endsOn <= DateOnly.FromDateTime((now + Notice).UtcDateTime);

    /// <summary>"API End-of-Life" names releases: 21 to 30 are retired, 31 to 40 are unsupported from Summer '27, which begins in June.</summary>
    static DateOnly? Salesforce(string version) =>
        decimal.TryParse(version.TrimStart('v'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number switch
            {
                <= 30 => new DateOnly(2025, 6, 1),
                <= 40 => new DateOnly(2027, 6, 1),
                _ => null,
            }
            : null;

    /// <summary>A dated version is supported for 18 months after its release; the changelog names the ends of the others.</summary>
    static DateOnly? HubSpot(string version) => version switch
    {
        "v1" or "v2" or "v3" => new DateOnly(2027, 9, 1),
        "v4" => new DateOnly(2027, 3, 30),
        "2026-03" => new DateOnly(2026, 3, 30).AddMonths(18),
        "2026-09" => new DateOnly(2026, 9, 8).AddMonths(18),
        _ => null,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

/// <summary>Reads the header <c>Sforce-Limit-Info: api-usage=18/5000</c>.</summary>
static partial class SalesforceQuota
{
    public static CrmQuota? Read(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Sforce-Limit-Info", out var values) && Usage().Match(string.Join(';', values)) is { Success: true } usage
            ? new(Count(usage.Groups["used"]), Count(usage.Groups["limit"]))
            : null;

    static long Count(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:^|[^\w-])api-usage=(?<used>\d{1,15})/(?<limit>\d{1,15})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Usage();
}

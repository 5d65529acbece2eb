using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Pipeline;

/// <summary>What a failure means for the report.</summary>
static class PassFailures
{
    public static void Fail(this PassReport report, CrmException failure)
    {
        report.Problems.Add(new(CodeOf(failure), failure.Message, failure.Remedy ?? "Run check for what to do."));
        report.Status = failure.Failure switch
        {
            CrmFailure.QuotaExhausted or CrmFailure.ShareUsed => PassStatus.Paused,
            CrmFailure.Throttled => PassStatus.Degraded,
            _ => PassStatus.Failed,
        };
    }

    /// <summary>Something that the pass can do without was not answered; it is asked again by a later one.</summary>
    public static void LackPresence(this PassReport report, string asked, CrmException failure)
    {
        report.Problems.Add(new(
            "presence_unknown", $"HubSpot did not tell which {asked} are deleted: {failure.Message}", failure.Remedy ?? "It is asked again by itself."));
        if (report.Status == PassStatus.Ok)
            report.Status = PassStatus.Degraded;
    }

    /// <summary>A fault of the connector, its store or its mapping.</summary>
    public static void Fail(this PassReport report, Exception failure)
    {
        report.Problems.Add(new("internal", failure.Message, "The next pass goes on where this one stopped; the log has the details."));
        report.Status = PassStatus.Failed;
    }

    static string CodeOf(CrmException failure) => failure.Failure switch
    {
        CrmFailure.Throttled => "throttled",
        CrmFailure.QuotaExhausted => "quota",
        CrmFailure.ShareUsed => "call_share",
        CrmFailure.Unavailable => "unavailable",
        CrmFailure.Unauthorized => "sign_in",
        CrmFailure.VersionRetired => "api_version",
        _ => "refused",
    };
}

using System.Text.Json.Serialization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Pipeline;

/// <summary>Something a person may have to act on, with what to do about it.</summary>
sealed record Problem(string Code, string Message, string Remedy);

enum PassStatus
{
    Ok,
    Degraded,
    Paused,
    Failed,
}

/// <summary>What one pass did, in the shape of <c>sync --json</c>.</summary>
sealed class PassReport(string name)
{
    public string Name { get; } = name;

    public PassStatus Status { get; set; }

    /// <summary>Rows the CRM returned, re-reads of the overlap included.</summary>
    public int Read { get; set; }

    /// <summary>Events new to the ledger.</summary>
    public int Changes { get; set; }

    /// <summary>Of these, events with points other than 0.</summary>
    public int Scored { get; set; }

    public int BecameHot { get; set; }

    public int BecameCold { get; set; }

    /// <summary>Record updates the CRM confirmed.</summary>
    public int Written { get; set; }

    public int Alerts { get; set; }

    public int Rejected { get; set; }

    public int Retrying { get; set; }

    /// <summary>HTTP requests sent, sign-in and retries included.</summary>
    public int Calls { get; set; }

    [JsonPropertyName("duration_ms")]
    public long Duration { get; set; }

    public List<Problem> Problems { get; } = [];

    /// <summary>What would have been written; null unless it was a dry run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<Difference>? Differences { get; set; }

    /// <summary>The account's daily allocation as the CRM last told it; kept for <c>status</c>.</summary>
    [JsonIgnore]
    public CrmQuota? Quota { get; set; }

    /// <summary>From hot to the first approach, of the leads that were approached.</summary>
    [JsonIgnore]
    public List<TimeSpan> Responses { get; } = [];

    /// <summary>How long it took until every stream had arrived; for benchmarks.</summary>
    [JsonIgnore]
    public TimeSpan Reading { get; set; }

    /// <summary>HTTP requests by kind of call; for benchmarks and logs.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, int> CallsByKind { get; set; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Adds what the account says at the end.</summary>
    public void Close(ICrm crm, TimeSpan took)
    {
        Quota = crm.Quota;
        Calls = crm.Calls.Total;
        CallsByKind = crm.Calls.ByKind;
        Duration = (long)took.TotalMilliseconds;
    }

    /// <summary>The worst of the connections decides the exit code: 1 failed, 3 degraded or paused, 0 done.</summary>
    [JsonIgnore]
    public int ExitCode => Status switch
    {
        PassStatus.Failed => 1,
        PassStatus.Degraded or PassStatus.Paused => 3,
        _ => 0,
    };
}

using LeadScoring.Connector.Crm;

namespace LeadScoring.Benchmarks.Sync;

/// <summary>What a pass has to do, known from the script and not from the connector.</summary>
/// <param name="Rows">Records the query must return, re-reads of the overlap included.</param>
/// <param name="Fresh">Of these, records saved since they were last read: HubSpot's history is read for them.</param>
/// <param name="Changes">Rows of Salesforce's field history in the same time.</param>
/// <param name="Writes">Records whose flag or score really changes.</param>
sealed record Workload(int Rows, int Fresh, int Changes, int Writes)
{
    /// <summary>The fewest calls that can do it, sign-in, describe, owners and properties apart.</summary>
    public IReadOnlyDictionary<string, int> MinimumCalls(Scenario scenario) => scenario.Crm == CrmKind.Salesforce
        ? new Dictionary<string, int>
        {
            ["query"] = Pages(Rows, 2000) + Pages(0, 2000) + (scenario.History ? Pages(Changes, 2000) + Pages(0, 2000) : 0),
            ["update"] = Batches(Writes, 200),
        }
        : new Dictionary<string, int>
        {
            ["search"] = Pages(Rows, 200),
            ["read"] = scenario.History ? Batches(Fresh, 50) : 0,
            ["update"] = Batches(Writes, 100),
        };

    /// <summary>Even an empty answer takes a call.</summary>
    static int Pages(int rows, int size) => Math.Max(1, Batches(rows, size));

    static int Batches(int rows, int size) => (rows + size - 1) / size;
}

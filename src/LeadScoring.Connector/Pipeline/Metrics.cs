using System.Diagnostics.Metrics;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// What passes have done, for whoever listens to the meter of this name. Tagged by connection only: owners are people.
/// </summary>
static class Metrics
{
    public const string Name = "LeadScoring.Connector";

    static readonly Meter meter = new(Name);

    static readonly Counter<long> passes = meter.CreateCounter<long>("lead_scoring.passes", "{pass}", "Passes, by how they ended.");

    static readonly Counter<long> changes = meter.CreateCounter<long>("lead_scoring.changes", "{event}", "Events new to the ledger.");

    static readonly Counter<long> crossings = meter.CreateCounter<long>("lead_scoring.crossings", "{crossing}", "Leads that turned hot or cold.");

    static readonly Counter<long> alerts = meter.CreateCounter<long>("lead_scoring.alerts", "{alert}", "Alerts sent.");

    static readonly Counter<long> calls = meter.CreateCounter<long>("lead_scoring.calls", "{call}", "HTTP requests to the CRM, retries included.");

    static readonly Histogram<double> responses = meter.CreateHistogram<double>(
        "lead_scoring.response_time", "s", "From hot to the first approach of the lead.");

    /// <summary>A pass has come to its end, however.</summary>
    public static void Ended(PassReport report) => passes.Add(1, new("connection", report.Name), new("status", ReportJson.NameOf(report.Status)));

    /// <summary>What a pass or a pull has brought about and kept, also one that failed in the end. Once for each report.</summary>
    public static void Add(PassReport report)
    {
        var connection = KeyValuePair.Create<string, object?>("connection", report.Name);
        changes.Add(report.Changes, connection);
        crossings.Add(report.BecameHot, connection, new("to", "hot"));
        crossings.Add(report.BecameCold, connection, new("to", "cold"));
        alerts.Add(report.Alerts, connection);
        calls.Add(report.Calls, connection);
        foreach (var after in report.Responses)
            responses.Record(after.TotalSeconds, connection);
    }
}

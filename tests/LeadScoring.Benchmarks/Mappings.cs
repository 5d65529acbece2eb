using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Benchmarks;

/// <summary>What the benchmarks score by: a status that is worth nothing, one that is worth something, one that is hot.</summary>
sealed record Mappings(CrmKind Crm, string Cold, string Warm, string Hot, string Text)
{
    public static readonly Mappings Salesforce = new(CrmKind.Salesforce, "Closed - Not Converted", "Open - Not Contacted", "Working - Contacted",
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            status:
              field: Status
              points: { Open - Not Contacted: 4, Working - Contacted: 7, Closed - Converted: 8, Closed - Not Converted: 0 }
              disqualified: [Closed - Not Converted]
              history: auto
            writes: { hot: Hot_Lead__c, score: Lead_Score__c, hot_since: Hot_Since__c, resets_at: Hot_Resets_At__c, reasons: Hot_Reasons__c }
          Contact:
            status:
              field: Status__c
              points: { New: 1, Interested: 6 }
              history: auto
            writes: { hot: Hot_Lead__c, score: Lead_Score__c, hot_since: Hot_Since__c }
        scoring: { hot_at: 5, reset_after: 10d }
        """);

    public static readonly Mappings HubSpot = new(CrmKind.HubSpot, "UNQUALIFIED", "OPEN", "CONNECTED",
        """
        version: 1
        crm: hubspot
        objects:
          contacts:
            status:
              field: hs_lead_status
              points: { NEW: 1, OPEN: 2, CONNECTED: 6, UNQUALIFIED: 0 }
              disqualified: [UNQUALIFIED]
              history: auto
            writes: { hot: hot_lead, score: hot_lead_score, hot_since: hot_lead_since, resets_at: hot_lead_resets_at, reasons: hot_lead_reasons }
        scoring: { hot_at: 5, reset_after: 10d }
        """);

    public static Mappings Of(CrmKind crm) => crm == CrmKind.Salesforce ? Salesforce : HubSpot;

    public Mappings WithoutHistory() => this with { Text = Text.Replace("history: auto", "history: off", StringComparison.Ordinal) };

    public MappingFile Read() => MappingReader.Read("benchmark.yaml", Text, Crm) is { File: { } file }
        ? file
        : throw new InvalidOperationException("The mapping of the benchmark is wrong.");
}

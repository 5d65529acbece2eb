using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Where a test is set: one object of one CRM, and how its status changes are learned.</summary>
sealed record Play(string Name, CrmKind Crm, string Object, string StatusField)
{
    public static readonly Play Lead = new("Salesforce lead", CrmKind.Salesforce, "Lead", "Status");

    public static readonly Play Contact = new("Salesforce contact", CrmKind.Salesforce, "Contact", "Contact_Status__c");

    public static readonly Play UntrackedLead = Lead with { Name = "Salesforce lead without history", KeepsHistory = false };

    public static readonly Play HubSpot = new("HubSpot contact", CrmKind.HubSpot, "contacts", "hs_lead_status");

    public static IEnumerable<Play> Every => [Lead, Contact, UntrackedLead, HubSpot];

    public static IEnumerable<Play> EveryWithHistory => Every.Where(play => play.KeepsHistory);

    public static IEnumerable<Play> EachCrm => [Lead, HubSpot];

    public bool KeepsHistory { get; init; } = true;

    public string Hot => Field("Hot_Lead__c", "hot_lead");

    public string Score => Field("Lead_Score__c", "hot_lead_score");

    public string HotSince => Field("Hot_Since__c", "hot_lead_since");

    public string ResetsAt => Field("Hot_Resets_At__c", "hot_lead_resets_at");

    public string Reasons => Field("Hot_Reasons__c", "hot_lead_reasons");

    public override string ToString() => Name;

    string Field(string salesforce, string hubSpot) => Crm == CrmKind.Salesforce ? salesforce : hubSpot;
}

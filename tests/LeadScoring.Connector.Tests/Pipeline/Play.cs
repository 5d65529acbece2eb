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

    public string Blockers => Field("Hot_Blockers__c", "hot_lead_blockers");

    public string Stage => Field("Lead_Stage__c", "hot_lead_stage");

    public string Pressure => Field("Lead_Pressure__c", "hot_lead_pressure");

    public string Unresponsive => Field("Unresponsive__c", "hot_lead_unresponsive");

    /// <summary>What other tools count on the record: links in text messages, views of a proposal, seconds spent on it.</summary>
    public string TextClicks => Field("SMS_Link_Clicks__c", "sms_link_clicks");

    public string Views => Field("Proposal_Views__c", "proposal_views");

    public string Seconds => Field("Proposal_Seconds__c", "proposal_seconds");

    public string Visits => Field("Site_Visits__c", "site_visits");

    public string Unsubscribed => Field("HasOptedOutOfEmail", "hs_email_optout");

    public string Title => Field("Title", "jobtitle");

    public string Industry => Field(Object == "Lead" ? "Industry" : "Industry__c", "industry");

    public string Revenue => Field(Object == "Lead" ? "AnnualRevenue" : "AnnualRevenue__c", "annualrevenue");

    public string Budget => Field("Budget__c", "budget");

    public string WantsProposal => Field("Wants_Proposal__c", "wants_proposal");

    /// <summary>Fields that signals watch in some test.</summary>
    public IEnumerable<string> Watched => [TextClicks, Views, Seconds, Visits, Unsubscribed];

    /// <summary>How a mapping names a click on a link in a mail: HubSpot tells of it, beside Salesforce another tool counts.</summary>
    public string LinkClicked => Field($"on: field, field: {SalesforceScreen.LinkClicks}, increases: true", "on: email.clicked");

    /// <summary>How a mapping names a demo that was booked.</summary>
    public string Booked => $"on: meeting.booked, matching: {{ {Field("Type", "hs_activity_type")}: {Exchange.Demo} }}";

    /// <summary>How a mapping names an answer to a call to action, such as a white paper.</summary>
    public string Answered(string offer) => Field(
        $"on: campaign.responded, matching: {{ Campaign.Type: {offer} }}", $"on: field, field: {HubSpotScreen.Conversion}, becomes: {offer}");

    public override string ToString() => Name;

    string Field(string salesforce, string hubSpot) => Crm == CrmKind.Salesforce ? salesforce : hubSpot;
}

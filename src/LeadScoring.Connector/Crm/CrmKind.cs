namespace LeadScoring.Connector.Crm;

public enum CrmKind
{
    Salesforce,
    HubSpot,
}

using LeadScoring.Sandbox.HubSpot;
using LeadScoring.Sandbox.Sales;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Sandbox;

/// <summary>Two CRMs' worth of people, in memory. Every member may be called from any thread.</summary>
public sealed class World
{
    public World(TimeProvider time, Population population = Population.Empty, TimeSpan hubSpotIndexLag = default)
    {
        Time = time;
        Salesforce = new SalesforceOrg(time);
        HubSpot = new HubSpotPortal(time, hubSpotIndexLag);
        SalesTeams.Hire(this);
        if (population != Population.Sales) return;

        SalesPeople.Settle(this);
        Salesforce.Create("CustomNotificationType", new Dictionary<string, object?> { ["DeveloperName"] = "Lead_Scoring_Hot_Lead" });
    }

    public TimeProvider Time { get; }

    public SalesforceOrg Salesforce { get; }

    public HubSpotPortal HubSpot { get; }
}

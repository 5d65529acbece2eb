using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Crm;

/// <summary>What a person can do when owners cannot be read, or not all of them.</summary>
static class OwnerRemedies
{
    public static string RemedyForOwners(this ConnectionOptions connection) => connection.Crm == CrmKind.HubSpot
        ? "Give the token the scope crm.objects.owners.read."
        : "Let the connector's user read users (View All Users, or sharing that shows them).";

    public static string RemedyForMemberships(this ConnectionOptions connection) => connection.Crm == CrmKind.HubSpot
        ? connection.RemedyForOwners()
        : "Let the connector's user read roles and groups (View Roles and Role Hierarchy, access to public groups and queues), or name users instead in the mapping file.";
}

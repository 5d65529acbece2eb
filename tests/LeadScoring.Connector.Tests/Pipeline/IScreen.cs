using LeadScoring.Connector.Crm;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>The CRM as the people who work in it see it.</summary>
interface IScreen
{
    IReadOnlyList<string> Create(int count, string? status, string? ownerId, DateTimeOffset? at);

    /// <summary>A value as text; null when the field is empty.</summary>
    string? Show(string id, string field);

    void Set(string id, string field, string? value, DateTimeOffset? at);

    void Touch(string id);

    string OwnerOf(string email);

    /// <summary>From now on the field takes these values only.</summary>
    void Restrict(string field, params string[] values);
}

static class Screens
{
    public static IScreen Of(Play play, World world) =>
        play.Crm == CrmKind.Salesforce ? new SalesforceScreen(play, world.Salesforce) : new HubSpotScreen(play, world.HubSpot);
}

using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Salesforce and HubSpot on one store; whoever has one address in both is one person.</summary>
sealed class BothCrms : IAsyncDisposable
{
    BothCrms(Stage salesforce, Stage hubSpot)
    {
        (Salesforce, HubSpot) = (salesforce, hubSpot);
        Link(LinkBy.Email);
    }

    public Stage Salesforce { get; }

    public Stage HubSpot { get; }

    public static async Task<BothCrms> OpenAsync(Model? model = null, Play? salesforce = null)
    {
        var stage = await Stage.OpenAsync(salesforce ?? Play.Lead, model);
        return new(stage, stage.Beside(Play.HubSpot, model));
    }

    public void Link(LinkBy linkBy) =>
        Salesforce.Linked = HubSpot.Linked = PeopleOptions.Of(linkBy, [Salesforce.Connection, HubSpot.Connection]);

    /// <summary>Ada in both; everybody on stage has one address.</summary>
    public (string Lead, string Contact) Person(string? lead, string? contact) => (Salesforce.Person(lead), HubSpot.Person(contact));

    /// <summary>A pass of Salesforce, then one of HubSpot.</summary>
    public async Task<(PassReport Salesforce, PassReport HubSpot)> PassAsync() => (await Salesforce.PassAsync(), await HubSpot.PassAsync());

    public async ValueTask DisposeAsync()
    {
        await HubSpot.DisposeAsync();
        await Salesforce.DisposeAsync();
    }
}

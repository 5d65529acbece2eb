using System.Net.Http.Headers;
using System.Text.Json;
using LeadScoring.Sandbox.HubSpot;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Sandboxes;

sealed class ReplacedFieldTests
{
    [Test]
    public async Task A_field_that_is_removed_and_added_anew_is_described_once()
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.Salesforce.RemoveField("Lead", "Status");
        client.World.Salesforce.AddField("Lead", SObjectField.Picklist("Status", "Mine"));

        var (_, described) = await client.SalesforceAsync(HttpMethod.Get, "sobjects/Lead/describe");

        Assert.That(Names(described.GetProperty("fields")).Count(name => name == "Status"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_property_that_is_removed_and_added_anew_is_listed_once()
    {
        await using var client = await SandboxClient.StartAsync();
        client.World.HubSpot.RemoveProperty("contacts", "hs_lead_status");
        client.World.HubSpot.AddProperty("contacts", PortalProperty.Choice("hs_lead_status", "Lead status", "MINE"));

        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox-token");
        var listed = JsonDocument.Parse(await http.GetStringAsync(new Uri(client.Host.HubSpotUrl, "crm/properties/2026-09/contacts")));

        Assert.That(Names(listed.RootElement.GetProperty("results")).Count(name => name == "hs_lead_status"), Is.EqualTo(1));
    }

    static IEnumerable<string?> Names(JsonElement list) => list.EnumerateArray().Select(field => field.GetProperty("name").GetString());
}

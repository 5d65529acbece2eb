using System.Text.Json;
using LeadScoring.Sandbox.HubSpot;
using NUnit.Framework;

namespace LeadScoring.Connector.Tests.Sandboxes;

public class HubSpotSandboxTests
{
    SandboxClient client = null!; // set before every test

    [SetUp]
    public async Task Start() => client = await SandboxClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    HubSpotPortal Portal => client.World.HubSpot;

    [Test]
    public async Task The_sixth_search_within_a_second_is_refused()
    {
        for (var call = 0; call < 5; call++) await Search("lastmodifieddate", "GTE", "0");
        var (refused, body) = await Search("lastmodifieddate", "GTE", "0");

        client.Clock.Advance(TimeSpan.FromSeconds(1));
        var (served, _) = await Search("lastmodifieddate", "GTE", "0");

        Assert.That((refused, body.GetProperty("policyName").GetString(), served), Is.EqualTo((429, "SECONDLY", 200)));
    }

    [TestCase("lastmodifieddate", 1)]
    [TestCase("hs_lastmodifieddate", 0)]
    public async Task Contacts_are_found_by_lastmodifieddate_alone(string property, int expected)
    {
        Contact();

        var (_, body) = await Search(property, "GTE", "0");

        Assert.That(body.GetProperty("total").GetInt32(), Is.EqualTo(expected));
    }

    [TestCase("9800", 200)]
    [TestCase("9801", 400)]
    [TestCase("ten", 400)]
    public async Task A_search_ends_at_ten_thousand(string after, int expected)
    {
        var (status, _) = await client.HubSpotAsync("search", new { limit = 200, after });

        Assert.That(status, Is.EqualTo(expected));
    }

    [TestCase("hs_lead_status", "EQ", "NEW", 1)]
    [TestCase("hs_lead_status", "EQ", "new", 0)]
    [TestCase("company", "EQ", "example", 1)]
    [TestCase("hot_lead_score", "GT", "9", 1)]
    [TestCase("hot_lead_score", "LT", "9", 0)]
    [TestCase("hot_lead_since", "GTE", "2026-03-02T11:59:59Z", 1)]
    [TestCase("hot_lead_since", "GTE", "1772452800001", 0)]
    [TestCase("hot_lead", "HAS_PROPERTY", null, 0)]
    [TestCase("hot_lead", "NOT_HAS_PROPERTY", null, 1)]
    public async Task A_filter_compares_as_its_type_does(string property, string name, string? value, int expected)
    {
        Portal.CreateContact(new Dictionary<string, string?>
        {
            ["hs_lead_status"] = "NEW",
            ["company"] = "Example",
            ["hot_lead_score"] = "10",
            ["hot_lead_since"] = "1772452800000",
        });

        var (_, body) = await Search(property, name, value);

        Assert.That(body.GetProperty("total").GetInt32(), Is.EqualTo(expected));
    }

    [Test]
    public async Task History_is_newest_first_and_repeats_nothing()
    {
        var id = Contact();
        foreach (var status in new[] { "OPEN", "OPEN", "CONNECTED" })
        {
            client.Clock.Advance(TimeSpan.FromMinutes(1));
            Portal.SetProperty(id, "hs_lead_status", status);
        }

        var (_, body) = await client.HubSpotAsync("batch/read", new { inputs = new[] { new { id } }, properties = Array.Empty<string>(), propertiesWithHistory = new[] { "hs_lead_status" } });

        var history = body.GetProperty("results")[0].GetProperty("propertiesWithHistory").GetProperty("hs_lead_status").EnumerateArray();
        Assert.That(history.Select(version => version.GetProperty("value").GetString()), Is.EqualTo(["CONNECTED", "OPEN", "NEW"]));
    }

    [TestCase("status", "COMPLETE")]
    [TestCase("numErrors", "1")]
    public async Task A_missing_record_makes_a_batch_a_207(string property, string expected)
    {
        var (status, body) = await Update(new { id = Contact(), properties = new { hot_lead = "true" } }, new { id = "999", properties = new { hot_lead = "true" } });

        Assert.That((status, body.GetProperty(property).ToString()), Is.EqualTo((207, expected)));
        Assert.That(body.GetProperty("errors")[0].GetProperty("context").GetProperty("ids")[0].GetString(), Is.EqualTo("999"));
    }

    [Test]
    public async Task An_invalid_value_fails_the_batch_unless_inputs_are_traced()
    {
        var (good, bad) = (Contact(), Contact());

        var (whole, _) = await Update(new { id = good, properties = new { hot_lead = "true" } }, new { id = bad, properties = new { hot_lead = "maybe" } });
        var untouched = Portal.Get(good, "hot_lead");
        var (traced, body) = await Update(
            new { id = good, objectWriteTraceId = "a", properties = new { hot_lead = "true" } }, new { id = bad, objectWriteTraceId = "b", properties = new { hot_lead = "maybe" } });

        Assert.That((whole, untouched, traced, Portal.Get(good, "hot_lead")), Is.EqualTo((400, (string?)null, 207, "true")));
        Assert.That(body.GetProperty("errors")[0].GetProperty("context").GetProperty("objectWriteTraceId")[0].GetString(), Is.EqualTo("b"));
    }

    [Test]
    public async Task A_contact_merged_away_is_left_out_of_an_update()
    {
        var (winner, loser) = (Contact(), Contact());
        Portal.Merge(winner, loser);

        var (status, body) = await Update(new { id = loser, properties = new { hot_lead = "true" } });

        Assert.That((status, body.GetProperty("results").GetArrayLength()), Is.EqualTo((200, 0)));
    }

    [Test]
    public async Task Search_sees_a_change_some_moments_late()
    {
        await using var slow = await SandboxClient.StartAsync(TimeSpan.FromSeconds(30));
        slow.World.HubSpot.CreateContact(new Dictionary<string, string?>());

        var (_, before) = await slow.HubSpotAsync("search", new { });
        slow.Clock.Advance(TimeSpan.FromSeconds(30));
        var (_, after) = await slow.HubSpotAsync("search", new { });

        Assert.That((before.GetProperty("total").GetInt32(), after.GetProperty("total").GetInt32()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task Engagements_are_found_by_their_own_stamp_and_lead_to_their_contacts()
    {
        var contact = Contact();
        var (call, lonely) = (Call(), Call());
        Portal.Associate("calls", call, contact);

        var (_, found) = await client.HubSpotAsync("/crm/objects/2026-09/calls/search", new
        {
            filterGroups = new[] { new { filters = new[] { new { propertyName = "hs_lastmodifieddate", @operator = "GTE", value = "0" } } } },
        });
        var (status, linked) = await client.HubSpotAsync(
            "/crm/associations/2026-09/calls/contacts/batch/read", new { inputs = new[] { new { id = call }, new { id = lonely } } });

        Assert.That(found.GetProperty("total").GetInt32(), Is.EqualTo(2));
        Assert.That(linked.GetProperty("results")[0].GetProperty("to")[0].GetProperty("toObjectId").GetString(), Is.EqualTo(contact));
        Assert.That((status, linked.GetProperty("results").GetArrayLength(), linked.GetProperty("numErrors").GetInt32()), Is.EqualTo((207, 1, 1)));

        string Call() => Portal.Create("calls", new Dictionary<string, string?> { ["hs_timestamp"] = "1772452800000" });
    }

    [TestCase("emails", "sales-email-read", 403)]
    [TestCase("calls", "sales-email-read", 200)]
    [TestCase("calls", "crm.objects.contacts.read", 403)]
    public async Task Engagements_are_read_with_their_scopes(string type, string revoked, int expected)
    {
        Portal.Revoke(revoked);

        var (status, _) = await client.HubSpotAsync($"/crm/objects/2026-09/{type}/search", new { });

        Assert.That(status, Is.EqualTo(expected));
    }

    Task<(int Status, JsonElement Body)> Update(params object[] inputs) => client.HubSpotAsync("batch/update", new { inputs });

    Task<(int Status, JsonElement Body)> Search(string propertyName, string name, string? value)
    {
        object filter = value is null ? new { propertyName, @operator = name } : new { propertyName, @operator = name, value };
        return client.HubSpotAsync("search", new { filterGroups = new[] { new { filters = new[] { filter } } } });
    }

    string Contact() => Portal.CreateContact(new Dictionary<string, string?> { ["hs_lead_status"] = "NEW" });
}

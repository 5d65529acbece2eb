using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotPresenceTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotPresenceTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task A_deleted_contact_is_named_among_the_errors_and_a_merged_one_by_its_survivor()
    {
        network.Answer(
            """
            {"status":"COMPLETE","numErrors":1,
            "results":[{"id":"101","properties":{"hs_merged_object_ids":"90;103"}},{"id":"104","properties":{}}],
            "errors":[{"category":"OBJECT_NOT_FOUND","message":"gone","context":{"ids":["102"]}}]}
            """,
            HttpStatusCode.MultiStatus);

        var vanished = await VanishedAsync(Merging, "101", "102", "103", "104", "105");

        Assert.That(network.Calls[0].Body, Is.EqualTo(
            """{"properties":["hs_merged_object_ids"],"propertiesWithHistory":[],"inputs":[{"id":"101"},{"id":"102"},{"id":"103"},{"id":"104"},{"id":"105"}]}"""));
        Assert.That(vanished, Is.EqualTo([new Vanished("102", null), new Vanished("103", "101")]));
    }

    [Test]
    public async Task A_hundred_are_asked_for_in_one_call()
    {
        network.Answer("""{"results":[]}""").Answer("""{"results":[]}""");

        await VanishedAsync(Merging, [.. Enumerable.Range(100, 150).Select(id => $"{id}")]);

        Assert.That(network.Calls.Select(call => call.Body.Split("\"id\"").Length - 1), Is.EqualTo([100, 50]));
    }

    [Test]
    public async Task An_account_that_does_not_keep_what_was_merged_is_not_asked_for_it()
    {
        network.Answer("""{"results":[]}""");

        await VanishedAsync(SomeCrm.Described(SomeCrm.Contacts), "101");

        Assert.That(network.Calls[0].Body, Is.EqualTo("""{"properties":[],"propertiesWithHistory":[],"inputs":[{"id":"101"}]}"""));
    }

    static CrmObject Merging => SomeCrm.Described(SomeCrm.Contacts) with
    {
        Fields = new Dictionary<string, CrmField>
        {
            ["hs_merged_object_ids"] = new("hs_merged_object_ids", FieldType.Text, 0, null, Writable: false, []),
        },
    };

    Task<IReadOnlyList<Vanished>> VanishedAsync(CrmObject described, params string[] ids) =>
        clock.RunAsync(() => SomeCrm.HubSpot(network, clock).VanishedAsync(described, ids, CancellationToken.None));
}

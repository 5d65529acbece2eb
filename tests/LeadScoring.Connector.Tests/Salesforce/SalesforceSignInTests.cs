using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.Salesforce;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceSignInTests
{
    const string Expired = """[{"errorCode":"INVALID_SESSION_ID","message":"Session expired or invalid"}]""";

    readonly FakeClock clock = new(SomeCrm.Noon);

    [Test]
    public async Task P19_An_expired_session_is_renewed_once_and_the_call_sent_again()
    {
        var network = new FakeNetwork(clock).Answer(Expired, HttpStatusCode.Unauthorized).Answer("""{"records":[]}""");

        await ReadAsync(network);

        Assert.That(network.SignIns, Has.Count.EqualTo(2));
        Assert.That(network.SignIns[0].Body, Is.EqualTo("grant_type=client_credentials&client_id=sandbox-client&client_secret=sandbox-secret"));
    }

    [Test]
    public async Task P19_A_second_401_ends_it()
    {
        var network = new FakeNetwork(clock).Answer(Expired, HttpStatusCode.Unauthorized).Answer(Expired, HttpStatusCode.Unauthorized);

        var failure = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(network));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unauthorized));
        Assert.That(network.SignIns, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task F11_Refused_credentials_are_not_tried_again()
    {
        var network = new FakeNetwork(clock)
        {
            TokenStatus = HttpStatusCode.BadRequest,
            TokenReply = """{"error":"invalid_client","error_description":"invalid client credentials"}""",
        };

        var failure = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(network));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unauthorized));
        Assert.That(failure?.Remedy, Does.Contain("ClientSecret"));
        Assert.That(network.SignIns, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_instance_on_another_host_gets_no_call()
    {
        var network = new FakeNetwork(clock) { TokenReply = """{"access_token":"token","instance_url":"https://elsewhere.example"}""" };

        var failure = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(network));

        Assert.That(failure?.Message, Does.Contain("elsewhere.example"));
        Assert.That(network.Calls, Is.Empty);
    }

    [Test]
    public async Task The_path_of_the_base_address_is_kept()
    {
        var network = new FakeNetwork(clock)
            .Answer("""{"records":[],"nextRecordsUrl":"/services/data/v67.0/query/01g-2000"}""")
            .Answer("""{"records":[]}""");

        await ReadAsync(network, "https://crm.example/crm1");

        Assert.That(network.SignIns[0].Path, Is.EqualTo("/crm1/services/oauth2/token"));
        Assert.That(network.Calls.Select(call => call.Path), Is.EqualTo(["/crm1/services/data/v67.0/queryAll", "/crm1/services/data/v67.0/query/01g-2000"]));
    }

    async Task<List<CrmPage>> ReadAsync(FakeNetwork network, string baseUrl = "https://crm.example")
    {
        var crm = SomeCrm.Salesforce(network, clock, SomeCrm.SalesforceOptions(baseUrl));
        var stream = crm.Streams(SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead))[0];
        return await clock.RunAsync(() => crm.ReadAsync(stream, SomeCrm.Everything, CancellationToken.None).ListAsync());
    }
}

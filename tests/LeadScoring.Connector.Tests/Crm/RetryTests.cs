using System.Net;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Salesforce;

namespace LeadScoring.Connector.Tests.Crm;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class RetryTests
{
    const string NotFound = """[{"errorCode":"NOT_FOUND","message":"The requested resource does not exist"}]""";

    const string Rows = """{"records":[]}""";

    readonly FakeClock clock = new(SomeCrm.Noon);

    [Test]
    public async Task A_call_that_never_succeeds_is_given_up_after_six_attempts()
    {
        var network = new FakeNetwork(clock);
        for (var i = 0; i < 6; i++)
            network.Fail();

        var failure = await Assert.ThrowsAsync<CrmException>(() => clock.RunAsync(() => ReadAsync(network)));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unavailable));
        Assert.That(network.Calls, Has.Count.EqualTo(6));
    }

    [TestCase("<html>Down for maintenance</html>", HttpStatusCode.ServiceUnavailable)]
    [TestCase("<html>Welcome to the proxy</html>", HttpStatusCode.OK)]
    [TestCase("""{"records":[{"Id":"00Q""", HttpStatusCode.OK)]
    [TestCase("", (HttpStatusCode)420)]
    [TestCase("", HttpStatusCode.NotAcceptable)]
    [TestCase("", HttpStatusCode.Locked)]
    [TestCase("", (HttpStatusCode)523)]
    [TestCase("""[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"ConcurrentRequests (Concurrent API Requests) Limit exceeded."}]""", HttpStatusCode.Forbidden)]
    public async Task F05_An_answer_of_no_use_is_asked_for_again(string body, HttpStatusCode status)
    {
        var network = new FakeNetwork(clock).Answer(body, status).Answer(Rows);

        await clock.RunAsync(() => ReadAsync(network));

        Assert.That(network.Calls, Has.Count.EqualTo(2));
    }

    [TestCase("""[{"errorCode":"REQUEST_LIMIT_EXCEEDED","message":"TotalRequests Limit exceeded."}]""", HttpStatusCode.Forbidden, CrmFailure.QuotaExhausted)]
    [TestCase("""[{"errorCode":"UNSUPPORTED_API_VERSION","message":"gone"}]""", HttpStatusCode.Gone, CrmFailure.VersionRetired)]
    [TestCase("""[{"errorCode":"INVALID_FIELD","message":"No such column"}]""", HttpStatusCode.BadRequest, CrmFailure.Rejected)]
    [TestCase("", HttpStatusCode.Found, CrmFailure.Rejected)]
    public async Task An_answer_that_will_not_change_is_final(string body, HttpStatusCode status, CrmFailure expected)
    {
        var network = new FakeNetwork(clock).Answer(body, status);

        var failure = await Assert.ThrowsAsync<CrmException>(() => clock.RunAsync(() => ReadAsync(network)));

        Assert.That(failure?.Failure, Is.EqualTo(expected));
        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_deleted_records_cannot_be_asked_for_the_others_are_read()
    {
        var network = new FakeNetwork(clock).Answer(NotFound, HttpStatusCode.NotFound).Answer(Rows);

        await clock.RunAsync(() => ReadAsync(network));

        Assert.That(network.Calls.Select(call => call.Path), Is.EqualTo(["/services/data/v67.0/queryAll", "/services/data/v67.0/query"]));
    }

    [Test]
    public async Task That_deleted_records_cannot_be_asked_for_is_said_once()
    {
        using var log = new HeardLog();
        var network = new FakeNetwork(clock).Answer(NotFound, HttpStatusCode.NotFound).Answer(Rows).Answer(Rows);
        var crm = SalesforceServices.Create(SomeCrm.SalesforceOptions(), clock, log, network);
        var stream = crm.Streams(SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead))[0];

        for (var pass = 0; pass < 2; pass++)
            await clock.RunAsync(() => crm.ReadAsync(stream, SomeCrm.Everything, CancellationToken.None).ListAsync());

        Assert.That(log.Warnings.Where(said => said.StartsWith("Deleted and merged", StringComparison.Ordinal)), Has.Exactly(1).Items);
    }

    [Test]
    public async Task F20_A_version_that_is_not_there_is_final()
    {
        var network = new FakeNetwork(clock).Answer(NotFound, HttpStatusCode.NotFound).Answer(NotFound, HttpStatusCode.NotFound);

        var failure = await Assert.ThrowsAsync<CrmException>(() => clock.RunAsync(() => ReadAsync(network)));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.VersionRetired));
        Assert.That(network.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Every_request_is_counted_by_its_kind()
    {
        var network = new FakeNetwork(clock).Fail().Answer(Rows);
        var crm = SomeCrm.Salesforce(network, clock);

        await clock.RunAsync(() => crm.ReadAsync(Stream(crm), SomeCrm.Everything, CancellationToken.None).ListAsync());

        Assert.That(crm.Calls.ByKind, Is.EqualTo(new Dictionary<string, int> { ["sign-in"] = 1, ["query"] = 2 }));
    }

    [Test]
    public async Task F07_A_call_that_takes_too_long_is_no_answer()
    {
        var network = new FakeNetwork(clock);
        for (var i = 0; i < 6; i++)
            network.Answer(_ => throw new TaskCanceledException("aborted"));

        var failure = await Assert.ThrowsAsync<CrmException>(() => clock.RunAsync(() => ReadAsync(network)));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unavailable));
    }

    [TestCase("http://crm.example", false)]
    [TestCase("http://127.0.0.1:8080", true)]
    [TestCase("https://crm.example/crm1", true)]
    public void Credentials_travel_in_the_clear_on_loopback_only(string baseUrl, bool accepted)
    {
        void Create() => SomeCrm.Salesforce(new(clock), clock, SomeCrm.SalesforceOptions(baseUrl));

        Assert.That(Create, accepted ? Throws.Nothing : Throws.InstanceOf<CrmException>());
    }

    Task<List<CrmPage>> ReadAsync(FakeNetwork network)
    {
        var crm = SomeCrm.Salesforce(network, clock);
        return crm.ReadAsync(Stream(crm), SomeCrm.Everything, CancellationToken.None).ListAsync();
    }

    static CrmStream Stream(ICrm crm) => crm.Streams(SomeCrm.Lead, SomeCrm.Described(SomeCrm.Lead))[0];
}

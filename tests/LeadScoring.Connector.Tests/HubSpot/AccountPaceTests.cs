using System.Net;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class AccountPaceTests : IDisposable
{
    const string Rows = """{"total":0,"results":[]}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public AccountPaceTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task P16_Connections_to_one_account_share_its_pace()
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions(limits: new(SearchesPerSecond: 5, CallsPerTenSeconds: 190));
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        var second = SomeCrm.HubSpot(network, clock, options with { Name = "second" }, paces: paces);
        for (var i = 0; i < 12; i++)
            network.Answer(Rows);

        await clock.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 12).Select(i => Search(i % 2 == 0 ? first : second))));

        Assert.That(Enumerable.Range(0, 7).Select(i => network.Calls[i + 5].At - network.Calls[i].At), Is.All.GreaterThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task P16_Another_account_has_a_pace_of_its_own()
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions(limits: new(SearchesPerSecond: 5, CallsPerTenSeconds: 190));
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        var second = SomeCrm.HubSpot(network, clock, options with { Auth = options.Auth with { AccessToken = "another" } }, paces: paces);
        for (var i = 0; i < 10; i++)
            network.Answer(Rows);

        await clock.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 10).Select(i => Search(i % 2 == 0 ? first : second))));

        Assert.That(network.Calls[9].At, Is.EqualTo(SomeCrm.Noon));
    }

    [TestCase(7, true)]
    [TestCase(8, false)]
    public async Task P16_Two_tokens_of_one_account_share_its_pace(int account, bool shares)
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions(limits: new(SearchesPerSecond: 5, CallsPerTenSeconds: 190));
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        var second = SomeCrm.HubSpot(network, clock, options with { Auth = options.Auth with { AccessToken = "another" } }, paces: paces);
        network.Answer("""{"portalId":7}""").Answer($$"""{"portalId":{{account}}}""");
        for (var i = 0; i < 10; i++)
            network.Answer(Rows);

        await BeginAsync(first, second, first, second);
        await clock.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 10).Select(i => Search(i % 2 == 0 ? first : second))));

        Assert.That(network.Calls.Select(call => call.Path).Take(3), Is.EqualTo(
            ["/account-info/2026-03/details", "/account-info/2026-03/details", "/crm/objects/2026-09/contacts/search"]));
        Assert.That(network.Calls[11].At - SomeCrm.Noon > TimeSpan.FromSeconds(1), Is.EqualTo(shares));
    }

    [Test]
    public async Task An_account_that_is_not_told_is_not_asked_for_again()
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions();
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        _ = SomeCrm.HubSpot(network, clock, options with { Auth = options.Auth with { AccessToken = "another" } }, paces: paces);
        network.Answer("""{"category":"MISSING_SCOPES"}""", HttpStatusCode.Forbidden);

        await BeginAsync(first, first);

        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.NotImplemented)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    public async Task An_account_that_cannot_be_told_now_costs_a_pass_one_call(HttpStatusCode status)
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions();
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        _ = SomeCrm.HubSpot(network, clock, options with { Auth = options.Auth with { AccessToken = "another" } }, paces: paces);
        network.Answer("", status).Answer("""{"portalId":7}""");

        await BeginAsync(first, first, first);

        Assert.That(network.Calls.Select(call => call.At), Is.EqualTo([SomeCrm.Noon, SomeCrm.Noon]));
    }

    [Test]
    public async Task A_refused_token_is_not_taken_for_an_account_that_is_not_told()
    {
        var paces = new HubSpotPaces(clock);
        var options = SomeCrm.HubSpotOptions();
        var first = SomeCrm.HubSpot(network, clock, options, paces: paces);
        _ = SomeCrm.HubSpot(network, clock, options with { Auth = options.Auth with { AccessToken = "another" } }, paces: paces);
        network.Answer("", HttpStatusCode.Unauthorized);

        var failure = await Assert.ThrowsAsync<CrmException>(() => BeginAsync(first));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unauthorized));
    }

    [Test]
    public async Task A_process_with_one_token_does_not_ask_for_its_account()
    {
        await BeginAsync(SomeCrm.HubSpot(network, clock, paces: new HubSpotPaces(clock)));

        Assert.That(network.Calls, Is.Empty);
    }

    [Test]
    public async Task F01_Every_connection_of_the_account_waits_as_long_as_hubspot_asks()
    {
        var paces = new HubSpotPaces(clock);
        var first = SomeCrm.HubSpot(network, clock, paces: paces);
        var second = SomeCrm.HubSpot(network, clock, paces: paces);
        network.Answer("", HttpStatusCode.TooManyRequests, ("Retry-After", "7")).Answer(Rows).Answer(Rows);

        await clock.RunAsync(() => Task.WhenAll(Search(first), Search(second)));

        Assert.That(network.Calls.Skip(1).Select(call => call.At - SomeCrm.Noon), Is.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(7)));
    }

    Task BeginAsync(params ICrm[] passes) => clock.RunAsync(async () =>
    {
        foreach (var crm in passes)
            await crm.Account.BeginPassAsync(crm.LookAsync, CancellationToken.None);
        return passes.Length;
    });

    static Task<List<CrmPage>> Search(ICrm crm) => crm.ReadAsync(
        new("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []), SomeCrm.Everything, CancellationToken.None).ListAsync();
}

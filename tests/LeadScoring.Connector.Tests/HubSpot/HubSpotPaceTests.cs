using System.Net;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotPaceTests : IDisposable
{
    const string Rows = """{"total":0,"results":[]}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public HubSpotPaceTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task Searches_keep_to_their_limit_in_any_second()
    {
        await SearchAsync(12, new(SearchesPerSecond: 5, CallsPerTenSeconds: 190));

        Assert.That(Enumerable.Range(0, 7).Select(i => network.Calls[i + 5].At - network.Calls[i].At), Is.All.GreaterThan(TimeSpan.FromSeconds(1)));
        Assert.That(network.Calls[11].At - SomeCrm.Noon, Is.LessThan(TimeSpan.FromSeconds(2.2)));
    }

    [Test]
    public async Task The_account_tells_what_it_allows()
    {
        await SearchAsync(
            9, new(SearchesPerSecond: 5, CallsPerTenSeconds: 190),
            ("X-HubSpot-RateLimit-Max", "4"), ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"));

        Assert.That(network.Calls[8].At - network.Calls[4].At, Is.GreaterThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task Zero_turns_the_pace_off()
    {
        await SearchAsync(12, new(0, 0), ("X-HubSpot-RateLimit-Max", "4"), ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"));

        Assert.That(network.Calls[11].At, Is.EqualTo(SomeCrm.Noon));
    }

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

    [TestCase("SECONDLY", 2)]
    [TestCase("TEN_SECONDLY_ROLLING", 2)]
    [TestCase("DAILY", 1)]
    public async Task P17_Only_the_limit_of_the_day_is_not_worth_a_retry(string policy, int calls)
    {
        network.Answer($$"""{"status":"error","errorType":"RATE_LIMIT","policyName":"{{policy}}"}""", HttpStatusCode.TooManyRequests).Answer(Rows);

        var work = clock.RunAsync(() => Search(SomeCrm.HubSpot(network, clock)));

        if (calls == 1)
            Assert.That((await Assert.ThrowsAsync<CrmException>(() => work))?.Failure, Is.EqualTo(CrmFailure.QuotaExhausted));
        else
            await work;
        Assert.That(network.Calls, Has.Count.EqualTo(calls));
    }

    [Test]
    public async Task The_daily_allocation_is_seen()
    {
        var crm = await SearchAsync(1, new(0, 0), ("X-HubSpot-RateLimit-Daily", "625000"), ("X-HubSpot-RateLimit-Daily-Remaining", "600000"));

        Assert.That(crm.Quota, Is.EqualTo(new CrmQuota(Used: 25_000, Limit: 625_000)));
    }

    static Task<List<CrmPage>> Search(ICrm crm) => crm.ReadAsync(
        new("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []), SomeCrm.Everything, CancellationToken.None).ListAsync();

    async Task<ICrm> SearchAsync(int times, LimitOptions limits, params (string Name, string Value)[] headers)
    {
        for (var i = 0; i < times; i++)
            network.Answer("""{"total":0,"results":[]}""", headers: headers);

        var crm = SomeCrm.HubSpot(network, clock, SomeCrm.HubSpotOptions(limits: limits));
        var stream = new CrmStream("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []);
        await clock.RunAsync(() => Task.WhenAll(
            Enumerable.Range(0, times).Select(_ => crm.ReadAsync(stream, SomeCrm.Everything, CancellationToken.None).ListAsync())));
        return crm;
    }
}

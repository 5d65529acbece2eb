using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;

namespace LeadScoring.Connector.Tests.HubSpot;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotPaceTests : IDisposable
{
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
    public async Task The_daily_allocation_is_seen()
    {
        var crm = await SearchAsync(1, new(0, 0), ("X-HubSpot-RateLimit-Daily", "625000"), ("X-HubSpot-RateLimit-Daily-Remaining", "600000"));

        Assert.That(crm.Quota, Is.EqualTo(new CrmQuota(Used: 25_000, Limit: 625_000)));
    }

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

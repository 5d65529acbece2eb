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
        await LookAsync(9, Told(most: 4, remaining: null));

        Assert.That(network.Calls[8].At - network.Calls[4].At, Is.GreaterThan(TimeSpan.FromSeconds(10)));
    }

    [TestCase(188, 9)]
    [TestCase(3, 4)]
    [TestCase(0, 1)]
    public async Task P16_What_others_have_used_is_left_to_them(int remaining, int atOnce)
    {
        await LookAsync(9, place => Told(most: 190, remaining: clock.GetUtcNow() == SomeCrm.Noon ? Math.Max(0, remaining - place) : 181));

        Assert.That(network.Calls.Count(call => call.At == SomeCrm.Noon), Is.EqualTo(atOnce));
        Assert.That(network.Calls[8].At - SomeCrm.Noon, Is.LessThan(TimeSpan.FromSeconds(10.5)));
    }

    [Test]
    public async Task P16_Calls_of_our_own_are_not_taken_for_those_of_others()
    {
        await LookAsync(150, place => Told(most: 190, remaining: 189 - place));

        Assert.That(network.Calls[149].At, Is.EqualTo(SomeCrm.Noon));
    }

    [Test]
    public async Task A_search_leaves_the_limit_of_other_calls_alone()
    {
        await SearchAsync(5, new(SearchesPerSecond: 5, CallsPerTenSeconds: 1));

        Assert.That(network.Calls[4].At, Is.EqualTo(SomeCrm.Noon));
    }

    [Test]
    public async Task Zero_turns_the_pace_off()
    {
        await SearchAsync(12, new(0, 0), ("X-HubSpot-RateLimit-Max", "4"), ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"));

        Assert.That(network.Calls[11].At, Is.EqualTo(SomeCrm.Noon));
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

    static (string, string)[] Told(int most, int? remaining) =>
    [
        ("X-HubSpot-RateLimit-Max", $"{most}"), ("X-HubSpot-RateLimit-Interval-Milliseconds", "10000"),
        .. remaining is { } left ? new[] { ("X-HubSpot-RateLimit-Remaining", $"{left}") } : [],
    ];

    Task LookAsync(int times, (string, string)[] headers) => LookAsync(times, _ => headers);

    /// <summary>One small call after the other; <paramref name="headers"/> of the first, second and so on.</summary>
    async Task LookAsync(int times, Func<int, (string, string)[]> headers)
    {
        foreach (var place in Enumerable.Range(0, times))
            network.Answer(_ => network.Reply("""{"results":[]}""", HttpStatusCode.OK, headers(place)));

        var crm = SomeCrm.HubSpot(network, clock, SomeCrm.HubSpotOptions(limits: new(SearchesPerSecond: 5, CallsPerTenSeconds: 190)));
        await clock.RunAsync(async () =>
        {
            for (var place = 0; place < times; place++)
                await crm.LookAsync(CancellationToken.None);
            return times;
        });
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

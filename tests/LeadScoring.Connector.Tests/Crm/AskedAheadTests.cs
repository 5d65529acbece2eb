using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Crm;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class AskedAheadTests : IDisposable
{
    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly FakeNetwork network;

    public AskedAheadTests() => network = new(clock);

    public void Dispose() => network.Dispose();

    [Test]
    public async Task HubSpot_is_searched_on_while_a_page_is_completed_and_looked_at()
    {
        await using var pages = Read(SomeCrm.Noon.AddMinutes(5));

        await pages.MoveNextAsync();

        Assert.That(network.Calls, Has.Count.EqualTo(2));
        Assert.That((await pages.MoveNextAsync(), network.Calls.Count), Is.EqualTo((true, 2)));
        Assert.That((await pages.MoveNextAsync(), network.Calls.Count), Is.EqualTo((false, 2)));
    }

    [Test]
    public async Task Nothing_is_searched_while_the_first_page_of_a_pass_is_looked_at()
    {
        await using var pages = Read(until: null);

        await pages.MoveNextAsync();

        Assert.That(network.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_nobody_waits_for_any_more_is_ended()
    {
        var token = CancellationToken.None;
        var ahead = new AskedAhead<int>(CancellationToken.None);
        ahead.Ask(async ending =>
        {
            token = ending;
            await Task.Delay(Timeout.Infinite, ending);
            return 1;
        });

        await ahead.DisposeAsync();

        Assert.That(token.IsCancellationRequested);
    }

    [Test]
    public async Task An_answer_is_given_once()
    {
        var calls = 0;
        await using var ahead = new AskedAhead<int>(CancellationToken.None);

        ahead.Ask(_ => Task.FromResult(++calls));
        ahead.Ask(_ => Task.FromResult(++calls));

        Assert.That(await ahead.AnswerAsync(_ => Task.FromResult(++calls)), Is.EqualTo(1));
        Assert.That(await ahead.AnswerAsync(_ => Task.FromResult(++calls)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_token_that_is_rotated_on_the_way_is_kept_though_nobody_waits_for_the_call_any_more()
    {
        using var scratch = new ScratchMemory();
        var tokens = (await scratch.OpenAsync()).Tokens ?? throw new InvalidOperationException("No tokens.");
        var (begun, answer) = (new TaskCompletionSource(), new TaskCompletionSource<Exchanged>());
        var signIn = new RefreshingSignIn("configured", tokens, ExchangeAsync, TimeSpan.FromSeconds(30), clock);
        var ahead = new AskedAhead<Session>(CancellationToken.None);
        ahead.Ask(token => signIn.SignInAsync((_, _) => throw new NotSupportedException("no network"), token));
        await begun.Task;

        var ended = ahead.DisposeAsync();
        answer.SetResult(new(new("access"), "rotated"));
        await ended;

        Assert.That(await tokens.ReadAsync("configured", CancellationToken.None), Is.EqualTo("rotated"));

        Task<Exchanged> ExchangeAsync(string refreshToken, SendRequest send, CancellationToken cancellationToken)
        {
            begun.SetResult();
            return answer.Task.WaitAsync(cancellationToken);
        }
    }

    IAsyncEnumerator<CrmPage> Read(DateTimeOffset? until)
    {
        network
            .Answer("""{"total":2,"results":[{"id":"101","properties":{"lastmodifieddate":"2026-03-02T11:00:00Z"}}],"paging":{"next":{"after":"1"}}}""")
            .Answer("""{"total":1,"results":[{"id":"102","properties":{"lastmodifieddate":"2026-03-02T11:01:00Z"}}]}""");
        var stream = new CrmStream("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []);
        var window = SomeCrm.Window(new(SomeCrm.Noon.AddHours(-2), ""), until);
        return SomeCrm.HubSpot(network, clock).ReadAsync(stream, window, CancellationToken.None).GetAsyncEnumerator();
    }
}

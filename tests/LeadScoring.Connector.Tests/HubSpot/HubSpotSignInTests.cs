using System.Net;
using Dapper;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Crm;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Data.Sqlite;

namespace LeadScoring.Connector.Tests.HubSpot;

/// <summary>Refresh tokens that rotate: each is good for one exchange.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class HubSpotSignInTests : IDisposable
{
    const string Rows = """{"total":0,"results":[]}""";

    const string Expired = """{"status":"error","category":"EXPIRED_AUTHENTICATION","message":"The OAuth token is expired"}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly ScratchMemory scratch = new();
    readonly FakeNetwork network;
    string good = "configured-token";
    int exchanges;

    public HubSpotSignInTests() => network = new(clock) { OnSignIn = Exchange };

    public void Dispose()
    {
        network.Dispose();
        scratch.Dispose();
    }

    [Test]
    public async Task The_form_is_what_hubspot_documents()
    {
        await ReadAsync(await StartAsync());

        Assert.That(network.SignIns[0].Path, Is.EqualTo("/oauth/2026-09/token"));
        Assert.That(network.SignIns[0].Body, Is.EqualTo(
            "grant_type=refresh_token&client_id=app&client_secret=secret&refresh_token=configured-token"));
        Assert.That(network.Calls[0].Headers["Authorization"], Is.EqualTo("Bearer access-1"));
    }

    [Test]
    public async Task P19_A_token_is_renewed_ahead_of_its_end_so_that_no_call_meets_a_401()
    {
        var crm = await StartAsync();
        await ReadAsync(crm);
        clock.Advance(TimeSpan.FromSeconds(1700));

        await ReadAsync(crm);

        Assert.That(network.Calls.Select(call => call.Headers["Authorization"]), Is.EqualTo(["Bearer access-1", "Bearer access-2"]));
    }

    [Test]
    public async Task P19_A_token_is_used_for_as_long_as_it_is_good()
    {
        var crm = await StartAsync();
        await ReadAsync(crm);
        clock.Advance(TimeSpan.FromMinutes(27));

        await ReadAsync(crm);

        Assert.That(network.SignIns, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task P19_A_401_renews_the_token_once_and_the_call_is_sent_again()
    {
        network.Answer(Expired, HttpStatusCode.Unauthorized);

        await ReadAsync(await StartAsync());

        Assert.That(network.Calls.Select(call => call.Headers["Authorization"]), Is.EqualTo(["Bearer access-1", "Bearer access-2"]));
    }

    [Test]
    public async Task P19_A_401_of_a_write_renews_the_token_as_well()
    {
        network.Answer(Expired, HttpStatusCode.Unauthorized).Answer("""{"results":[{"id":"1","updatedAt":"2026-03-02T12:00:00Z"}]}""");
        var crm = await StartAsync();

        var results = await clock.RunAsync(() => crm.WriteAsync(
            SomeCrm.Described(SomeCrm.Contacts), [SomeCrm.Write("1", "hot_lead")], CancellationToken.None).ListAsync());

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Accepted]));
        Assert.That(network.SignIns, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task P19_Calls_at_the_same_time_share_one_sign_in()
    {
        var crm = await StartAsync();

        await clock.RunAsync(() => Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Search(crm))));

        Assert.That((network.SignIns.Count, network.Calls.Count), Is.EqualTo((1, 8)));
    }

    [Test]
    public async Task P19_A_rotated_token_is_stored_before_it_is_used()
    {
        var memory = await scratch.OpenAsync();
        string? stored = null;
        network.Answer(_ =>
        {
            stored = Stored().Single();
            return network.Reply(Rows, HttpStatusCode.OK);
        });

        await ReadAsync(SomeCrm.HubSpot(network, clock, Options(), memory));

        Assert.That(stored, Is.Not.Null.And.Not.Contain("rotated-1"));
        Assert.That(await memory.Tokens!.ReadAsync("configured-token", CancellationToken.None), Is.EqualTo("rotated-1")); // opened with tokens
    }

    [Test]
    public async Task F12_Killed_between_rotation_and_use_the_next_start_signs_in()
    {
        network.Answer(_ => throw new NotSupportedException("killed"));
        await Assert.ThrowsAsync<NotSupportedException>(async () => await ReadAsync(await StartAsync()));

        await ReadAsync(await StartAsync());

        Assert.That(network.SignIns.Select(RefreshToken), Is.EqualTo(["configured-token", "rotated-1"]));
    }

    [Test]
    public async Task A_configured_token_that_was_changed_wins_over_the_stored_one()
    {
        await ReadAsync(await StartAsync());
        good = "new-token";

        await ReadAsync(await StartAsync("new-token"));

        Assert.That(network.SignIns.Select(RefreshToken), Is.EqualTo(["configured-token", "new-token"]));
    }

    [Test]
    public async Task Without_its_key_the_stored_token_is_as_good_as_none()
    {
        await ReadAsync(await StartAsync());
        Directory.Delete(scratch.Keys, recursive: true);

        await Assert.ThrowsAsync<CrmException>(async () => await ReadAsync(await StartAsync()));

        Assert.That(network.SignIns.Select(RefreshToken), Is.EqualTo(["configured-token", "configured-token"]));
    }

    [Test]
    public async Task Nobody_but_the_owner_reads_the_keys()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False);

        await ReadAsync(await StartAsync());

        Assert.That(Directory.GetFiles(scratch.Keys), Is.Not.Empty);
        Assert.That(new DirectoryInfo(scratch.Keys).UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Test]
    public async Task F11_A_refused_refresh_token_ends_the_pass_with_one_sign_in_and_the_remedy()
    {
        good = "withdrawn";
        var crm = await StartAsync();

        var failure = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(crm));
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<CrmException>(() => ReadAsync(crm));

        Assert.That(failure?.Failure, Is.EqualTo(CrmFailure.Unauthorized));
        Assert.That(failure?.Message, Does.StartWith("The sign-in to HubSpot failed: 400 invalid_grant"));
        Assert.That(failure?.Remedy, Does.Contain("Auth:RefreshToken"));
        Assert.That((network.SignIns.Count, network.Calls.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task F11_The_next_pass_tries_again()
    {
        good = "withdrawn";
        var crm = await StartAsync();
        await Assert.ThrowsAsync<CrmException>(() => ReadAsync(crm));
        good = "configured-token";

        await crm.Account.BeginPassAsync(crm.LookAsync, CancellationToken.None);
        await ReadAsync(crm);

        Assert.That(network.SignIns, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_token_that_another_process_exchanged_at_the_same_time_is_found_in_the_store()
    {
        var crm = await StartAsync();
        var other = await scratch.OpenAsync();
        network.OnSignIn = sent =>
        {
            network.OnSignIn = Exchange;
            good = "theirs";
            var kept = other.Tokens!.KeepAsync("configured-token", good, CancellationToken.None); // opened with tokens
            Assert.That(kept.IsCompletedSuccessfully);
            return Exchange(sent);
        };

        await ReadAsync(crm);

        Assert.That(network.SignIns.Select(RefreshToken), Is.EqualTo(["configured-token", "theirs"]));
    }

    static CrmStream Stream { get; } = new("contacts", SomeCrm.Contacts, SomeCrm.Described(SomeCrm.Contacts), []);

    HttpResponseMessage Exchange(Sent sent)
    {
        if (RefreshToken(sent) != good)
            return network.Reply(
                """{"error":"invalid_grant","error_description":"missing or invalid refresh token","status":"BAD_REFRESH_TOKEN"}""",
                HttpStatusCode.BadRequest);

        good = $"rotated-{++exchanges}";
        return network.Reply(
            $$"""{"token_type":"bearer","access_token":"access-{{exchanges}}","refresh_token":"{{good}}","expires_in":1800}""", HttpStatusCode.OK);
    }

    async Task<ICrm> StartAsync(string configured = "configured-token") =>
        SomeCrm.HubSpot(network, clock, Options(configured), await scratch.OpenAsync());

    async Task ReadAsync(ICrm crm) => await clock.RunAsync(() => Search(crm));

    Task<List<CrmPage>> Search(ICrm crm)
    {
        network.Answer(Rows);
        return crm.ReadAsync(Stream, SomeCrm.Everything, CancellationToken.None).ListAsync();
    }

    List<string> Stored()
    {
        using var connection = new SqliteConnection($"Data Source={scratch.File};Pooling=false");
        return connection.Query<string>("select token from refresh_token").AsList();
    }

    static string RefreshToken(Sent signIn) => QueryHelpers.ParseQuery(signIn.Body)["refresh_token"].ToString();

    static ConnectionOptions Options(string configured = "configured-token") => SomeCrm.HubSpotOptions() with
    {
        Auth = new() { Flow = AuthFlow.RefreshToken, ClientId = "app", ClientSecret = "secret", RefreshToken = configured },
    };
}

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Sandbox;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Salesforce;

/// <summary>The ways to sign in that need a key or a refresh token.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class SalesforceFlowTests : IDisposable
{
    const string InvalidGrant = """{"error":"invalid_grant","error_description":"user hasn't approved this consumer"}""";

    readonly FakeClock clock = new(SomeCrm.Noon);
    readonly RSA key = RSA.Create(2048);
    readonly ScratchMemory scratch = new();

    public void Dispose()
    {
        key.Dispose();
        scratch.Dispose();
    }

    [Test]
    public async Task The_sandbox_lets_in_whoever_holds_the_key()
    {
        await using var host = await SandboxHost.StartAsync(
            new() { Time = clock, Population = Population.Empty, PublicKey = key.ExportSubjectPublicKeyInfoPem() }, CancellationToken.None);
        var crm = SalesforceServices.Create(WithKey(host.SalesforceUrl.AbsoluteUri), clock, NullLoggerFactory.Instance);

        await crm.LookAsync(CancellationToken.None);

        Assert.That(crm.Quota?.Used, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        await using var host = await SandboxHost.StartAsync(
            new() { Time = clock, Population = Population.Empty, PublicKey = other.ExportSubjectPublicKeyInfoPem() }, CancellationToken.None);
        var crm = SalesforceServices.Create(WithKey(host.SalesforceUrl.AbsoluteUri), clock, NullLoggerFactory.Instance);

        var failure = await Assert.ThrowsAsync<CrmException>(() => crm.LookAsync(CancellationToken.None));

        Assert.That((failure?.Failure, failure?.Message), Is.EqualTo(
            (CrmFailure.Unauthorized, "The sign-in to Salesforce failed: 400 invalid_grant")));
        Assert.That(failure?.Remedy, Does.Contain("certificate"));
    }

    [Test]
    public async Task The_statement_names_app_user_and_audience_for_less_than_three_minutes()
    {
        var network = new FakeNetwork(clock).Answer("{}");

        await LookAsync(SomeCrm.Salesforce(network, clock, WithKey()));

        var claims = Claims(network.SignIns[0]);
        Assert.That(claims.GetProperty("iss").GetString(), Is.EqualTo("sandbox-client"));
        Assert.That(claims.GetProperty("sub").GetString(), Is.EqualTo("lead.scoring@example.com"));
        Assert.That(claims.GetProperty("aud").GetString(), Is.EqualTo("https://login.salesforce.com"));
        Assert.That(claims.GetProperty("exp").GetInt64() - SomeCrm.Noon.ToUnixTimeSeconds(), Is.InRange(60, 180));
    }

    [TestCase(10)]
    [TestCase(-10)]
    public async Task P03_A_clock_that_is_wrong_by_minutes_signs_in_by_the_time_of_salesforce(int minutes)
    {
        var network = new FakeNetwork(clock).Answer("{}");
        network.OnSignIn = sent => Claims(sent).GetProperty("exp").GetInt64() - SomeCrm.Noon.ToUnixTimeSeconds() is > 0 and <= 180
            ? network.Reply(network.TokenReply, HttpStatusCode.OK)
            : network.Reply(InvalidGrant, HttpStatusCode.BadRequest);
        var crm = SomeCrm.Salesforce(network, new FakeClock(SomeCrm.Noon.AddMinutes(minutes)), WithKey());

        await LookAsync(crm);

        Assert.That(network.SignIns, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_key_that_cannot_be_read_is_named()
    {
        var network = new FakeNetwork(clock);
        var options = SomeCrm.SalesforceOptions() with
        {
            Auth = new() { Flow = AuthFlow.JwtBearer, ClientId = "sandbox-client", Username = "ada@example.com", PrivateKey = "no key" },
        };

        var failure = await Assert.ThrowsAsync<CrmException>(() => LookAsync(SomeCrm.Salesforce(network, clock, options)));

        Assert.That((failure?.Failure, failure?.Remedy), Is.EqualTo((CrmFailure.Unauthorized,
            "Give the key as PEM text without a passphrase, -----BEGIN PRIVATE KEY-----, or name its file with file:.")));
        Assert.That(failure?.Message, Does.Not.Contain("no key"));
        Assert.That(network.SignIns, Is.Empty);
    }

    [Test]
    public async Task P19_A_refresh_token_opens_the_sandbox_and_goes_on_when_it_rotates()
    {
        await using var host = await SandboxHost.StartAsync(
            new() { Time = clock, Population = Population.Empty, RotateRefreshTokens = true }, CancellationToken.None);
        var options = WithRefreshToken(host.SalesforceUrl.AbsoluteUri);
        var memory = await scratch.OpenAsync("salesforce");
        var crm = SalesforceServices.Create(options, clock, NullLoggerFactory.Instance, memory: memory);

        for (var i = 0; i < 3; i++)
        {
            await crm.LookAsync(CancellationToken.None);
            host.World.Salesforce.ExpireSessions();
        }

        Assert.That(host.Requests.Count("salesforce", "token"), Is.EqualTo(3));
        Assert.That(await memory.Tokens!.ReadAsync("sandbox-refresh-token", CancellationToken.None), Is.EqualTo("sandbox-refresh-token-3")); // opened with tokens
    }

    [TestCase("""{"access_token":"token","refresh_token":"newer","instance_url":"https://elsewhere.example"}""", "elsewhere.example")]
    [TestCase("""{"refresh_token":"newer","instance_url":"https://crm.example"}""", "without an access token")]
    public async Task P19_A_rotated_refresh_token_is_kept_whatever_is_wrong_with_the_rest_of_the_answer(string answer, string complaint)
    {
        var network = new FakeNetwork(clock) { TokenReply = answer };
        var memory = await scratch.OpenAsync("salesforce");
        var crm = SalesforceServices.Create(WithRefreshToken("https://crm.example"), clock, NullLoggerFactory.Instance, network, memory);

        var failure = await Assert.ThrowsAsync<CrmException>(() => LookAsync(crm));

        Assert.That(failure?.Message, Does.Contain(complaint));
        Assert.That(network.Calls, Is.Empty);
        Assert.That(await memory.Tokens!.ReadAsync("sandbox-refresh-token", CancellationToken.None), Is.EqualTo("newer")); // opened with tokens
    }

    [TestCase(AuthFlow.AccessToken)]
    public void A_flow_of_the_other_crm_is_refused(AuthFlow flow)
    {
        var options = SomeCrm.SalesforceOptions() with { Auth = new() { Flow = flow } };

        Assert.That(() => SomeCrm.Salesforce(new(clock), clock, options), Throws.ArgumentException.With.Message.Contains("no way to sign in"));
    }

    Task<bool> LookAsync(ICrm crm) => clock.RunAsync(async () =>
    {
        await crm.LookAsync(CancellationToken.None);
        return true;
    });

    ConnectionOptions WithKey(string baseUrl = "https://crm.example") => SomeCrm.SalesforceOptions(baseUrl) with
    {
        Auth = new()
        {
            Flow = AuthFlow.JwtBearer,
            ClientId = "sandbox-client",
            Username = "lead.scoring@example.com",
            PrivateKey = key.ExportPkcs8PrivateKeyPem(),
        },
    };

    static ConnectionOptions WithRefreshToken(string baseUrl) => SomeCrm.SalesforceOptions(baseUrl) with
    {
        Auth = new() { Flow = AuthFlow.RefreshToken, ClientId = "sandbox-client", RefreshToken = "sandbox-refresh-token" },
    };

    static JsonElement Claims(Sent signIn)
    {
        var form = QueryHelpers.ParseQuery(signIn.Body);
        Assert.That(form["grant_type"].ToString(), Is.EqualTo("urn:ietf:params:oauth:grant-type:jwt-bearer"));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(form["assertion"].ToString().Split('.')[1]));
        return claims.RootElement.Clone();
    }
}

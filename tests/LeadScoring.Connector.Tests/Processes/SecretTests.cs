using System.Collections.Concurrent;
using System.Text;
using LeadScoring.Sandbox;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>Plants secrets, lets passes succeed and fail, and searches everything the product wrote.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SecretTests
{
    const string Secret = "planted-secret-4711";
    const string WrongSecret = "planted-wrong-secret-4712";
    const string Token = "planted-token-4713";
    const string WrongToken = "planted-wrong-token-4714";

    readonly ConcurrentDictionary<string, bool> sent = new(StringComparer.Ordinal);

    [Test]
    public async Task No_secret_is_written_anywhere()
    {
        await using var people = await PeopleInBoth.StartAsync(Planted());
        using var folder = new ConnectorFolder(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl, Secret), Connection.ToHubSpot(people.Sandbox.HubSpotUrl, Token));
        var good = await folder.RunAsync("sync", "--json");
        var status = await folder.RunAsync("status", "--json");
        folder.Configure(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl, WrongSecret), Connection.ToHubSpot(people.Sandbox.HubSpotUrl, WrongToken));

        var bad = await folder.RunAsync("sync");

        Assert.That((good.ExitCode, bad.ExitCode), Is.EqualTo((0, 1)), $"{good}{bad}");
        var written = Written(folder) + good + status + bad;
        Assert.That(written, Does.Contain("sign_in"));
        foreach (var secret in (string[])[Secret, WrongSecret, Token, WrongToken, .. Tokens()])
            Assert.That(written, Does.Not.Contain(secret));
    }

    [Test]
    public async Task A_secret_from_the_environment_is_used_and_not_written()
    {
        await using var people = await PeopleInBoth.StartAsync(Planted());
        using var folder = new ConnectorFolder(Connection.ToHubSpot(people.Sandbox.HubSpotUrl, ""));
        folder.Environment["Connector__Connections__hubspot__Auth__AccessToken"] = Token;

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(Written(folder) + outcome, Does.Not.Contain(Token));
    }

    [Test]
    public async Task Logs_hold_ids_but_no_names_and_no_addresses()
    {
        await using var people = await PeopleInBoth.StartAsync(Planted());
        using var folder = new ConnectorFolder(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl, Secret), Connection.ToHubSpot(people.Sandbox.HubSpotUrl, Token));

        var outcome = await folder.RunAsync("sync");

        var logs = Text(Directory.EnumerateFiles(folder.LogFolder));
        Assert.That(logs, Does.Contain("salesforce"));
        foreach (var name in (string[])["Byron", "ada@example.com", "Emmy", "emmy@example.com"])
            Assert.That(logs + outcome, Does.Not.Contain(name));
    }

    SandboxOptions Planted() => new()
    {
        Population = Population.Empty,
        RateLimits = false,
        ClientSecret = Secret,
        HubSpotToken = Token,
        Intercept = Remember,
    };

    Task<bool> Remember(HttpContext call)
    {
        sent[call.Request.Headers.Authorization.ToString()] = true;
        return Task.FromResult(false);
    }

    /// <summary>What the CRMs were shown: the tokens that Salesforce gave out as well.</summary>
    IEnumerable<string> Tokens() => sent.Keys.Where(header => header.Length > 0).Select(header => header.Split(' ')[^1]);

    /// <summary>Everything in the folder but the configuration: store, its log, leases, logs.</summary>
    static string Written(ConnectorFolder folder) => Text(
        Directory.EnumerateFiles(folder.Location, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "appsettings.json"));

    static string Text(IEnumerable<string> files) => string.Concat(files.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
}

using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class SyncCommandTests
{
    static readonly string[] connectionKeys =
    [
        "name", "status", "read", "changes", "scored", "became_hot", "became_cold", "written", "alerts", "rejected", "retrying", "calls",
        "duration_ms", "problems",
    ];

    [Test]
    public async Task A_good_pass_reports_what_it_did_and_ends_with_0()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        var report = outcome.Json();
        report.HasExactly("connections");
        foreach (var connection in report.GetProperty("connections").EnumerateArray())
        {
            connection.HasExactly(connectionKeys);
            Assert.That(connection.Text("status"), Is.EqualTo("ok"));
            Assert.That(connection.Number("became_hot"), Is.EqualTo(1));
            Assert.That(connection.Number("written"), Is.EqualTo(2));
        }

        Assert.That(people.ShowsHot(people.HotLead) && people.ShowsHot(people.HotContact));
        Assert.That(people.ShowsHot(people.ColdLead) || people.ShowsHot(people.ColdContact), Is.False);
    }

    [Test]
    public async Task Logs_go_to_standard_error()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.Errors, Does.Contain("Passed salesforce").And.Contain("Passed hubspot"));
    }

    [Test]
    public async Task A_dry_run_tells_the_differences_and_writes_nothing()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));

        var outcome = await folder.RunAsync("sync", "--dry-run", "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        var connections = outcome.Json().GetProperty("connections");
        foreach (var connection in connections.EnumerateArray())
            connection.HasExactly([.. connectionKeys, "differences"]);
        var differences = connections.Named("salesforce").GetProperty("differences").EnumerateArray().ToList();
        differences[0].HasExactly("object", "id", "field", "from", "to");
        Assert.That(differences.Select(difference => difference.Text("id")), Does.Contain(people.HotLead));
        Assert.That(people.ShowsHot(people.HotLead), Is.False);
        Assert.That((await folder.RunAsync("leads", "--json")).Json().GetProperty("leads").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task After_a_dry_run_a_sync_does_what_it_would_have_done_without()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));
        await folder.RunAsync("sync", "--dry-run");

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.Json().GetProperty("connections").EnumerateArray().Select(connection => connection.Number("became_hot")),
            Is.EqualTo([1, 1]));
    }

    [Test]
    public async Task A_rejected_row_degrades_the_connection_and_ends_with_3()
    {
        await using var people = await PeopleInBoth.StartAsync(RefusingWrites());
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(3), outcome.ToString());
        var connections = outcome.Json().GetProperty("connections");
        Assert.That(connections.Named("salesforce").Text("status"), Is.EqualTo("degraded"));
        Assert.That(connections.Named("salesforce").Number("rejected"), Is.EqualTo(2));
        Assert.That(connections.Named("hubspot").Text("status"), Is.EqualTo("ok"));
    }

    [Test]
    public async Task A_refused_sign_in_fails_its_connection_and_ends_with_1()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(
            Connection.ToSalesforce(people.Sandbox.SalesforceUrl, "wrong"), Connection.ToHubSpot(people.Sandbox.HubSpotUrl));

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        var connections = outcome.Json().GetProperty("connections");
        Assert.That(connections.Named("salesforce").Text("status"), Is.EqualTo("failed"));
        var problem = connections.Named("salesforce").GetProperty("problems").EnumerateArray().Single();
        problem.HasExactly("code", "message", "remedy");
        Assert.That(problem.Text("code"), Is.EqualTo("sign_in"));
        Assert.That(connections.Named("hubspot").Text("status"), Is.EqualTo("ok"));
        Assert.That(people.ShowsHot(people.HotContact));
    }

    [Test]
    public async Task A_refused_token_fails_its_connection_and_ends_with_1()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.ToHubSpot(people.Sandbox.HubSpotUrl, "wrong"));

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        var hubSpot = outcome.Json().GetProperty("connections").Named("hubspot");
        Assert.That(hubSpot.GetProperty("problems").EnumerateArray().Single().Text("code"), Is.EqualTo("sign_in"));
    }

    [Test]
    public async Task A_crm_out_of_reach_fails_within_two_minutes_and_ends_with_1()
    {
        using var folder = new ConnectorFolder(Connection.ToSalesforce(Nowhere()), Connection.ToHubSpot(Nowhere()));
        var watch = Stopwatch.StartNew();

        var outcome = await folder.RunAsync("sync", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        foreach (var connection in outcome.Json().GetProperty("connections").EnumerateArray())
            Assert.That(connection.GetProperty("problems").EnumerateArray().Single().Text("code"), Is.EqualTo("unavailable"));
        await TestContext.Out.WriteLineAsync($"Gave up after {watch.Elapsed}");
    }

    [Test]
    public async Task Only_the_named_connection_is_synchronised()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.Both(people.Sandbox));

        var outcome = await folder.RunAsync("sync", "--json", "--connection", "hubspot");

        Assert.That(outcome.Json().GetProperty("connections").GetArrayLength(), Is.EqualTo(1), outcome.ToString());
        Assert.That(people.Sandbox.Requests.Count("salesforce"), Is.Zero);
    }

    /// <summary>A port below those that are given out, so that no other test can come to listen there.</summary>
    static Uri Nowhere() => new("http://127.0.0.1:9");

    /// <summary>Salesforce refuses every row of every update with a validation rule.</summary>
    static LeadScoring.Sandbox.SandboxOptions RefusingWrites() => new()
    {
        Population = LeadScoring.Sandbox.Population.Empty,
        RateLimits = false,
        Intercept = async call =>
        {
            if (call.Request.Method != "PATCH")
                return false;

            var batch = await call.Request.ReadFromJsonAsync<System.Text.Json.JsonElement>();
            await call.Response.WriteAsJsonAsync(batch.GetProperty("records").EnumerateArray().Select(_ => new
            {
                success = false,
                errors = new[] { new { statusCode = "FIELD_CUSTOM_VALIDATION_EXCEPTION", message = "A rule says no.", fields = Array.Empty<string>() } },
            }));
            return true;
        },
    };
}

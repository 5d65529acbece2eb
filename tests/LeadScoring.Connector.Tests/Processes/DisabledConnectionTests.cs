namespace LeadScoring.Connector.Tests.Processes;

/// <summary>A disabled connection is left alone, also when it is named; what is known of it can be read.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class DisabledConnectionTests
{
    [TestCase("sync", "--connection", "salesforce")]
    [TestCase("sync", "--dry-run", "--connection", "Salesforce")]
    [TestCase("mappings", "publish", "--yes", "--connection", "salesforce")]
    [TestCase("setup", "--connection", "salesforce")]
    [TestCase("setup", "--dry-run", "--connection", "salesforce")]
    [TestCase("cool", "salesforce", "ada@example.com", "--yes")]
    public async Task Work_on_it_ends_with_2_and_calls_nothing(params string[] arguments)
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await DisabledAsync(people);
        var before = people.Sandbox.Requests.Total;

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors.TrimEnd(), Is.EqualTo("Connector:Connections:salesforce is disabled: set Enabled to true."));
        Assert.That(people.Sandbox.Requests.Total, Is.EqualTo(before));
    }

    [Test]
    public async Task A_check_of_it_finds_that_it_is_disabled()
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await DisabledAsync(people);

        var outcome = await folder.RunAsync("check", "--connection", "salesforce", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Json().GetProperty("findings").EnumerateArray().Single().Text("message"), Does.Contain("is disabled"));
    }

    [TestCase("leads", "--connection", "salesforce")]
    [TestCase("explain", "salesforce", "ada@example.com")]
    [TestCase("status")]
    public async Task Reports_on_it_still_work(params string[] arguments)
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = await DisabledAsync(people);

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(outcome.Output, Does.Contain("salesforce"));
    }

    /// <summary>The connection has been synced once, and was disabled then.</summary>
    static async Task<ConnectorFolder> DisabledAsync(PeopleInBoth people)
    {
        var connection = Connection.ToSalesforce(people.Sandbox.SalesforceUrl);
        var folder = new ConnectorFolder(connection);
        var outcome = await folder.RunAsync("sync");
        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        folder.Configure(connection.With("Enabled", value: false));
        return folder;
    }
}

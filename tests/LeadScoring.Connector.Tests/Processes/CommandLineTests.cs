namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class CommandLineTests
{
    [TestCase("snyc")]
    [TestCase("sync", "--fast")]
    [TestCase("leads", "extra")]
    [TestCase("explain", "salesforce")]
    [TestCase("mappings", "frobnicate")]
    [TestCase("demo", "--for", "soon")]
    [TestCase("sandbox", "--salesforce", "https://example.com")]
    public async Task Ends_with_2_on_(params string[] arguments)
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Is.Not.Empty);
        Assert.That(outcome.Output, Is.Empty);
    }

    [TestCase("run")]
    [TestCase("sync")]
    [TestCase]
    public async Task Without_a_connection_it_ends_with_2_and_names_demo_(params string[] arguments)
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("appsettings.json").And.Contain("demo"));
    }

    [Test]
    public async Task The_shipped_settings_have_no_connection_and_say_so()
    {
        using var folder = new ConnectorFolder();
        File.Delete(folder.InFolder("appsettings.json"));

        var outcome = await folder.RunAsync("run", "--Connector:Logs:Directory=logs", "--Connector:Store:ConnectionString=Data Source=connector.db");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("demo"));
    }

    [TestCase("sync", "--connection", "nobody")]
    [TestCase("leads", "--connection", "nobody")]
    [TestCase("explain", "nobody", "id")]
    [TestCase("cool", "nobody", "id")]
    public async Task An_unknown_connection_ends_with_2_and_names_the_known_ones_(params string[] arguments)
    {
        using var folder = new ConnectorFolder(Connection.ToSalesforce(new("http://127.0.0.1:9")));

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("nobody").And.Contain("salesforce"));
    }

    [Test]
    public async Task Help_ends_with_0()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("--help");

        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Does.Contain("sync").And.Contain("demo").And.Contain("explain"));
    }
}

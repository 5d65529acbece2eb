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

    [TestCase("status", "--Connector:Publish:MaxFlips=many")]
    [TestCase("status", "--Connector:Publish:MaxFlips", "many")]
    [TestCase("--connector:publish:maxflips", "many", "status")]
    public async Task A_setting_may_be_written_with_equals_sign_or_space(params string[] arguments)
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors.TrimEnd(), Is.EqualTo("command line: Connector:Publish:MaxFlips: \"many\" is not a whole number of at least 0.").IgnoreCase);
    }

    [Test]
    public async Task A_setting_after_a_space_counts()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("status", "--Connector:Logs:Directory", "elsewhere", "--json", "--Connector:Publish:MaxFlips", "10");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        Assert.That(folder.InFolder("elsewhere"), Does.Exist);
    }

    [TestCase("status", "--Connector:Publish:MaxFlips")]
    [TestCase("status", "--Connector:Publish:MaxFlips", "--json")]
    [TestCase("status", "--Connector:Publish:MaxFlips", "--Connector:Logs:Directory=elsewhere")]
    public async Task A_setting_without_a_value_ends_with_2_and_is_named(params string[] arguments)
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync(arguments);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.StartWith("--Connector:Publish:MaxFlips has no value."));
    }

    [Test]
    public async Task Help_ends_with_0()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("--help");

        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Does.Contain("sync").And.Contain("demo").And.Contain("explain"));
    }

    [Test]
    public async Task Publishing_takes_alert_and_says_what_it_does()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("mappings", "publish", "--yes", "--alert");
        var help = await folder.RunAsync("mappings", "publish", "--help");

        Assert.That(outcome.Errors, Does.Contain("no enabled connection").And.Not.Contain("--alert"));
        Assert.That(help.Output, Does.Contain("--alert").And.Contain("turn hot by it"));
    }

    [Test]
    public void Every_command_has_one_row_in_the_README()
    {
        var rows = File.ReadLines(Path.Combine(TestSource.Top, "README.md")).SkipWhile(line => line != "## Commands").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        var commands = rows.Select(row => string.Join(' ', row[3..].Split('`')[0].Split(' ').TakeWhile(word => word.All(char.IsAsciiLetterLower))));

        Assert.That(commands, Is.Unique.And.Contains("check").And.Contains("setup").And.Contains("mappings publish"));
    }
}

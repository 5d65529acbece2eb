using System.Text.Json;

namespace LeadScoring.Connector.Tests.Processes;

[Parallelizable(ParallelScope.All)]
public sealed class MappingsCommandTests
{
    [TestCase("validate")]
    [TestCase("test")]
    public async Task The_shipped_files_pass(string verb)
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("mappings", verb, Connection.Shipped("salesforce.yaml"), Connection.Shipped("hubspot.yaml"), "--json");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.ToString());
        var files = outcome.Json().GetProperty("files").EnumerateArray().ToList();
        Assert.That(files.Select(file => file.GetProperty("valid").GetBoolean()), Is.EqualTo([true, true]));
        files[0].HasExactly("file", "valid", "problems", "not_in_force", "tests");
    }

    [Test]
    public async Task A_failed_test_ends_with_1()
    {
        using var folder = new ConnectorFolder();
        await FailingAsync(folder);

        var outcome = await folder.RunAsync("mappings", "test", "salesforce.yaml", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        var tests = outcome.Json().GetProperty("files")[0].GetProperty("tests").EnumerateArray().ToList();
        tests[0].HasExactly("name", "outcome", "mismatches");
        Assert.That(tests.Select(test => test.Text("outcome")), Does.Contain("failed"));
    }

    [TestCase("sync")]
    [TestCase("run")]
    public async Task A_mapping_whose_tests_fail_ends_with_1_before_any_call(string command)
    {
        await using var people = await PeopleInBoth.StartAsync();
        using var folder = new ConnectorFolder(Connection.ToSalesforce(people.Sandbox.SalesforceUrl).With("Mapping", "salesforce.yaml"));
        await FailingAsync(folder);

        var outcome = await folder.RunAsync(command);

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("the status part follows the current status"));
        Assert.That(people.Sandbox.Requests.Total, Is.Zero);
    }

    [Test]
    public async Task A_wrong_file_ends_with_2()
    {
        using var folder = new ConnectorFolder();
        await File.WriteAllTextAsync(folder.InFolder("wrong.yaml"), "version: 1\ncrm: salesforce\n");

        var outcome = await folder.RunAsync("mappings", "validate", "wrong.yaml", "--json");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Json().GetProperty("files")[0].GetProperty("problems").GetArrayLength(), Is.GreaterThan(0));
    }

    [Test]
    public async Task The_schema_is_the_shipped_one()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("mappings", "schema");

        Assert.That(outcome.ExitCode, Is.Zero);
        var shipped = JsonDocument.Parse(await File.ReadAllTextAsync(Connection.Shipped("mapping.schema.json"))).RootElement;
        Assert.That(JsonElement.DeepEquals(outcome.Json(), shipped));
    }

    static async Task FailingAsync(ConnectorFolder folder)
    {
        var text = await File.ReadAllTextAsync(Connection.Shipped("salesforce.yaml"));
        await File.WriteAllTextAsync(
            folder.InFolder("salesforce.yaml"), text.Replace("expect: { status: 7,", "expect: { status: 6,", StringComparison.Ordinal));
    }
}

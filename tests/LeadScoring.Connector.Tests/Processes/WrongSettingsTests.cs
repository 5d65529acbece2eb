using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>
/// Every wrong file that the readers' tests know stops the process with 2 before any call, and all that the readers say about
/// it (approved there) arrives on standard error.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class WrongSettingsTests
{
    /// <summary>Every so many of the mappings goes through a process; the readers' tests go through all.</summary>
    const int MappingsBetween = 3;

    static readonly string configurations = Path.Combine(TestSource.Tests, "Configuration", "Wrong");
    static readonly string mappings = Path.Combine(TestSource.Tests, "Mappings", "Wrong");

    [TestCaseSource(nameof(Configurations))]
    public async Task A_wrong_configuration_ends_with_2_and_is_named_(string file)
    {
        using var folder = new ConnectorFolder();
        File.Copy(Path.Combine(configurations, file), folder.InFolder(file));
        var expected = ConfigurationReader.Read(new() { ConfigFile = file, WorkingDirectory = folder.Location, ProgramDirectory = folder.Location });

        var outcome = await folder.RunAsync("run", "--config", file);

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors.TrimEnd().Split('\n'), Is.EquivalentTo(expected.Problems.Select(problem => problem.ToString())));
        Assert.That(outcome.Errors, Does.Contain(file).And.Not.Contain("planted"));
    }

    [TestCaseSource(nameof(SomeMappings))]
    public async Task A_wrong_mapping_ends_with_2_and_is_named_(string file)
    {
        var crm = file.Contains("hubspot", StringComparison.Ordinal) ? CrmKind.HubSpot : CrmKind.Salesforce;
        var connection = crm == CrmKind.HubSpot ? Connection.ToHubSpot(new("http://127.0.0.1:9")) : Connection.ToSalesforce(new("http://127.0.0.1:9"));
        using var folder = new ConnectorFolder(connection.With("Mapping", file));
        File.Copy(Path.Combine(mappings, file), folder.InFolder(file));
        var expected = MappingReader.ReadFile(folder.InFolder(file), crm);

        var outcome = await folder.RunAsync("sync");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors.TrimEnd().Split('\n'), Is.EquivalentTo(expected.Problems.Select(problem => problem.ToString())));
        Assert.That(outcome.Errors, Does.Contain(file));
    }

    [TestCase("Connector__Publish__MaxFlip", "1", "Connector:Publish:MaxFlip", "MaxFlips")]
    [TestCase("Connector__Publish__MaxFlips", "many", "Connector:Publish:MaxFlips", "many")]
    public async Task A_wrong_variable_ends_with_2_and_is_named(string name, string value, string key, string remedy)
    {
        using var folder = new ConnectorFolder();
        folder.Environment[name] = value;

        var outcome = await folder.RunAsync("run");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain(name).And.Contain(key).And.Contain(remedy));
    }

    [Test]
    public async Task A_missing_configuration_file_ends_with_2_and_is_named()
    {
        using var folder = new ConnectorFolder();

        var outcome = await folder.RunAsync("run", "--config", "nowhere.json");

        Assert.That(outcome.ExitCode, Is.EqualTo(2), outcome.ToString());
        Assert.That(outcome.Errors, Does.Contain("nowhere.json"));
    }

    static IEnumerable<string> Configurations() => Names(configurations, "*.json");

    static IEnumerable<string> SomeMappings() => Names(mappings, "*.yaml")
        .Where(name => MappingReader.Read(name, File.ReadAllText(Path.Combine(mappings, name)), null).File is null)
        .Where((_, place) => place % MappingsBetween == 0);

    static IEnumerable<string> Names(string directory, string pattern) =>
        Directory.EnumerateFiles(directory, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
}

using System.Text;
using LeadScoring.Connector.Configuration;

namespace LeadScoring.Connector.Tests.Configuration;

public sealed class WrongConfigurationTests
{
    static readonly string wrong = Path.Combine(TestSource.Tests, "Configuration", "Wrong");

    [Test]
    public void Every_mistake_is_named_with_its_place_and_remedy()
    {
        var text = new StringBuilder();

        foreach (var file in Files())
        {
            foreach (var problem in Read(file).Problems)
                text.Append(problem).Append('\n');
            text.Append('\n');
        }

        Approved.Matches(Path.Combine(wrong, "approved.txt"), text.ToString());
    }

    [TestCaseSource(nameof(Files))]
    public void Rejects_(string file)
    {
        var reading = Read(file);

        Assert.That(reading.Options, Is.Null);
        Assert.That(reading.Problems, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void Never_shows_a_secret(string file)
    {
        var problems = Read(file).Problems;

        Assert.That(string.Join('\n', problems), Does.Not.Contain("planted"));
    }

    static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(wrong, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    static ConfigurationReading Read(string file) => ConfigurationReader.Read(new ConfigurationSources
    {
        ConfigFile = file,
        WorkingDirectory = wrong,
        ProgramDirectory = wrong,
    });
}

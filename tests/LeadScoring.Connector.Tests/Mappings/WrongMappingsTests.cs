using System.Text;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class WrongMappingsTests
{
    static readonly string wrong = Path.Combine(TestSource.Tests, "Mappings", "Wrong");

    [Test]
    public void Every_mistake_is_named_with_its_place_and_remedy()
    {
        var text = new StringBuilder();

        foreach (var file in Directory.EnumerateFiles(wrong, "*.yaml").Order(StringComparer.Ordinal))
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
        var reading = Read(Path.Combine(wrong, file));

        Assert.That(reading.Problems, Is.Not.Empty);
        Assert.That(reading.File is null, Is.EqualTo(reading.Problems.Any(problem => problem.Severity == Severity.Error)));
    }

    static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(wrong, "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    static MappingReading Read(string file) => MappingReader.Read(
        Path.GetFileName(file),
        File.ReadAllText(file),
        Path.GetFileName(file).Contains("hubspot", StringComparison.Ordinal) ? CrmKind.HubSpot : CrmKind.Salesforce);
}

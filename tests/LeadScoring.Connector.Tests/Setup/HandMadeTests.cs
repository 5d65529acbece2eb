using System.Text.RegularExpressions;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Tests.Setup;

/// <summary>Who follows the documents by hand gets what setup makes, and what the shipped mapping files need.</summary>
sealed class HandMadeTests
{
    static readonly Dictionary<(CrmKind Crm, FieldType Type), string> types = new()
    {
        [(CrmKind.Salesforce, FieldType.Flag)] = "Checkbox",
        [(CrmKind.Salesforce, FieldType.Number)] = "Number",
        [(CrmKind.Salesforce, FieldType.Time)] = "Date/Time",
        [(CrmKind.Salesforce, FieldType.Text)] = "Text",
        [(CrmKind.HubSpot, FieldType.Flag)] = "Single checkbox",
        [(CrmKind.HubSpot, FieldType.Number)] = "Number",
        [(CrmKind.HubSpot, FieldType.Time)] = "Date and time picker",
        [(CrmKind.HubSpot, FieldType.Text)] = "Multi-line text",
    };

    [TestCase("salesforce", CrmKind.Salesforce)]
    [TestCase("hubspot", CrmKind.HubSpot)]
    public void Every_field_that_is_written_stands_in_the_table_as_setup_makes_it(string name, CrmKind crm)
    {
        var rows = Document(name).Split('\n');

        foreach (var field in WrittenFields.Of(Mapping(name, crm)))
            Assert.That(rows, Has.Some.Contains($"| `{field.Name}` | {field.Label} | {types[(crm, field.Type)]} |"), field.FullName);
    }

    [TestCase("salesforce", CrmKind.Salesforce, "__c")]
    [TestCase("hubspot", CrmKind.HubSpot, "sms_link_clicks")]
    public void Fields_of_the_users_own_are_named(string name, CrmKind crm, string end)
    {
        var file = Mapping(name, crm);
        var own = file.Scopes.SelectMany(scope => FieldNeeds.Of(file.Model, scope.Name).Select(need => need.Field).Append(scope.StatusField))
            .Where(field => field.EndsWith(end, StringComparison.Ordinal)).Distinct().ToArray();

        Assert.That(own, Is.Not.Empty);
        Assert.That(own.Where(field => !Document(name).Contains($"`{field}`", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void An_app_of_HubSpot_asks_for_every_scope_in_the_table()
    {
        var text = Document("hubspot");
        var table = Regex.Matches(text, @"^\| `((crm\.|sales-|oauth)[^`]*)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)
            .Select(row => row.Value.Split('`')[1]).ToArray();

        var address = Regex.Match(text, "https://app\\.hubspot\\.com/oauth/authorize[^`]*", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking).Value;

        Assert.That(table, Does.Contain("sales-email-read"));
        Assert.That(Uri.UnescapeDataString(address.Split("scope=")[1]).Split(' '), Is.EquivalentTo(table));
    }

    static string Document(string name) => File.ReadAllText(Path.Combine(TestSource.Top, "docs", $"{name}.md"));

    static MappingFile Mapping(string name, CrmKind crm) =>
        MappingReader.ReadFile(Path.Combine(TestSource.Top, "mappings", $"{name}.yaml"), crm).File!; // shipped files are valid
}

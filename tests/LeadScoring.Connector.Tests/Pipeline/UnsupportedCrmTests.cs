using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Pipeline;

sealed class UnsupportedCrmTests
{
    [Test]
    public void R11_A_mapping_for_another_crm_is_told_which_are_supported()
    {
        var text = new Model().TextFor(Play.Lead).Replace("crm: salesforce", "crm: pipedrive", StringComparison.Ordinal);

        var reading = MappingReader.Read("mapping.yaml", text, crm: null);

        Assert.That(reading.Problems.Select(problem => problem.ToString()), Has.Member(
            "mapping.yaml:2:6: crm: \"pipedrive\" is not allowed. Allowed: salesforce, hubspot."));
    }

    [Test]
    public void R11_A_connection_to_another_crm_is_told_which_are_supported()
    {
        var sources = new ConfigurationSources
        {
            WorkingDirectory = Path.GetTempPath(),
            ProgramDirectory = Path.GetTempPath(),
            Arguments = ["--Connector:Connections:sales:Crm=Pipedrive"],
        };

        var problems = ConfigurationReader.Read(sources).Problems;

        Assert.That(problems.Select(problem => problem.ToString()), Has.Some.EndsWith(
            "Connector:Connections:sales:Crm: \"Pipedrive\" is not allowed. Allowed: Salesforce, HubSpot."));
    }
}

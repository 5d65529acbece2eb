using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

/// <summary>A small valid mapping file, with whatever a test adds.</summary>
static class SomeMapping
{
    const string Start =
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            status:
              field: Status
              points: { Open: 4, Working: 7, Refused: 0 }
              disqualified: [Refused]
            writes: { hot: Hot_Lead__c }

        """;

    public static MappingReading Read(string more = "", string scoring = "scoring: { hot_at: 5, reset_after: 10d }") =>
        MappingReader.Read("mapping.yaml", $"{Start}{scoring}\n{more}", CrmKind.Salesforce);

    public static MappingFile File(string more = "", string scoring = "scoring: { hot_at: 5, reset_after: 10d }")
    {
        var reading = Read(more, scoring);
        Assert.That(reading.Problems, Is.Empty);
        return reading.File!;
    }
}

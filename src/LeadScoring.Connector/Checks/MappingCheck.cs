using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Checks;

/// <summary>What a mapping file says about itself, before any call.</summary>
static class MappingCheck
{
    public static IEnumerable<Finding> Of(ConnectionOptions connection, MappingReading reading)
    {
        foreach (var problem in reading.Problems)
        {
            var kind = problem.Severity == Severity.Error ? FindingKinds.Mapping : FindingKinds.MappingDoubtful;
            yield return kind.In(connection.Name, problem.ToString(), $"Change line {problem.Line} of {problem.File}.");
        }

        if (reading.File is not { } file)
            yield break;

        foreach (var failed in MappingTestRunner.Run(file).Where(result => result.Outcome == MappingTestOutcome.Failed))
        {
            yield return FindingKinds.MappingTest.In(
                connection.Name, $"{file.Path}: test \"{failed.Name}\": {string.Join("; ", failed.Mismatches)}",
                "Change the model or the test, whichever is wrong.");
        }

        if (file.NotInForce.Count > 0)
            yield return FindingKinds.NotInForce.In(
                connection.Name, $"{file.Path} uses keys that have no effect yet: {string.Join(", ", file.NotInForce)}.", "Nothing to do: they are read and left aside.");
    }
}

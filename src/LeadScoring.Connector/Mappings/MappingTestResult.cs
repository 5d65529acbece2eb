namespace LeadScoring.Connector.Mappings;

enum MappingTestOutcome
{
    Passed,
    Failed,
}

/// <param name="Mismatches">What came out otherwise than expected, of a failed test.</param>
sealed record MappingTestResult(string Name, MappingTestOutcome Outcome, IReadOnlyList<Mismatch> Mismatches);

sealed record Mismatch(string Key, string Expected, string Actual)
{
    public override string ToString() => $"{Key}: expected {Expected}, but was {Actual}";
}

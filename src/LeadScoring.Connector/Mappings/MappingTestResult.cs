namespace LeadScoring.Connector.Mappings;

enum MappingTestOutcome
{
    Passed,
    Failed,
    Skipped,
}

/// <param name="Mismatches">What came out otherwise than expected, of a failed test.</param>
/// <param name="NotInForce">The key without effect yet that a skipped test depends on.</param>
sealed record MappingTestResult(
    string Name, MappingTestOutcome Outcome, IReadOnlyList<Mismatch> Mismatches, string? NotInForce = null);

sealed record Mismatch(string Key, string Expected, string Actual)
{
    public override string ToString() => $"{Key}: expected {Expected}, but was {Actual}";
}

using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class NearestKeyTests
{
    static readonly string[] known = ["mode", "points", "hot_since", "resets_at"];

    [TestCase("modes", "mode")]
    [TestCase("MODE", "mode")]
    [TestCase("point", "points")]
    [TestCase("hotsince", "hot_since")]
    [TestCase("reset_at", "resets_at")]
    [TestCase("piotns", "points")]
    [TestCase("elephant", null)]
    public void Finds_what_was_meant(string written, string? meant) =>
        Assert.That(NearestKey.Find(written, known), Is.EqualTo(meant));
}

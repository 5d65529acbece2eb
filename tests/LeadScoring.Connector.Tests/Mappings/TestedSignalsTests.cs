using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

/// <summary>Tests of a mapping file in which signals arrive, fields change and stages are expected.</summary>
public sealed class TestedSignalsTests
{
    const string Rules =
        """
        signals:
          opened: { on: email.opened, points: 1, at_most: { times: 2, within: 1d }, lasts: 30d }
          called: { on: call.outbound, lasting: 10s, points: 3, interaction: false }
          reached: { on: call.outbound, answered: true, points: 2 }
          demo: { on: meeting.booked, matching: { Type: [Demo, Trial] }, points: 10, two_way: true }
          viewed: { on: field, field: Views__c, increases: true, from: 2, points: 4 }
          read: { on: field, field: Seconds__c, reaches: 30, points: 3 }
          gone: { on: field, field: HasOptedOutOfEmail, becomes: true, points: -5, interaction: false }
          asked: { on: field, field: Last_Question__c, changes: true, points: 6 }
        fit:
          market: { points: 2, all: [ { field: Industry, in: [Software] } ] }
          busy: { points: 1, all: [ { field: Views__c, at_least: 5 } ] }
        stages: { prospect_when: either }
        exceptions:
          groups: [ { group: EMEA, signals: { demo: { points: 2 }, fair: { on: meeting.booked, points: 1 } } } ]

        """;

    [TestCase("signal: opened", "behaviour: 1")]
    [TestCase("signal: called", "behaviour: 3")]
    [TestCase("signal: called, seconds: 10", "behaviour: 3")]
    [TestCase("signal: called, seconds: 9", "behaviour: 0")]
    [TestCase("signal: reached", "behaviour: 2")]
    [TestCase("signal: demo", "behaviour: 10, hot: true, stage: prospect, reasons: demo +10 (2 Mar)")]
    [TestCase("signal: viewed", "behaviour: 4")]
    [TestCase("signal: viewed, value: 1", "behaviour: 0")]
    [TestCase("signal: viewed, value: 2", "behaviour: 4")]
    [TestCase("signal: viewed, value: 5", "behaviour: 4, fit: 1, stage: candidate")]
    [TestCase("signal: read", "behaviour: 3")]
    [TestCase("signal: read, value: 29", "behaviour: 0")]
    [TestCase("signal: gone", "behaviour: -5")]
    [TestCase("signal: asked", "behaviour: 6, hot: true")]
    [TestCase("signal: fair", "behaviour: 0")]
    [TestCase("field: Views__c, value: 3", "behaviour: 4")]
    [TestCase("field: seconds__c, value: 30", "behaviour: 3")]
    [TestCase("field: HasOptedOutOfEmail, value: True", "behaviour: -5")]
    [TestCase("field: Industry, value: Software", "fit: 2, behaviour: 0, hot: false, stage: candidate")]
    [TestCase("field: Industry, value: Retail", "fit: 0, stage: lead")]
    public void A_signal_or_a_field_scores_as_its_rules_say(string happening, string expected) =>
        Assert.That(Run($"- {{ at: 2026-03-02T09:00:00Z, {happening} }}", expected), Is.Empty);

    [Test]
    public void A_field_goes_on_from_the_value_it_had()
    {
        var mismatches = Run(
            """
            - { at: 2026-03-02T10:00:00Z, field: Seconds__c, value: 31 }
            - { at: 2026-03-02T09:00:00Z, field: Seconds__c, value: 30 }
            - { at: 2026-03-02T11:00:00Z, field: Views__c, value: 4 }
            - { at: 2026-03-02T12:00:00Z, field: Views__c, value: 3 }
            """,
            "behaviour: 7");

        Assert.That(mismatches, Is.Empty);
    }

    [Test]
    public void The_same_signal_may_arrive_again_and_again()
    {
        var mismatches = Run(
            """
            - { at: 2026-03-02T09:00:00Z, signal: read }
            - { at: 2026-03-02T09:00:00Z, signal: read }
            - { at: 2026-03-02T10:00:00Z, signal: viewed }
            - { at: 2026-03-02T11:00:00Z, signal: viewed }
            - { at: 2026-03-02T12:00:00Z, signal: gone }
            - { at: 2026-03-02T13:00:00Z, signal: gone }
            - { at: 2026-03-02T14:00:00Z, signal: asked }
            - { at: 2026-03-02T14:00:00Z, signal: asked }
            """,
            "behaviour: 16");

        Assert.That(mismatches, Is.Empty);
    }

    [Test]
    public void Limits_hold_and_points_leave_in_their_time()
    {
        const string opened =
            """
            - { at: 2026-03-02T09:00:00Z, signal: opened }
            - { at: 2026-03-02T10:00:00Z, signal: opened }
            - { at: 2026-03-02T11:00:00Z, signal: opened }
            """;

        Assert.That(Run(opened, "behaviour: 2"), Is.Empty);
        Assert.That(Run(opened, "behaviour: 0", at: "2026-04-01T10:00:00Z"), Is.Empty);
    }

    [Test]
    public void The_owner_decides_which_signals_there_are_and_what_they_are_worth()
    {
        var mismatches = Run(
            """
            - { at: 2026-03-02T08:00:00Z, owner: { user: kim@example.com, groups: [EMEA] } }
            - { at: 2026-03-02T09:00:00Z, signal: demo }
            """,
            "behaviour: 3");

        Assert.That(mismatches, Is.Empty);
    }

    [TestCase("", "total: 0, hot: false")]
    [TestCase("- { at: 2026-03-02T08:00:00Z, field: LeadSource, value: Web }", "total: 7, hot: true")]
    [TestCase("- { at: 2026-03-02T08:00:00Z, field: LeadSource, value: Other }", "total: 0, hot: false")]
    public void A_record_that_does_not_match_only_scores_nothing(string before, string expected)
    {
        var mismatches = Run(
            $"{before}\n- {{ at: 2026-03-02T09:00:00Z, status: Working }}", expected, only: "{ all: [ { field: LeadSource, is: Web } ] }");

        Assert.That(mismatches, Is.Empty);
    }

    [Test]
    public void A_stage_that_is_another_fails_the_test() =>
        Assert.That(Run("- { at: 2026-03-02T09:00:00Z, signal: demo }", "stage: repeat customer"), Is.EqualTo(["stage: expected repeat customer, but was prospect"]));

    static IEnumerable<string> Run(string given, string expected, string? at = null, string? only = null)
    {
        var events = string.Join('\n', given.Split('\n').Select(line => $"      {line}"));
        var test = $"tests:\n  - name: a test\n    given:\n{events}\n    expect: {{ {expected} }}\n" + (at is null ? "" : $"    at: {at}\n");
        var text = SomeMapping.File(Rules).Text + test;
        if (only is not null)
            text = text.Replace("  Lead:\n", $"  Lead:\n    only: {only}\n", StringComparison.Ordinal);
        var reading = MappingReader.Read("mapping.yaml", text, crm: null);
        Assert.That(reading.Problems, Is.Empty);
        return MappingTestRunner.Run(reading.File!).Single().Mismatches.Select(mismatch => mismatch.ToString());
    }
}

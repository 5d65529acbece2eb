using LeadScoring.Connector.Mappings;

namespace LeadScoring.Connector.Tests.Mappings;

public sealed class MappingTestRunnerTests
{
    [Test]
    public void A_test_passes_when_everything_expected_comes_out()
    {
        var result = Run("given: [ { at: 2026-03-02T09:00:00Z, status: Working } ]",
            "expect: { status: 7, behaviour: 0, fit: 0, total: 7, hot: true, resets_at: 2026-03-12T09:00:00Z }");

        Assert.That(result.Outcome, Is.EqualTo(MappingTestOutcome.Passed));
    }

    [Test]
    public void Reasons_are_compared_as_the_field_shows_them()
    {
        var result = Run("given: [ { at: 2026-03-02T09:00:00Z, status: Working } ]", "expect: { reasons: \"Working +7 (2 Mar)\" }");

        Assert.That(result.Outcome, Is.EqualTo(MappingTestOutcome.Passed), string.Join("; ", result.Mismatches));
    }

    [Test]
    public void A_failed_test_says_what_came_out_instead()
    {
        var result = Run("given: [ { at: 2026-03-02T09:00:00Z, status: Open } ]", "expect: { status: 4, total: 5, hot: true }");

        Assert.That(result.Outcome, Is.EqualTo(MappingTestOutcome.Failed));
        Assert.That(result.Mismatches.Select(mismatch => mismatch.ToString()), Is.EqualTo(
            ["total: expected 5, but was 4", "hot: expected true, but was false"]));
    }

    [Test]
    public void The_timer_has_run_out_at_its_deadline()
    {
        var result = Run("given: [ { at: 2026-03-02T09:00:00Z, status: Working } ]\n    at: 2026-03-12T09:00:00Z",
            "expect: { status: 0, hot: false, resets_at: never }");

        Assert.That(result.Mismatches, Is.Empty);
    }

    [Test]
    public void The_owner_selects_the_settings_of_what_follows()
    {
        var result = Run(
            """
            given:
                  - { at: 2026-03-02T09:00:00Z, owner: { user: kim@example.com, groups: [EMEA] } }
                  - { at: 2026-03-02T10:00:00Z, status: Working }
            """,
            "expect: { total: 7, hot: false }");

        Assert.That(result.Mismatches, Is.Empty);
    }

    [Test]
    public void A_new_owner_with_a_lower_threshold_turns_the_lead_hot()
    {
        var result = Run(
            """
            given:
                  - { at: 2026-03-02T10:00:00Z, status: Open }
                  - { at: 2026-03-02T11:00:00Z, owner: jane@example.com }
            """,
            "expect: { total: 4, hot: true }");

        Assert.That(result.Mismatches, Is.Empty);
    }

    [Test]
    public void A_person_removes_and_ticks_the_flag()
    {
        var removed = Run(
            """
            given:
                  - { at: 2026-03-02T10:00:00Z, status: Working }
                  - { at: 2026-03-02T11:00:00Z, removed: true }
            """,
            "expect: { total: 0, hot: false }");
        var ticked = Run("given: [ { at: 2026-03-02T10:00:00Z, hot: true } ]", "expect: { total: 0, hot: true }");

        Assert.That(removed.Mismatches, Is.Empty);
        Assert.That(ticked.Mismatches, Is.Empty);
    }

    [Test]
    public void Events_count_in_the_order_of_their_times()
    {
        var result = Run(
            """
            given:
                  - { at: 2026-03-02T11:00:00Z, status: Open }
                  - { at: 2026-03-02T12:00:00+02:00, status: Working }
            """,
            "expect: { status: 4 }");

        Assert.That(result.Mismatches, Is.Empty);
    }

    [TestCase("{ at: 2026-03-02T10:00:00Z, status: Working }", "{ at: 2026-03-02T10:00:00Z, owner: anna@example.com }")]
    [TestCase("{ at: 2026-03-02T10:00:00Z, owner: anna@example.com }", "{ at: 2026-03-02T10:00:00Z, status: Working }")]
    public void A_status_scores_by_the_owner_of_its_second_whatever_the_file_names_first(string first, string second)
    {
        var result = Run($"given: [ {first}, {second} ]", "expect: { status: 9 }");

        Assert.That(result.Mismatches, Is.Empty);
    }

    static MappingTestResult Run(string given, string expect)
    {
        var file = SomeMapping.File(
            $$"""
            signals:
              opened: { on: email.opened, points: 1 }
            exceptions:
              groups: [ { group: EMEA, scoring: { hot_at: 8 } } ]
              users:
                - { user: jane@example.com, scoring: { hot_at: 4 } }
                - { user: anna@example.com, objects: { Lead: { status: { points: { Working: 9 } } } } }
            tests:
              - name: a test
                {{given}}
                {{expect}}
            """);
        return MappingTestRunner.Run(file).Single();
    }
}

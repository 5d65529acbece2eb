using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>
/// Whatever happens between passes, and whenever they come: each crossing that stands when a pass ends is told of once, on the
/// record that goes on, and nothing else is.
/// </summary>
sealed class AlertWalkTests
{
    const string Called = "called: { on: call.inbound, points: 3 }";

    [Test]
    public async Task Every_crossing_that_stands_at_the_end_of_a_pass_has_one_activity(
        [Values("max", "sum", "survivor")] string onMerge, [Values("follow", "close")] string onConversion, [Values(1, 2)] int seed)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts($"hot_at: 5, reset_after: 2d, on_merge: {onMerge}, on_conversion: {onConversion}"));

        await new SalesforceWalk(stage, new Random(seed)).GoAsync();
    }

    [Test]
    public async Task Every_crossing_of_a_hubspot_contact_has_one_activity([Values("max", "sum", "survivor")] string onMerge, [Values(1, 2)] int seed)
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, Model.Signalling(Called) with
        {
            Scoring = $"hot_at: 5, reset_after: 2d, on_merge: {onMerge}",
            More = "on_hot: { activity: {} }",
        });

        await new AlertWalk(stage, new Random(seed)).GoAsync();
    }

    [Test]
    public async Task A_lead_that_joins_a_hot_contact_in_the_pass_that_finds_both_conversions_is_told_of_no_more()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts("hot_at: 5, on_merge: sum"));
        await stage.PassAsync();
        var (second, first) = (stage.Person(Status.Open), stage.Person(Status.Working));
        await stage.PassAsync();

        var org = stage.Host.World.Salesforce;
        stage.AMinuteLater();
        var contact = org.ConvertLead(first);
        stage.Exchange.Receive(second);
        stage.Exchange.Receive(second);
        org.ConvertLead(second, into: contact);
        var report = await stage.PassAsync();

        Assert.That(report.Alerts, Is.Zero, "hot since before either conversion");
    }

    static string LeadsAndContacts(string scoring) =>
        $$"""
        version: 1
        crm: salesforce
        objects:
          Lead:
            status: { field: Status, points: { Open - Not Contacted: 0, Working - Contacted: 7, Closed - Converted: 8, Closed - Not Converted: 1 } }
            writes: { hot: Hot_Lead__c }
          Contact:
            status: { field: Status__c, points: { New: 1, In progress: 3, Interested: 6 } }
            writes: { hot: Hot_Lead__c }
        scoring: { {{scoring}} }
        signals: { {{Called}} }
        on_hot: { activity: {} }
        """;
}

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>P22: what people did goes with them, through merge, conversion, deletion.</summary>
sealed class SignalSuccessionTests
{
    const string Signals = "called: { on: call.inbound, points: 3 }, demo: { on: meeting.booked, matching: { Type: Demo }, points: 10 }";

    const string LeadsAndContacts =
        $$"""
        version: 1
        crm: salesforce
        objects:
          Lead:
            status: { field: Status, points: { Open - Not Contacted: 1, Closed - Converted: 2 }, qualified: [Closed - Converted] }
            writes: { hot: Hot_Lead__c, score: Lead_Score__c }
          Contact:
            status: { field: Status__c, points: { New: 1, Interested: 6 } }
            writes: { hot: Hot_Lead__c, score: Lead_Score__c }
        scoring: { hot_at: 5, reset_after: 10d }
        signals: { {{Signals}} }
        """;

    static readonly string[] Policies = ["max", "sum", "survivor"];

    [Test]
    public async Task P22_A_contact_goes_on_with_what_its_lead_did_before_the_conversion_and_does_after_it()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var lead = stage.Person("Open - Not Contacted");
        stage.Exchange.Receive(lead);
        await stage.PassAsync();

        var contact = Convert(stage, lead);
        await stage.PassAsync();
        var converted = Score(stage, contact);
        stage.Exchange.Receive(contact);
        await stage.PassAsync();

        Assert.That((converted, Score(stage, contact)), Is.EqualTo((5m, 8m)));
    }

    [Test]
    public async Task P22_A_booking_of_the_lead_that_is_called_off_after_the_conversion_is_taken_from_the_contact_once()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var lead = stage.Person("Open - Not Contacted");
        var meeting = stage.Exchange.Book(lead);
        await stage.PassAsync();
        var contact = Convert(stage, lead);
        await stage.PassAsync();
        var before = Score(stage, contact);

        stage.Exchange.CallOff(meeting);
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That((before, Score(stage, contact)), Is.EqualTo((12m, 2m)));
    }

    [Test]
    public async Task P22_An_activity_that_comes_with_the_conversion_counts_once_whomever_the_crm_names([Values("Lead", "Contact")] string named)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var lead = stage.Person("Open - Not Contacted");
        await stage.PassAsync();

        var call = stage.Exchange.Receive(lead);
        var contact = Convert(stage, lead);
        stage.Host.World.Salesforce.SetField("Task", call, "WhoId", named == "Lead" ? lead : contact);
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That(Score(stage, contact), Is.EqualTo(5m));
    }

    [Test]
    public async Task P22_Merged_records_keep_the_behaviour_that_the_policy_says(
        [ValueSource(typeof(Play), nameof(Play.EachCrm))] Play play, [ValueSource(nameof(Policies))] string policy)
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 3 }, replied: { on: email.replied, points: 4 }") with
        {
            Scoring = $"hot_at: 5, on_merge: {policy}",
        });
        var (survivor, loser) = (stage.Person(Status.Open), stage.Person(Status.Working));
        stage.Exchange.Receive(survivor);
        stage.Exchange.Reply(loser);
        await stage.PassAsync();

        stage.AMinuteLater();
        stage.Merge(survivor, loser);
        await stage.PassAsync();
        var after = await stage.PassAsync();

        var lead = await stage.LeadAsync(survivor);
        Assert.That(stage.Score(survivor), Is.EqualTo(policy switch { "max" => 4m, "sum" => 7m, _ => 3m }));
        Assert.That((await stage.EntriesAsync(survivor)).Sum(entry => entry.Points), Is.EqualTo(lead.StatusPoints + lead.BehaviourPoints));
        Assert.That((after.Changes, after.Written), Is.EqualTo((0, 0)));
    }

    static string Convert(Stage stage, string lead)
    {
        stage.AMinuteLater();
        return stage.Host.World.Salesforce.ConvertLead(lead);
    }

    static decimal Score(Stage stage, string contact) =>
        System.Convert.ToDecimal(stage.Host.World.Salesforce.Get("Contact", contact, "Lead_Score__c"));
}

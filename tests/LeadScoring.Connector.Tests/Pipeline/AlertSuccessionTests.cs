using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What becomes of alerts when two records become one, and when a hint comes before the pass.</summary>
sealed class AlertSuccessionTests
{
    const string Luca = "luca.bianchi@example.com";

    const string LeadsAndContacts =
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            status: { field: Status, points: { Open - Not Contacted: 4, Working - Contacted: 7, Closed - Converted: 8 } }
            writes: { hot: Hot_Lead__c }
          Contact:
            status: { field: Status__c, points: { New: 1, Interested: 6 } }
            writes: { hot: Hot_Lead__c }
        scoring: { hot_at: 5, on_merge: sum }
        on_hot: { activity: {} }
        """;

    [Test]
    public async Task P22_An_alert_that_waits_when_its_lead_is_converted_stands_on_the_contact()
    {
        await using var stage = await LiveAsync();
        var lead = stage.Person(Status.Open, Luca);
        await stage.PassAsync();
        stage.SetStatus(lead, Status.Working);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));

        var contact = Convert(stage, lead);
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That((stage.Activities(lead).Count, stage.Activities(contact).Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task P22_A_lead_that_is_hot_already_is_told_of_no_more_as_a_contact()
    {
        await using var stage = await LiveAsync();
        var lead = stage.Person(Status.Open, Luca);
        await stage.PassAsync();
        stage.SetStatus(lead, Status.Working);
        await stage.PassAsync();

        var contact = Convert(stage, lead);
        var report = await stage.PassAsync();

        Assert.That((report.Alerts, stage.Activities(contact).Count), Is.EqualTo((0, 1)), "Salesforce moves the task of the lead along");
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_Two_cold_records_that_are_hot_as_one_are_told_of_once(Play play)
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 3 }") with
        {
            Scoring = "hot_at: 5, on_merge: sum",
            More = "on_hot: { activity: {} }",
        });
        var (winner, loser) = (stage.Person(Status.Open, Luca), stage.Person(Status.Open, Luca));
        await stage.PassAsync();
        stage.Exchange.Receive(winner);
        stage.Exchange.Receive(loser);
        await stage.PassAsync();

        stage.AMinuteLater();
        stage.Merge(winner, loser);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That((stage.Hot(winner), Alerts(stage, winner)), Is.EqualTo((true, 1)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_Two_records_that_turned_hot_before_they_were_one_are_told_of_once(Play play)
    {
        await using var stage = await LiveAsync(play);
        var (winner, loser) = await TwoColdAsync(stage);

        stage.SetStatus(winner, Status.Working);
        stage.SetStatus(loser, Status.Working);
        stage.AMinuteLater();
        stage.Merge(winner, loser);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That((stage.Hot(winner), Alerts(stage, winner)), Is.EqualTo((true, 1)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_A_crossing_that_the_merge_ends_is_no_news(Play play)
    {
        await using var stage = await LiveAsync(play, "hot_at: 5, disqualified: cool");
        var (winner, loser) = await TwoColdAsync(stage);

        stage.SetStatus(loser, Status.Working);
        stage.SetStatus(winner, Status.Refused);
        stage.AMinuteLater();
        stage.Merge(winner, loser);
        await stage.PassAsync();

        Assert.That((stage.Hot(winner), Alerts(stage, winner)), Is.EqualTo((false, 0)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_Two_alerts_that_wait_when_their_records_become_one_are_one(Play play)
    {
        await using var stage = await LiveAsync(play);
        var (winner, loser) = await TwoColdAsync(stage);
        stage.SetStatus(winner, Status.Working);
        stage.SetStatus(loser, Status.Working);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));

        stage.AMinuteLater();
        stage.Merge(winner, loser);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That((stage.Hot(winner), Alerts(stage, winner)), Is.EqualTo((true, 1)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_An_alert_that_waits_is_sent_although_the_survivor_was_hot_in_silence_before(Play play)
    {
        await using var stage = await LiveAsync(play);
        var (winner, loser) = await TwoColdAsync(stage);
        stage.SetHot(winner, true);
        await stage.PassAsync();
        stage.SetStatus(loser, Status.Working);
        await stage.TryPassAsync(crm => new BrokenWriting(crm));

        stage.AMinuteLater();
        stage.Merge(winner, loser);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That((stage.Hot(winner), Alerts(stage, winner)), Is.EqualTo((true, 1)));
    }

    [Test]
    public async Task P22_A_status_that_is_kept_back_is_kept_back_through_its_conversion()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts
            .Replace("Closed - Converted: 8 } }", "Closed - Converted: 8 }, qualified: [Closed - Converted] }", StringComparison.Ordinal)
            .Replace("activity: {}", "activity: {}, not_when: [qualified]", StringComparison.Ordinal));
        await stage.PassAsync();
        var lead = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        var contact = Convert(stage, lead);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That((await stage.LeadsAsync())[contact].Hot, Is.True);
        Assert.That(stage.Activities(contact), Is.Empty);
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_A_status_that_is_kept_back_is_kept_back_through_a_merge(Play play)
    {
        await using var stage = await Stage.OpenAsync(play, new() { More = "on_hot: { activity: {}, not_when: [qualified] }" });
        await stage.PassAsync();
        var (winner, loser) = await TwoColdAsync(stage);

        stage.SetStatus(loser, Status.Converted);
        stage.AMinuteLater();
        stage.Merge(winner, loser);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That(Alerts(stage, winner), Is.Zero);
    }

    [TestCase("on_conversion: close", true)]
    [TestCase("hot_at: 5", false)]
    public async Task P22_A_lead_whose_ledger_its_conversion_closes_is_told_of_no_more(string policy, bool contacts)
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts
            .Replace("on_merge: sum", policy == "hot_at: 5" ? "on_merge: max" : policy, StringComparison.Ordinal)
            .Replace("""
                  Contact:
                    status: { field: Status__c, points: { New: 1, Interested: 6 } }
                    writes: { hot: Hot_Lead__c }

                """, contacts ? "  Contact:\n    status: { field: Status__c, points: { New: 1 } }\n    writes: { hot: Hot_Lead__c }\n" : "", StringComparison.Ordinal));
        await stage.PassAsync();
        var lead = stage.Person(Status.Open, Luca);
        await stage.PassAsync();

        Convert(stage, lead);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();

        Assert.That(await stage.CountAsync("select count(*) from alert where state <> 3"), Is.Zero);
        Assert.That(stage.Activities(lead), Is.Empty);
    }

    [Test]
    public async Task Records_of_an_object_that_is_mapped_later_are_read_in_silence()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { More = "on_hot: { activity: {} }" });
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(3));
        var contact = stage.Host.World.Salesforce.Create(
            "Contact", new Dictionary<string, object?> { ["LastName"] = "Byron", ["Status__c"] = "Interested" });
        stage.AMinuteLater();
        stage.Mapping(LeadsAndContacts);
        for (var pass = 0; pass < 2; pass++)
            await stage.PassAsync();
        var before = stage.Activities(contact).Count;

        stage.AMinuteLater();
        stage.Host.World.Salesforce.SetField("Contact", contact, "Status__c", "New");
        await stage.PassAsync();
        stage.AMinuteLater();
        stage.Host.World.Salesforce.SetField("Contact", contact, "Status__c", "Interested");
        await stage.PassAsync();

        Assert.That((before, stage.Activities(contact).Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_crossing_that_a_webhook_brings_to_light_is_alerted_once()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, new() { More = "on_hot: { activity: {} }" });
        var id = stage.Person(Status.Open, Luca);
        using (var worker = await stage.WorkAsync())
        {
            await worker.RunPassAsync(CancellationToken.None);
            stage.SetStatus(id, Status.Working);
            worker.Hints.Add([new Hint("contacts", id), new Hint("contacts", id)]);
            await worker.RunPullAsync(CancellationToken.None);
        }

        var pulled = stage.Activities(id).Count;
        await stage.PassAsync();

        Assert.That((pulled, stage.Activities(id).Count), Is.EqualTo((1, 1)));
    }

    /// <summary>Without the calls, which are tasks as well.</summary>
    static int Alerts(Stage stage, string id) => stage.Activities(id).Count(entry => entry.Text.Contains("Ref. ", StringComparison.Ordinal));

    static async Task<Stage> LiveAsync(Play play, string scoring = "hot_at: 5")
    {
        var stage = await Stage.OpenAsync(play, new() { Scoring = scoring, More = "on_hot: { activity: {} }" });
        await stage.PassAsync();
        return stage;
    }

    static async Task<(string Winner, string Loser)> TwoColdAsync(Stage stage)
    {
        var two = (stage.Person(Status.Open, Luca), stage.Person(Status.Open, Luca));
        await stage.PassAsync();
        return two;
    }

    static async Task<Stage> LiveAsync()
    {
        var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        await stage.PassAsync();
        return stage;
    }

    static string Convert(Stage stage, string lead)
    {
        stage.AMinuteLater();
        return stage.Host.World.Salesforce.ConvertLead(lead);
    }
}

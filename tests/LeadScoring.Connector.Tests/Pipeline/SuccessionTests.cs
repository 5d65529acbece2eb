using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>P22: merge, conversion, deletion and restoration each have a stated rule for points.</summary>
sealed class SuccessionTests
{
    const string LeadsAndContacts =
        """
        version: 1
        crm: salesforce
        objects:
          Lead:
            status: { field: Status, points: { Open - Not Contacted: 4, Working - Contacted: 7, Closed - Converted: 8 }, qualified: [Closed - Converted] }
            writes: { hot: Hot_Lead__c, score: Lead_Score__c }
          Contact:
            status: { field: Status__c, points: { New: 1, Interested: 6 } }
            writes: { hot: Hot_Lead__c, score: Lead_Score__c }
        scoring: { hot_at: 5, reset_after: 10d }
        """;

    [Test]
    public async Task P22_A_converted_lead_is_followed_by_its_contact()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var lead = stage.Person("Working - Contacted");
        await stage.PassAsync();

        var contact = Convert(stage, lead);
        var report = await stage.PassAsync();

        Assert.That((Shows(stage, contact, "Hot_Lead__c"), Shows(stage, contact, "Lead_Score__c")), Is.EqualTo((true, 8m)));
        Assert.That((report.Rejected, report.BecameHot, report.BecameCold), Is.EqualTo((0, 0, 0)));
        Assert.That((await stage.LeadsAsync()).Keys, Is.EqualTo([contact]));
    }

    [Test]
    public async Task P22_Two_leads_converted_into_one_contact_leave_a_ledger_that_adds_up()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var (one, other) = (stage.Person("Working - Contacted"), stage.Person("Open - Not Contacted"));
        await stage.PassAsync();

        var contact = Convert(stage, one);
        stage.Host.World.Salesforce.SetFields("Lead", other, new Dictionary<string, object?>
        {
            ["IsConverted"] = true,
            ["ConvertedContactId"] = contact,
            ["ConvertedDate"] = DateOnly.FromDateTime(stage.Now.UtcDateTime),
        });
        await stage.PassAsync();

        var lead = (await stage.LeadsAsync())[contact];
        var entries = await new Ledgers(stage.Database).EntriesAsync(lead.LeadId, CancellationToken.None);
        Assert.That(entries.Sum(entry => entry.Points), Is.EqualTo(lead.StatusPoints + lead.BehaviourPoints + lead.FitPoints));
        Assert.That((await stage.LeadsAsync()).Keys, Is.EqualTo([contact]));
    }

    [Test]
    public async Task P22_Nothing_more_is_written_to_a_converted_lead()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Mapping(LeadsAndContacts);
        var lead = stage.Person("Working - Contacted");
        await stage.PassAsync();
        var contact = Convert(stage, lead);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(11));
        var report = await stage.PassAsync();

        Assert.That((report.BecameCold, report.Written, report.Rejected), Is.EqualTo((1, 1, 0)));
        Assert.That(Shows(stage, contact, "Hot_Lead__c"), Is.EqualTo(false));
    }

    [Test]
    public async Task P22_A_lead_converted_into_an_object_that_no_mapping_names_is_closed_and_reported()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, new() { Points = "{ Working - Contacted: 7, Closed - Converted: 8 }", Lists = "qualified: [Closed - Converted]" });
        var lead = stage.Person("Working - Contacted");
        await stage.PassAsync();

        Convert(stage, lead);
        var first = await stage.PassAsync();
        var second = await stage.PassAsync();

        Assert.That(first.Problems.Select(problem => problem.Code), Is.EqualTo(["ledger_closed"]));
        Assert.That((second.Problems, second.Written), Is.EqualTo((Array.Empty<object>(), 0)));
    }

    [TestCaseSource(typeof(Play), nameof(Play.EachCrm))]
    public async Task P22_Merging_one_record_into_another_leaves_one_total_and_no_orphan(Play play)
    {
        await using var stage = await Stage.OpenAsync(play);
        var (survivor, loser) = (stage.Person(Status.Open), stage.Person(Status.Working));
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.Merge(survivor, loser);
        await stage.PassAsync();
        var after = await stage.PassAsync();

        var leads = await stage.LeadsAsync();
        Assert.That(leads.Keys, Is.EqualTo([survivor]));
        Assert.That(leads[survivor].State().Parts.Status, Is.EqualTo(4m));
        Assert.That((await stage.EntriesAsync(survivor)).Sum(entry => entry.Points), Is.EqualTo(Stored.Points(4m)));
        Assert.That((after.Status, after.Written, after.Rejected, after.Retrying), Is.EqualTo((PassStatus.Ok, 0, 0, 0)));
    }

    [Test]
    public async Task P22_A_deleted_lead_is_not_written_and_a_restored_one_goes_on()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead, Model.ResettingAfter("5d"));
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.Host.World.Salesforce.Delete("Lead", id);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(6));
        var gone = await stage.PassAsync();
        stage.Host.World.Salesforce.Undelete("Lead", id);
        var back = await stage.PassAsync();

        Assert.That((gone.Status, gone.BecameCold, gone.Written, gone.Rejected, gone.Retrying), Is.EqualTo((PassStatus.Ok, 0, 0, 0, 0)));
        Assert.That((back.BecameCold, back.Written, stage.Hot(id)), Is.EqualTo((1, 1, false)));
    }

    [Test]
    public async Task P22_A_write_that_the_crm_refused_is_forgotten_when_its_lead_is_deleted()
    {
        await using var stage = await Stage.OpenAsync(Play.Lead);
        stage.Restrict(Play.Lead.Reasons, "nothing else");
        var refused = stage.Person(Status.Working);
        Assert.That((await stage.PassAsync()).Rejected, Is.EqualTo(1));

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.Host.World.Salesforce.Delete("Lead", refused);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Rejected), Is.EqualTo((PassStatus.Ok, 0)));
    }

    static string Convert(Stage stage, string lead)
    {
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        return stage.Host.World.Salesforce.ConvertLead(lead);
    }

    static object? Shows(Stage stage, string contact, string field) => stage.Host.World.Salesforce.Get("Contact", contact, field);
}

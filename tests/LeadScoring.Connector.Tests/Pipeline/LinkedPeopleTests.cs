using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>A person who is in both CRMs is hot in both when either record is.</summary>
sealed class LinkedPeopleTests
{
    const string FlagAlone =
        """
        version: 1
        crm: hubspot
        objects:
          contacts:
            status: { field: hs_lead_status, points: { Open - Not Contacted: 4, Working - Contacted: 7 } }
            writes: { hot: hot_lead }
        scoring: { hot_at: 5 }
        """;

    [Test]
    public async Task Who_is_hot_in_one_crm_shows_it_in_the_other_with_the_reason()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);

        var (salesforce, hubSpot) = await crms.PassAsync();

        Assert.That((crms.Salesforce.Hot(lead), crms.HubSpot.Hot(contact)), Is.EqualTo((true, true)));
        Assert.That(crms.HubSpot.Reasons(contact), Does.StartWith("hot in Salesforce (").And.EndsWith($", {Status.Open} +4 (2 Mar)"));
        Assert.That(crms.Salesforce.Reasons(lead), Does.Not.Contain("hot in"));
        Assert.That((salesforce.BecameHot, hubSpot.BecameHot), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task Each_record_keeps_its_score_and_timer()
    {
        await using var crms = await BothCrms.OpenAsync(Model.ResettingAfter("5d"));
        var (lead, contact) = crms.Person(Status.Working, Status.Open);

        await crms.PassAsync();

        Assert.That((crms.HubSpot.Score(contact), crms.HubSpot.ResetsAt(contact)), Is.EqualTo((4m, (DateTimeOffset?)null)));
        Assert.That(crms.HubSpot.HotSince(contact), Is.EqualTo(crms.Salesforce.HotSince(lead)));
        Assert.That(crms.Salesforce.ResetsAt(lead), Is.Not.Null);
    }

    [Test]
    public async Task The_flag_goes_where_the_other_record_cools()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, contact: null);
        await crms.PassAsync();
        var shown = crms.HubSpot.Reasons(contact);

        crms.Salesforce.SetStatus(lead, Status.Open);
        await crms.PassAsync();

        Assert.That(shown, Does.StartWith("hot in Salesforce"));
        Assert.That((crms.HubSpot.Hot(contact), crms.HubSpot.HotSince(contact)), Is.EqualTo((false, (DateTimeOffset?)null)));
        Assert.That(crms.HubSpot.Reasons(contact), Is.Null.Or.Empty);
    }

    [Test]
    public async Task A_record_that_is_hot_itself_stays_so_when_the_other_cools()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Working);
        await crms.PassAsync();

        crms.Salesforce.SetStatus(lead, Status.Open);
        await crms.PassAsync();
        await crms.PassAsync();

        Assert.That((crms.Salesforce.Hot(lead), crms.HubSpot.Hot(contact)), Is.EqualTo((true, true)));
        Assert.That(crms.Salesforce.Reasons(lead), Does.StartWith("hot in HubSpot"));
        Assert.That(crms.HubSpot.Reasons(contact), Does.Not.Contain("hot in"));
    }

    [Test]
    public async Task Only_flag_hot_since_and_reasons_are_written_to_a_record_that_has_scored_nothing()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (_, contact) = crms.Person(Status.Working, contact: null);
        crms.Salesforce.Host.World.HubSpot.SetProperty(contact, Play.HubSpot.Score, "42");

        await crms.PassAsync();

        Assert.That((crms.HubSpot.Hot(contact), crms.HubSpot.Score(contact)), Is.EqualTo((true, 42m)));
    }

    [Test]
    public async Task Passes_after_that_write_nothing()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.Person(Status.Working, contact: null);
        await crms.PassAsync();

        for (var pass = 0; pass < 3; pass++)
        {
            crms.Salesforce.Clock.Advance(TimeSpan.FromMinutes(1));
            var (salesforce, hubSpot) = await crms.PassAsync();
            Assert.That((salesforce.Changes, salesforce.Written, hubSpot.Changes, hubSpot.Written), Is.EqualTo((0, 0, 0, 0)));
        }
    }

    [Test]
    public async Task A_flag_that_a_rep_ticks_is_by_hand_there_and_by_the_link_in_the_other()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Open, Status.Open);
        await crms.PassAsync();

        crms.Salesforce.SetHot(lead, hot: true);
        await crms.PassAsync();

        Assert.That(((await crms.Salesforce.LeadAsync(lead)).Hot, (await crms.HubSpot.LeadAsync(contact)).Hot), Is.EqualTo((true, false)));
        Assert.That(crms.HubSpot.Hot(contact));
    }

    [Test]
    public async Task Nobody_is_linked_unless_the_configuration_says_so()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.Link(LinkBy.None);
        var (_, contact) = crms.Person(Status.Working, Status.Open);

        await crms.PassAsync();

        Assert.That(crms.HubSpot.Hot(contact), Is.False);
    }

    [Test]
    public async Task A_changed_configuration_links_and_parts_everybody()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.Link(LinkBy.None);
        var (_, contact) = crms.Person(Status.Working, Status.Open);
        await crms.PassAsync();

        crms.Link(LinkBy.Email);
        await crms.PassAsync();
        var linked = crms.HubSpot.Hot(contact);
        crms.Link(LinkBy.None);
        await crms.PassAsync();

        Assert.That((linked, crms.HubSpot.Hot(contact)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task The_connection_of_the_other_record_is_asked_for_a_pass_once()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, _) = crms.Person(Status.Open, Status.Open);
        await crms.PassAsync();
        var before = await AskedAsync(crms, "hubspot");

        crms.Salesforce.SetStatus(lead, Status.Working);
        await crms.Salesforce.PassAsync();
        var asked = await AskedAsync(crms, "hubspot");
        await crms.HubSpot.PassAsync();

        Assert.That((before, asked > 0, await AskedAsync(crms, "hubspot"), await AskedAsync(crms, "salesforce")), Is.EqualTo((0, true, 0, 0)));
    }

    [Test]
    public async Task A_flag_that_turns_while_the_other_is_being_written_is_not_forgotten()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.HubSpot.Mapping(FlagAlone);
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        await crms.Salesforce.PassAsync();

        await crms.HubSpot.PassAsync(crm => new BusyCrm(crm, async () =>
        {
            crms.Salesforce.SetStatus(lead, Status.Open);
            await crms.Salesforce.PassAsync();
        }));
        var between = crms.HubSpot.Hot(contact);
        await crms.HubSpot.PassAsync();

        Assert.That((between, crms.HubSpot.Hot(contact)), Is.EqualTo((true, false)));
    }

    static async Task<long> AskedAsync(BothCrms crms, string connection) =>
        await Requests.NewestAsync(crms.Salesforce.Database, connection, CancellationToken.None);
}

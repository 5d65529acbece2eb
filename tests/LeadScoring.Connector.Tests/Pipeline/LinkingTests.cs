using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Who is linked, and what makes, moves and ends a link.</summary>
sealed class LinkingTests
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
        scoring: { hot_at: 5 }
        """;

    [TestCase("ADA0@Example.COM", true)]
    [TestCase("grace@example.com", false)]
    [TestCase(null, false)]
    public async Task Addresses_are_compared_in_any_case(string? address, bool linked)
    {
        await using var crms = await BothCrms.OpenAsync();
        var (_, contact) = crms.Person(Status.Working, Status.Open);
        crms.HubSpot.SetEmail(contact, address);

        await crms.PassAsync();

        Assert.That(crms.HubSpot.Hot(contact), Is.EqualTo(linked));
    }

    [Test]
    public async Task An_address_that_is_corrected_links()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (_, contact) = crms.Person(Status.Working, Status.Open);
        crms.HubSpot.SetEmail(contact, "misspelt@example.com");
        await crms.PassAsync();

        crms.HubSpot.SetEmail(contact, "ada0@example.com");
        await crms.PassAsync();

        Assert.That(crms.HubSpot.Hot(contact));
    }

    [TestCase("other@example.com")]
    [TestCase(null)]
    public async Task An_address_that_is_changed_parts(string? address)
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        await crms.PassAsync();

        crms.Salesforce.SetEmail(lead, address);
        await crms.PassAsync();

        Assert.That((crms.Salesforce.Hot(lead), crms.HubSpot.Hot(contact)), Is.EqualTo((true, false)));
        Assert.That(((await crms.Salesforce.LeadAsync(lead)).LinkedId, (await crms.HubSpot.LeadAsync(contact)).LinkedId), Is.EqualTo(((long?)null, (long?)null)));
    }

    [Test]
    public async Task Two_records_of_one_crm_with_the_address_are_not_linked_and_reported_once()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        var second = crms.Salesforce.Person(Status.Open);

        var (salesforce, hubSpot) = await crms.PassAsync();
        var (again, _) = await crms.PassAsync();

        var problem = salesforce.Problems.Concat(hubSpot.Problems).Single(problem => problem.Code == "address_not_unique");
        Assert.That(crms.HubSpot.Hot(contact), Is.False);
        Assert.That(problem.Message, Does.Contain($"1 (contacts {contact})").And.Not.Contain("@"));
        Assert.That((salesforce.Status, hubSpot.Status, again.Problems.Count), Is.EqualTo((PassStatus.Ok, PassStatus.Ok, 0)));
        Assert.That((await CheckAsync(crms.Salesforce)).Single().Message, Does.Contain($"2 (Lead {lead}, Lead {second})"));
    }

    [Test]
    public async Task Two_records_of_one_crm_alone_are_nobodys_concern()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.Salesforce.People(2, Status.Working);
        crms.Salesforce.Person(Status.Open);

        var (report, _) = await crms.PassAsync();

        Assert.That(report.Problems, Is.Empty);
        Assert.That(await CheckAsync(crms.Salesforce), Is.Empty);
    }

    [Test]
    public async Task Merging_the_two_links_the_one_that_is_left()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        var second = crms.Salesforce.Person(Status.Open);
        await crms.PassAsync();

        crms.Salesforce.Clock.Advance(TimeSpan.FromMinutes(1));
        crms.Salesforce.Merge(lead, second);
        await crms.PassAsync();

        Assert.That((crms.HubSpot.Hot(contact), (await CheckAsync(crms.HubSpot)).Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Merging_two_contacts_of_hubspot_links_the_one_that_is_left()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Open, Status.Working);
        var second = crms.HubSpot.Person(Status.Open);
        await crms.PassAsync();
        var before = crms.Salesforce.Hot(lead);

        crms.HubSpot.Clock.Advance(TimeSpan.FromMinutes(1));
        crms.HubSpot.Merge(contact, second);
        await crms.HubSpot.PassAsync();
        await crms.Salesforce.PassAsync();

        Assert.That((before, crms.Salesforce.Hot(lead)), Is.EqualTo((false, crms.HubSpot.Hot(contact))));
        Assert.That((await crms.Salesforce.LeadAsync(lead)).LinkedId, Is.EqualTo((await crms.HubSpot.LeadAsync(contact)).LeadId));
    }

    [Test]
    public async Task A_contact_of_hubspot_that_turns_out_to_be_deleted_ends_the_link()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Open, Status.Working);
        await crms.HubSpot.PassAsync();
        await crms.Salesforce.PassAsync();
        var before = crms.Salesforce.Hot(lead);

        crms.HubSpot.Host.World.HubSpot.Delete(contact);
        crms.HubSpot.Clock.Advance(TimeSpan.FromMinutes(16));
        await crms.HubSpot.PassAsync();
        await crms.Salesforce.PassAsync();

        Assert.That((before, crms.Salesforce.Hot(lead)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_contact_of_hubspot_that_is_gone_when_it_is_written_ends_the_link()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        await crms.Salesforce.PassAsync();

        await crms.HubSpot.PassAsync(crm => new BusyCrm(crm, before: () => crms.HubSpot.Host.World.HubSpot.Delete(contact)));

        Assert.That((await crms.Salesforce.LeadAsync(lead)).LinkedId, Is.Null);
    }

    [Test]
    public async Task A_second_record_parts_those_who_were_linked()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (_, contact) = crms.Person(Status.Working, Status.Open);
        await crms.PassAsync();
        var before = crms.HubSpot.Hot(contact);

        crms.HubSpot.Person(Status.Open);
        await crms.PassAsync();

        Assert.That((before, crms.HubSpot.Hot(contact)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_deleted_record_ends_the_link_and_a_restored_one_makes_it_again()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        await crms.PassAsync();

        crms.Salesforce.Clock.Advance(TimeSpan.FromMinutes(1));
        crms.Salesforce.Host.World.Salesforce.Delete("Lead", lead);
        await crms.PassAsync();
        var gone = crms.HubSpot.Hot(contact);
        crms.Salesforce.Clock.Advance(TimeSpan.FromMinutes(1));
        crms.Salesforce.Host.World.Salesforce.Undelete("Lead", lead);
        await crms.PassAsync();

        Assert.That((gone, crms.HubSpot.Hot(contact)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_converted_lead_hands_its_link_to_the_contact()
    {
        await using var crms = await BothCrms.OpenAsync();
        crms.Salesforce.Mapping(LeadsAndContacts);
        var (lead, contact) = crms.Person(Status.Working, Status.Open);
        await crms.PassAsync();

        crms.Salesforce.Clock.Advance(TimeSpan.FromMinutes(1));
        var converted = crms.Salesforce.Host.World.Salesforce.ConvertLead(lead);
        await crms.PassAsync();
        var follows = crms.HubSpot.Hot(contact);
        crms.HubSpot.SetHot(contact, hot: false);
        await crms.HubSpot.PassAsync();
        await crms.Salesforce.PassAsync();

        Assert.That((follows, crms.Salesforce.Host.World.Salesforce.Get("Contact", converted, "Hot_Lead__c")), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_pass_that_is_cut_off_between_the_two_leaves_the_rest_to_the_next()
    {
        await using var crms = await BothCrms.OpenAsync();
        var (lead, contact) = crms.Person(Status.Open, Status.Open);
        await crms.PassAsync();

        crms.Salesforce.SetStatus(lead, Status.Working);
        await crms.Salesforce.PassAsync();
        await crms.HubSpot.TryPassAsync(crm => new CutCrm(crm, pages: 0));
        var cut = crms.HubSpot.Hot(contact);
        await crms.HubSpot.PassAsync();

        Assert.That((cut, crms.HubSpot.Hot(contact)), Is.EqualTo((false, true)));
    }

    static async Task<IReadOnlyList<Finding>> CheckAsync(Stage stage) =>
        await new StoreCheck(stage.Connection, stage.Database).RunAsync(
            new Dictionary<string, string> { [stage.Play.Object] = stage.Play.Hot }, CancellationToken.None);
}

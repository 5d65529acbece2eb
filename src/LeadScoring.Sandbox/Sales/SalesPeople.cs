using Bogus;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Sandbox.Sales;

/// <summary>
/// The people in the world: always the same ones, with stamps relative to the clock. Most have been quiet for weeks;
/// some changed within the last ten days, so that they are hot now and their timers run out one after the other.
/// </summary>
static class SalesPeople
{
    const int Leads = 1500;
    const int Contacts = 500;
    const int HubSpotContacts = 1500;
    const int OneInSoManyIsRecent = 40;

    public static void Settle(World world)
    {
        var faker = new Faker("en") { Random = new Randomizer(20_260_302) };
        var now = world.Time.GetUtcNow();
        var owners = UserIds(world.Salesforce);
        for (var number = 0; number < Leads; number++) SettleLead(world.Salesforce, faker, owners, number, now);
        for (var number = 0; number < Contacts; number++) SettleContact(world.Salesforce, faker, owners, number, now);
        for (var number = 0; number < HubSpotContacts; number++) SettleHubSpot(world, faker, number, now);
    }

    static void SettleLead(SalesforceOrg org, Faker faker, string[] owners, int number, DateTimeOffset now)
    {
        var person = Person.Make(faker, number);
        var times = Times(faker, number, now);
        var id = org.Create("Lead", new Dictionary<string, object?>
        {
            ["FirstName"] = person.First,
            ["LastName"] = person.Last,
            ["Email"] = person.Email,
            ["Company"] = person.Company,
            ["Title"] = person.Title,
            ["Industry"] = person.Industry,
            ["AnnualRevenue"] = person.Revenue,
            ["LeadSource"] = faker.PickRandom("Web", "Phone Inquiry", "Partner Referral", "Other"),
            ["OwnerId"] = faker.PickRandom(owners),
            ["Email_Link_Clicks__c"] = faker.Random.Int(0, 3),
            ["SMS_Link_Clicks__c"] = 0,
            ["Proposal_Views__c"] = 0,
        }, times[0]);
        if (!IsRecent(number) && number % 3 == 0) return;

        org.SetField("Lead", id, "Status", "Working - Contacted", times[1]);
        if (IsRecent(number)) return;
        if (number % 25 == 1) org.ConvertLead(id, at: times[2]);
        else if (number % 3 == 1) org.SetField("Lead", id, "Status", "Closed - Not Converted", times[2]);
    }

    static void SettleContact(SalesforceOrg org, Faker faker, string[] owners, int number, DateTimeOffset now)
    {
        var person = Person.Make(faker, Leads + number);
        var times = Times(faker, number, now);
        var id = org.CreateContact(person.First, person.Last, person.Email, "New", faker.PickRandom(owners.Where(IsUser)), times[0]);
        org.SetFields("Contact", id, new Dictionary<string, object?> { ["Title"] = person.Title }, times[0]);
        if (IsRecent(number)) org.SetField("Contact", id, "Status__c", "Interested", times[1]);
        else if (number % 3 != 0) org.SetField("Contact", id, "Status__c", number % 3 == 1 ? "In progress" : "Not interested", times[1]);
    }

    static void SettleHubSpot(World world, Faker faker, int number, DateTimeOffset now)
    {
        var portal = world.HubSpot;
        var person = Person.Make(faker, Leads + Contacts + number);
        var times = Times(faker, number, now);
        var id = portal.CreateContact(new Dictionary<string, string?>
        {
            ["firstname"] = person.First,
            ["lastname"] = person.Last,
            ["email"] = person.Email,
            ["company"] = person.Company,
            ["jobtitle"] = person.Title,
            ["industry"] = person.Industry,
            ["hubspot_owner_id"] = faker.PickRandom(portal.OwnerIds().AsEnumerable()),
            ["lifecyclestage"] = "lead",
            ["hs_lead_status"] = "NEW",
        }, times[0]);
        if (IsRecent(number)) portal.SetProperty(id, "hs_lead_status", faker.PickRandom("CONNECTED", "OPEN_DEAL"), at: times[1]);
        else if (number % 3 != 0) portal.SetProperty(id, "hs_lead_status", faker.PickRandom("OPEN", "IN_PROGRESS", "ATTEMPTED_TO_CONTACT", "BAD_TIMING"), at: times[1]);
    }

    // Created, changed, changed again: for recent people the first change lies within ten days, for the others weeks back.
    static DateTimeOffset[] Times(Faker faker, int number, DateTimeOffset now)
    {
        var changed = IsRecent(number)
            ? now - TimeSpan.FromDays(9.98 * ((number / OneInSoManyIsRecent % 12) + faker.Random.Double()) / 12)
            : now - TimeSpan.FromDays(faker.Random.Double(20, 110));
        return [changed - TimeSpan.FromDays(faker.Random.Double(1, 10)), changed, changed + TimeSpan.FromDays(faker.Random.Double(1, 8))];
    }

    static bool IsRecent(int number) => number % OneInSoManyIsRecent == 7;

    static bool IsUser(string id) => id.StartsWith("005", StringComparison.Ordinal);

    // People own most leads; the queue owns a few.
    static string[] UserIds(SalesforceOrg org) =>
        [.. org.Ids("SELECT Id FROM User WHERE UserRoleId != null ORDER BY Id"), .. org.Ids("SELECT Id FROM Group WHERE Type = 'Queue'")];
}

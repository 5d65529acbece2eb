using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Salesforce;

sealed class SalesforceContractTests : CrmContract
{
    protected override ObjectScope Scope { get; } =
        new("Lead", "Status", "Hot_Lead__c", ["Lead_Score__c", "Hot_Since__c"], HistoryMode.Auto);

    protected override string FirstStatus => "Open - Not Contacted";

    protected override string SecondStatus => "Working - Contacted";

    [Test]
    public async Task A_converted_lead_is_closed()
    {
        var id = Create(1)[0];
        Host.World.Salesforce.ConvertLead(id);

        var results = await WriteAsync(SomeCrm.Write(id));

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Closed]));
    }

    [Test]
    public async Task An_expired_session_goes_unnoticed()
    {
        var id = Create(1)[0];
        await WriteAsync(SomeCrm.Write(id));
        Host.World.Salesforce.ExpireSessions();

        var results = await WriteAsync(SomeCrm.Write(id));

        Assert.That(results.Select(result => result.Outcome), Is.EqualTo([WriteOutcome.Accepted]));
        Assert.That(Crm.Calls.ByKind["sign-in"], Is.EqualTo(2));
    }

    [Test]
    public async Task A_field_of_a_related_record_comes_under_the_name_of_its_path()
    {
        var type = Host.World.Salesforce.Create("RecordType", new Dictionary<string, object?> { ["Name"] = "In", ["DeveloperName"] = "Inbound" });
        var ids = Create(2);
        Host.World.Salesforce.SetField("Lead", ids[0], "RecordTypeId", type);

        var records = (await PagesAsync(Scope with { Profile = ["RecordType.DeveloperName"] })).SelectMany(page => page.Records);

        Assert.That(
            records.ToDictionary(record => record.Id, record => record.Fields.GetValueOrDefault("RecordType.DeveloperName")),
            Is.EqualTo(new Dictionary<string, string?> { [ids[0]] = "Inbound", [ids[1]] = null }));
    }

    protected override ICrm Connect(TimeProvider time) => SalesforceServices.Create(
        SomeCrm.SalesforceOptions(Host.SalesforceUrl.AbsoluteUri) with { PageSize = 200 }, time, NullLoggerFactory.Instance);

    protected override IReadOnlyList<string> Create(int count) => Host.World.Salesforce.CreateMany(
        "Lead",
        count,
        i => new Dictionary<string, object?>
        {
            ["FirstName"] = "Ada",
            ["LastName"] = $"Lovelace {i}",
            ["Company"] = "Analytical Engines",
            ["Email"] = $"ada{i}@example.com",
            ["Status"] = FirstStatus,
        },
        i => SomeCrm.Noon.AddSeconds(i / 300));

    protected override void SetStatus(string id, string status) => Host.World.Salesforce.SetField("Lead", id, "Status", status);

    protected override string CountField => "Email_Link_Clicks__c";

    protected override void SetCount(string id, int count)
    {
        Host.World.Salesforce.TrackHistory("Lead", CountField);
        Host.World.Salesforce.SetField("Lead", id, CountField, (decimal)count);
    }

    protected override void Delete(string id) => Host.World.Salesforce.Delete("Lead", id);

    protected override void UseCalls(int count) => Host.World.Salesforce.UseCalls(count);
}

using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.HubSpot;

[TestFixture("2026-09")]
[TestFixture("v3")]
sealed class HubSpotContractTests(string version) : CrmContract
{
    protected override ObjectScope Scope { get; } =
        new("contacts", "hs_lead_status", "hot_lead", ["hot_lead_score", "hot_lead_since"], HistoryMode.Auto);

    protected override string FirstStatus => "NEW";

    protected override string SecondStatus => "CONNECTED";

    [Test]
    public async Task The_first_value_of_a_property_is_marked()
    {
        Create(1);

        var described = await Crm.DescribeAsync(Scope, CancellationToken.None);
        var pages = await Crm.ReadAsync(Crm.Streams(Scope, described)[0], SomeCrm.Everything, CancellationToken.None).ListAsync();

        var first = pages.Single().Changes.Single(change => change.Field == Scope.StatusField);
        Assert.That((first.IsFirst, first.OldValue, first.NewValue), Is.EqualTo((true, (string?)null, FirstStatus)));
    }

    protected override ICrm Connect(TimeProvider time) => HubSpotServices.Create(
        SomeCrm.HubSpotOptions(Host.HubSpotUrl.AbsoluteUri) with { ApiVersion = version }, time, NullLoggerFactory.Instance);

    protected override IReadOnlyList<string> Create(int count) => Host.World.HubSpot.CreateContacts(
        count,
        i => new Dictionary<string, string?>
        {
            ["firstname"] = "Ada",
            ["lastname"] = $"Lovelace {i}",
            ["email"] = $"ada{i}@example.com",
            ["hs_lead_status"] = FirstStatus,
        },
        i => SomeCrm.Noon.AddMilliseconds(i / 300));

    protected override void SetStatus(string id, string status) => Host.World.HubSpot.SetProperty(id, "hs_lead_status", status);

    protected override string CountField => "num_conversion_events";

    protected override void SetCount(string id, int count) =>
        Host.World.HubSpot.SetProperty(id, CountField, count.ToString(CultureInfo.InvariantCulture));

    protected override void Delete(string id) => Host.World.HubSpot.Delete(id);

    protected override void UseCalls(int count) => Host.World.HubSpot.UseCalls(count);
}

using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F22: records are merged, converted, deleted and restored while a pass reads them.</summary>
sealed class GoneTests
{
    [TestCase("merge")]
    [TestCase("convert")]
    [TestCase("delete")]
    [TestCase("delete and restore")]
    public async Task P22_F22_What_befalls_leads_while_they_are_read_ends_as_if_it_had_come_afterwards(string what)
    {
        var afterwards = await EndAsync(Play.Lead, whileReading: false, days => Befall(days, what));

        var whileReading = await EndAsync(Play.Lead, whileReading: true, days => Befall(days, what));

        Assert.That(whileReading.Store, Is.EqualTo(afterwards.Store));
    }

    [Test]
    public async Task P22_F22_Contacts_that_are_merged_while_they_are_read_end_as_if_it_had_come_afterwards()
    {
        var afterwards = await EndAsync(Play.HubSpot, whileReading: false, Merge);

        var whileReading = await EndAsync(Play.HubSpot, whileReading: true, Merge);

        Assert.That(whileReading.Store, Is.EqualTo(afterwards.Store));

        static void Merge(SalesDays days) => days.Stage.Merge(days.People[30], days.People[220]);
    }

    /// <summary>One of the first page, and one of the second; it comes when that is asked for.</summary>
    static void Befall(SalesDays days, string what)
    {
        var org = days.Stage.Host.World.Salesforce;
        var (one, other) = (days.People[30], days.People[215]);
        switch (what)
        {
            case "merge":
                org.Merge("Lead", one, other);
                break;
            case "convert":
                org.ConvertLead(one);
                org.ConvertLead(other);
                break;
            default:
                org.Delete("Lead", one);
                org.Delete("Lead", other);
                break;
        }

        if (!what.EndsWith("restore", StringComparison.Ordinal))
            return;

        org.Undelete("Lead", one);
        org.Undelete("Lead", other);
    }

    static async Task<Ending> EndAsync(Play play, bool whileReading, Action<SalesDays> befall)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var pages = 0;
        days.Line.Trouble = call =>
        {
            if (whileReading && call.ReadsRecords && ++pages == 2)
                befall(days);
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        await days.PassAsync();
        if (!whileReading)
            befall(days);
        await days.PassAsync();
        return await days.EndAsync();
    }
}

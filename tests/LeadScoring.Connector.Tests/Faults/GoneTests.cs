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
        Assert.That(whileReading.Shown, Is.EqualTo(afterwards.Shown));
    }

    [TestCase("merge")]
    [TestCase("delete and restore")]
    public async Task P22_F22_What_befalls_contacts_while_they_are_read_ends_as_if_it_had_come_afterwards(string what)
    {
        var afterwards = await EndAsync(Play.HubSpot, whileReading: false, days => BefallContacts(days, what));

        var whileReading = await EndAsync(Play.HubSpot, whileReading: true, days => BefallContacts(days, what));

        Assert.That(whileReading.Store, Is.EqualTo(afterwards.Store));
        Assert.That(whileReading.Shown, Is.EqualTo(afterwards.Shown));
    }

    /// <summary>A search shows a deleted contact no more, so what it did since the pass before is never known.</summary>
    [Test]
    public async Task P22_F22_Contacts_that_are_deleted_while_they_are_read_change_nothing_for_the_others()
    {
        string[] gone = [];
        var afterwards = await EndAsync(Play.HubSpot, whileReading: false, Delete);

        var whileReading = await EndAsync(Play.HubSpot, whileReading: true, Delete);

        Assert.That(Others(whileReading), Is.EqualTo(Others(afterwards)));
        Assert.That(whileReading.Shown, Is.EqualTo(afterwards.Shown));

        string[] Delete(SalesDays days) => gone = BefallContacts(days, "delete");

        IEnumerable<string> Others(Ending ending) => ending.Store.Split('\n')
            .Where(line => !gone.Any(id => line.Contains($"contacts|{id}|", StringComparison.Ordinal) || line.Contains($"contacts/{id}/", StringComparison.Ordinal)));
    }

    static string[] BefallContacts(SalesDays days, string what)
    {
        var portal = days.Stage.Host.World.HubSpot;
        var (one, other) = (days.People[30], days.People[220]);
        switch (what)
        {
            case "merge":
                portal.Merge(one, other);
                return [other];
            default:
                portal.Delete(one);
                portal.Delete(other);
                break;
        }

        if (!what.EndsWith("restore", StringComparison.Ordinal))
            return [one, other];

        portal.Restore(one);
        portal.Restore(other);
        return [];
    }

    /// <summary>One of the first page, and one of the second; it comes when that is asked for.</summary>
    /// <returns>Those who are gone.</returns>
    static string[] Befall(SalesDays days, string what)
    {
        var org = days.Stage.Host.World.Salesforce;
        var (one, other) = (days.People[30], days.People[215]);
        switch (what)
        {
            case "merge":
                org.Merge("Lead", one, other);
                return [other];
            case "convert":
                org.ConvertLead(one);
                org.ConvertLead(other);
                return [one, other];
            default:
                org.Delete("Lead", one);
                org.Delete("Lead", other);
                break;
        }

        if (!what.EndsWith("restore", StringComparison.Ordinal))
            return [one, other];

        org.Undelete("Lead", one);
        org.Undelete("Lead", other);
        return [];
    }

    static async Task<Ending> EndAsync(Play play, bool whileReading, Func<SalesDays, string[]> befall)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var pages = 0;
        string[] gone = [];
        days.Line.Trouble = call =>
        {
            if (whileReading && call.ReadsRecords && ++pages == 2)
                gone = befall(days);
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        await days.PassAsync();
        if (!whileReading)
            gone = befall(days);
        await days.PassAsync();
        return await days.EndAsync(gone);
    }
}

using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>More HubSpot contacts than one search shows, and more of one millisecond than that.</summary>
sealed class ManyContactsTests
{
    const int Contacts = 25_001;
    const int OfOneMillisecond = 12_000;

    [Test]
    public async Task P04_25001_contacts_of_which_12000_changed_in_one_millisecond_are_all_scored_once_in_few_calls()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot);
        var ids = Settle(stage);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromHours(3));

        Change(stage, ids);
        var report = await stage.PassAsync();
        var repeated = await stage.PassAsync();

        var leads = await stage.LeadsAsync();
        Assert.That((report.Read, report.Changes, report.Scored, report.BecameHot, report.Written), Is.EqualTo((Contacts, Contacts, Contacts, Contacts, Contacts)));
        Assert.That(leads.Keys, Is.EquivalentTo(ids));
        Assert.That(leads.Values.Select(lead => (lead.Entries, lead.StatusPoints)).Distinct(), Is.EqualTo([(1, Stored.Points(7m))]));
        Assert.That(ids.Where(id => !stage.Hot(id) || stage.Score(id) != 7), Is.Empty);
        Assert.That((repeated.Scored, repeated.Written), Is.EqualTo((0, 0)));
        RequireFew(report, writes: Contacts);
        RequireFew(repeated, writes: 0);
    }

    /// <summary>No kind of call takes more than five per cent over what rows, histories and writes need.</summary>
    static void RequireFew(PassReport report, int writes)
    {
        foreach (var (kind, least) in new[] { ("search", Batches(Contacts, 200)), ("read", Batches(Contacts, 50)), ("update", Batches(writes, 100)) })
            Assert.That(report.CallsByKind.GetValueOrDefault(kind), Is.InRange(least, least * 1.05), kind);
        Assert.That(report.CallsByKind.Keys, Is.SubsetOf(["search", "read", "update", "describe", "owners"]));
    }

    static int Batches(int rows, int size) => (rows + size - 1) / size;

    static IReadOnlyList<string> Settle(Stage stage) => stage.Host.World.HubSpot.CreateContacts(
        Contacts,
        place => new Dictionary<string, string?> { ["lastname"] = $"Number {place}" },
        place => stage.Now.AddDays(-1).AddSeconds(place),
        IdOf);

    /// <summary>Four to twelve digits, in an order that is neither that of time nor that of text.</summary>
    static long IdOf(int place) => (long)Math.Pow(10, 3 + (place % 9)) + (place / 9 * 7_919L % 8_999);

    static void Change(Stage stage, IReadOnlyList<string> ids)
    {
        var at = stage.Now.AddMinutes(-5);
        foreach (var (place, id) in ids.Index())
            stage.Host.World.HubSpot.SetProperty(id, "hs_lead_status", Status.Working, at: at.AddMilliseconds(Math.Max(0, place - OfOneMillisecond + 1)));
    }
}

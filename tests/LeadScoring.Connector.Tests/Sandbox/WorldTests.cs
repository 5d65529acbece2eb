using LeadScoring.Sandbox;
using LeadScoring.Sandbox.Sales;
using NUnit.Framework;

namespace LeadScoring.Connector.Tests.Sandboxes;

public class WorldTests
{
    [Test]
    public void Some_people_were_contacted_within_ten_days_and_most_were_not()
    {
        var org = new World(new StoppedClock(), Population.Sales).Salesforce;

        var recent = org.Ids("SELECT Id FROM LeadHistory WHERE Field = 'Status' AND CreatedDate > 2026-02-20T12:00:00Z");

        Assert.That(recent, Has.Count.InRange(20, 80));
        Assert.That(org.Ids("SELECT Id FROM Lead"), Has.Count.EqualTo(1500));
    }

    [Test]
    public void The_same_people_live_in_every_world()
    {
        string Names() => string.Join(',', new World(new StoppedClock(), Population.Sales) is var world
            ? world.Salesforce.Ids("SELECT Id FROM Lead LIMIT 50").Select(id => world.Salesforce.Get("Lead", id, "Email")) : []);

        var (once, again) = (Names(), Names());

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public async Task A_day_in_sales_starts_within_a_second()
    {
        var world = new World(new StoppedClock(), Population.Sales);
        using var stop = new CancellationTokenSource();
        var day = new DayInSales(world).RunAsync(stop.Token);

        await Task.Delay(TimeSpan.FromSeconds(1));
        await stop.CancelAsync();

        Assert.That(async () => await day, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(world.Salesforce.Ids("SELECT Id FROM Lead WHERE Status = 'Working - Contacted' AND SystemModstamp >= 2026-03-02T12:00:00Z"), Is.Not.Empty);
    }

    [Test]
    public void A_talk_goes_from_a_mail_to_a_demo_in_both_crms()
    {
        var world = new World(new StoppedClock());
        var lead = world.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Open - Not Contacted");
        var contact = world.HubSpot.CreateContact(new Dictionary<string, string?>());
        var (salesforce, hubSpot) = (new SalesforceTalk(world.Salesforce), new HubSpotTalk(world.HubSpot));

        for (var step = 0; step < 6; step++)
        {
            salesforce.Go(lead, step);
            hubSpot.Go(contact, step);
        }

        int Count(string type) => world.Salesforce.Ids($"SELECT Id FROM {type}").Count;
        Assert.That(new[] { "Task", "EmailMessage", "EmailMessageRelation", "CampaignMember", "Event" }.Select(Count), Is.EqualTo([4, 2, 2, 1, 1]));
        Assert.That(world.Salesforce.Ids("SELECT Id FROM EmailMessage WHERE FirstOpenedDate != null"), Has.Count.EqualTo(1));
        Assert.That(new[] { "emails", "calls", "meetings", "communications" }.Select(type => world.HubSpot.Engagements(type, contact).Count), Is.EqualTo([2, 2, 1, 1]));
    }

    [Test]
    public void A_compressed_clock_keeps_its_pace()
    {
        var before = TimeProvider.System.GetTimestamp();
        var clock = new CompressedTime(3600, StoppedClock.Noon);

        var shown = clock.GetUtcNow() - StoppedClock.Noon;
        var most = TimeProvider.System.GetElapsedTime(before) * 3600;
        var later = clock.GetUtcNow() - StoppedClock.Noon;

        Assert.That(shown, Is.LessThanOrEqualTo(most));
        Assert.That(later, Is.GreaterThan(shown));
    }
}

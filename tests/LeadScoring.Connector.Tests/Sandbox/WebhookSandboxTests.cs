using LeadScoring.Connector.Tests.Processes;
using LeadScoring.Sandbox;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Connector.Tests.Sandboxes;

/// <summary>What the portal tells its subscribers. How it signs is proven by HubSpot's own client, in tests/conformance.</summary>
sealed class WebhookSandboxTests
{
    readonly FakeClock clock = new();

    [Test]
    public async Task Tells_of_creations_changes_merges_and_deletions()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var host = await StartAsync(new(catcher.Url, "secret"));
        var portal = host.World.HubSpot;

        var (ada, zoe) = (Create(portal), Create(portal));
        portal.SetProperty(ada, "hs_lead_status", "CONNECTED");
        portal.SetProperty(ada, "jobtitle", "Countess");
        portal.Merge(ada, zoe);
        portal.Delete(ada);
        await Eventually.IsTrueAsync(() => catcher.Notices.Count >= 5, "five notices");

        var told = catcher.Notices.Select(notice => (Caught.Text(notice, "subscriptionType"), Caught.Text(notice, "objectId")));
        Assert.That(told, Is.EquivalentTo([
            ("contact.creation", ada), ("contact.creation", zoe), ("contact.propertyChange", ada), ("contact.merge", ada), ("contact.deletion", ada),
        ]));
    }

    [Test]
    public async Task Tells_at_most_a_hundred_at_once()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var host = await StartAsync(new(catcher.Url, "secret"));

        host.World.HubSpot.CreateContacts(250, _ => new Dictionary<string, string?>());
        await Eventually.IsTrueAsync(() => catcher.Notices.Count >= 250, "250 notices");

        Assert.That(catcher.Webhooks.Select(webhook => webhook.Notices.Count), Is.All.LessThanOrEqualTo(100));
        Assert.That(catcher.Notices.Select(notice => Caught.Text(notice, "objectId")), Is.Unique);
    }

    [Test]
    public async Task Repeats_and_shuffles_on_request()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var host = await StartAsync(new(catcher.Url, "secret") { Repeats = true, Shuffles = true });

        var ids = host.World.HubSpot.CreateContacts(50, _ => new Dictionary<string, string?>());
        await Eventually.IsTrueAsync(() => catcher.Notices.Count >= 100, "100 notices");

        var told = catcher.Notices.Select(notice => Caught.Text(notice, "objectId")).ToList();
        Assert.That(told, Is.EquivalentTo(ids.Concat(ids)));
        Assert.That(told, Is.Not.EqualTo(ids.Concat(ids)));
    }

    [Test]
    public async Task Names_the_type_of_the_object_for_a_generic_subscription()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await using var host = await StartAsync(new(catcher.Url, "secret") { IsGeneric = true });

        Create(host.World.HubSpot);
        await Eventually.IsTrueAsync(() => catcher.Notices.Count >= 1, "a notice");

        var notice = catcher.Notices[0];
        Assert.That((Caught.Text(notice, "subscriptionType"), Caught.Text(notice, "objectTypeId")), Is.EqualTo(("object.creation", "0-1")));
    }

    [Test]
    public async Task Tries_again_what_is_refused_with_a_new_timestamp()
    {
        await using var catcher = await WebhookCatcher.StartAsync(refusals: 10);
        await using var host = await StartAsync(new(catcher.Url, "secret"));

        Create(host.World.HubSpot);
        await Eventually.IsTrueAsync(() => Later(catcher.Webhooks.Count >= 11), "eleven attempts");

        Assert.That(catcher.Webhooks.Select(webhook => webhook.Attempt), Is.EqualTo(Enumerable.Range(0, 11)));
        Assert.That(catcher.Webhooks.Select(webhook => webhook.Timestamp), Is.Unique);
        Assert.That(catcher.Webhooks.Select(webhook => webhook.Signature), Is.Unique);
    }

    bool Later(bool isDone)
    {
        clock.Advance(isDone ? TimeSpan.Zero : TimeSpan.FromHours(8));
        return isDone;
    }

    static string Create(HubSpotPortal portal) => portal.CreateContact(new Dictionary<string, string?>());

    Task<SandboxHost> StartAsync(WebhookTarget target) => SandboxHost.StartAsync(
        new() { Time = clock, Population = Population.Empty, Webhooks = target }, CancellationToken.None);
}

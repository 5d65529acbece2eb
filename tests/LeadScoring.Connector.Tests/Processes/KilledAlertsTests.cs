using System.Globalization;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Smtp;
using LeadScoring.Sandbox;
using LeadScoring.Sandbox.Salesforce;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>
/// A connector dies again and again while leads turn hot. What stands on a record is there exactly once; mails, bells and
/// webhooks are never missing, and one that is repeated has the same id.
/// </summary>
public sealed class KilledAlertsTests
{
    const int Seed = 20_260_302;
    const int LeadsAtOnce = 2;
    const string Luca = "luca.bianchi@example.com";

    /// <summary>A pass with these leads makes rather more calls, mails and webhooks.</summary>
    const int EventsOfAPass = 36;

    /// <summary>More of them, for a night: LEAD_SCORING_KILLS=500.</summary>
    static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LEAD_SCORING_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 20;

    [Test]
    public async Task Alerts_arrive_whenever_the_process_is_killed()
    {
        var countdown = new Countdown();
        using var mails = MailServer.Start();
        mails.OnMail = countdown.Count;
        await using var hooks = await HookServer.StartAsync();
        hooks.OnHook = countdown.Count;
        await using var sandbox = await SandboxHost.StartAsync(
            new()
            {
                Population = Population.Empty,
                RateLimits = false,
                Intercept = _ =>
                {
                    countdown.Count();
                    return Task.FromResult(false);
                },
            },
            CancellationToken.None);
        sandbox.World.Salesforce.Create("CustomNotificationType", new Dictionary<string, object?> { ["DeveloperName"] = "Lead_Scoring_Hot_Lead" });
        using var folder = Folder(sandbox, mails, hooks);
        List<(Play Play, string Id)> hot = [];
        var died = await KillAsync(folder, sandbox.World, countdown, hot);

        await folder.RunAsync("sync");
        await folder.RunAsync("sync");

        Assert.That(died, Is.GreaterThan(Kills / 2), "too few processes died at work");
        foreach (var (play, id) in hot)
            Verify(play, id, sandbox.World, mails, hooks);
        var repeats = mails.Taken.Count + hooks.Received.Count - (2 * hot.Count);
        Assert.That(repeats, Is.LessThanOrEqualTo(2 * died), "one in each connection may be under way when it dies");
    }

    /// <returns>How many processes died before they had come to their end.</returns>
    static async Task<int> KillAsync(ConnectorFolder folder, World world, Countdown countdown, List<(Play Play, string Id)> hot)
    {
        var random = new Random(Seed);
        var screens = Play.EachCrm.ToDictionary(play => play, play => Screens.Of(play, world));
        await folder.RunAsync("sync");
        var died = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            foreach (var (play, screen) in screens)
                hot.AddRange(screen.Create(LeadsAtOnce, Status.Working, screen.OwnerOf(Luca), at: null).Select(id => (play, id)));
            countdown.Begin(random.Next(EventsOfAPass));
            var process = folder.Start("sync");
            await Eventually.IsTrueAsync(() => countdown.IsOver || process.HasEnded, "the moment at which the process dies");
            await Task.Delay(random.Next(10));
            died += process.HasEnded ? 0 : 1;
            process.Kill();
            await process.EndAsync(TimeSpan.FromSeconds(10));
        }

        return died;
    }

    static void Verify(Play play, string id, World world, MailServer mails, HookServer hooks)
    {
        var ofRecord = $"{play} {id}";
        Assert.That(AlertTimeline.Activities(play, world, id), Has.Count.EqualTo(1), ofRecord);
        var bells = AlertTimeline.Notifications(play, world, id);
        Assert.That(bells, play == Play.HubSpot ? Has.Count.EqualTo(1) : Is.Not.Empty, ofRecord);
        Assert.That(bells.Select(bell => bell.Text).Distinct(), Has.Exactly(1).Items, ofRecord);

        var mailIds = mails.Taken.Where(mail => LinksTo(mail.Body, id)).Select(mail => mail.MessageId);
        Assert.That(mailIds.Distinct(), Has.Exactly(1).Items, $"mails of {ofRecord}");
        var hookIds = hooks.Received.Where(hook => hook.Leads.Contains(id, StringComparer.Ordinal)).Select(hook => hook.Id);
        Assert.That(hookIds.Distinct(), Has.Exactly(1).Items, $"webhooks of {ofRecord}");
    }

    /// <summary>The link ends with the id; the number of the account may begin with the same digits.</summary>
    static bool LinksTo(string body, string id)
    {
        var at = body.IndexOf($"/{id}", StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = at + 1 + id.Length;
            if (end == body.Length || !char.IsAsciiLetterOrDigit(body[end]))
                return true;
            at = body.IndexOf($"/{id}", end, StringComparison.Ordinal);
        }

        return false;
    }

    static ConnectorFolder Folder(SandboxHost sandbox, MailServer mails, HookServer hooks)
    {
        var folder = new ConnectorFolder();
        foreach (var play in Play.EachCrm)
        {
            var model = new Model { More = "on_hot: { mail: { to: owner }, notification: {}, activity: {}, webhook: {} }" };
            File.WriteAllText(folder.InFolder($"{play.Crm}.yaml"), model.TextFor(play));
        }

        folder.Configure(Connection.Both(sandbox).Select(connection => connection.With(
            "Mapping", folder.InFolder(connection.Name == "salesforce" ? "Salesforce.yaml" : "HubSpot.yaml"))));
        folder.Environment["Connector__Alerts__Smtp__Host"] = "localhost";
        folder.Environment["Connector__Alerts__Smtp__Port"] = mails.Port.ToString(CultureInfo.InvariantCulture);
        folder.Environment["Connector__Alerts__Smtp__StartTls"] = "false";
        folder.Environment["Connector__Alerts__Smtp__From"] = "leads@example.com";
        folder.Environment["Connector__Alerts__WebhookUrl"] = hooks.Url.ToString();
        folder.Environment["Connector__Alerts__PerHour"] = "1000000";
        return folder;
    }

    /// <summary>Over after so many calls, mails and webhooks.</summary>
    sealed class Countdown
    {
        int left = int.MaxValue;

        public bool IsOver => Volatile.Read(ref left) < 0;

        public void Begin(int events) => Volatile.Write(ref left, events);

        public void Count() => Interlocked.Decrement(ref left);
    }
}

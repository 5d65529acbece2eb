using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Commands;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox.HubSpot;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Checks;

sealed class HubSpotCheckTests : SandboxedCheck
{
    int refused;

    [SetUp]
    public void Populate() => Host.World.HubSpot.CreateContact(new Dictionary<string, string?> { ["hs_lead_status"] = "CONNECTED" });

    [Test]
    public async Task An_account_that_is_set_up_has_nothing_in_the_way()
    {
        var findings = await CheckAsync(HubSpot);

        Assert.That(Worse(findings), Is.Empty);
        Assert.That(Only(findings, "pages_unknown").Remedy, Does.Contain("hot_lead_reasons"));
        Assert.That(Only(findings, "forecast").Message, Does.Contain("2,880 passes of 4"));
    }

    [Test]
    public async Task A_team_of_the_mapping_that_nobody_belongs_to_is_told()
    {
        var findings = await CheckAsync(HubSpot, text => text + "\nexceptions: { groups: [ { group: Équipe Lille, scoring: { hot_at: 8 } } ] }\n");

        Assert.That(Only(findings, "group_unknown").Message, Does.Contain("\"Équipe Lille\""));
    }

    [Test]
    public async Task A_check_changes_nothing()
    {
        var id = Host.World.HubSpot.Ids("hs_lead_status", "CONNECTED")[0];
        Clock.Advance(TimeSpan.FromMinutes(1));

        await CheckAsync(HubSpot);

        Assert.That(Host.World.HubSpot.Get(id, "lastmodifieddate"), Does.StartWith("2026-03-02T12:00:00"));
    }

    [Test]
    public async Task A_missing_scope_for_mails_is_found()
    {
        Host.World.HubSpot.Revoke("sales-email-read");

        var findings = await CheckAsync(HubSpot, ActivityKind.EmailReplied);

        var finding = Only(findings, "activities_paused");
        Assert.That(finding.Message, Does.StartWith("emails cannot be read"));
        Assert.That(finding.Remedy, Does.Contain("sales-email-read"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [Test]
    public async Task A_property_that_signals_match_on_and_the_account_lacks_is_found()
    {
        var findings = await CheckAsync(HubSpot, ActivityKind.MeetingBooked, "hs_activity_type", "colour");

        Assert.That(Only(findings, "field_missing").Message, Does.StartWith("meetings.colour does not exist"));
    }

    [Test]
    public async Task Meetings_that_can_be_read_stand_in_nobodys_way()
    {
        var findings = await CheckAsync(HubSpot, ActivityKind.MeetingBooked, "hs_activity_type");

        Assert.That(Worse(findings), Is.Empty);
        Assert.That(Only(findings, "forecast").Message, Does.Contain("2,880 passes of 2"));
    }

    [Test]
    public async Task A_wrong_token_is_found()
    {
        var findings = await CheckAsync(HubSpot with { Auth = HubSpot.Auth with { AccessToken = "wrong" } });

        Assert.That(Only(findings, "sign_in").Remedy, Does.Contain("AccessToken"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Failed));
    }

    [TestCase("crm.schemas.contacts.read", "describe", ExitCode.Failed)]
    [TestCase("crm.objects.owners.read", "owners", ExitCode.Degraded)]
    [TestCase("crm.objects.contacts.write", "not update", ExitCode.Failed)]
    public async Task A_missing_scope_is_found(string scope, string told, int exitCode)
    {
        Host.World.HubSpot.Revoke(scope);

        var findings = await CheckAsync(HubSpot);

        var finding = Only(findings, "missing_scope");
        Assert.That(finding.Message, Does.Contain(told));
        Assert.That(finding.Remedy, Is.EqualTo($"Give the token the scope {scope}."));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(exitCode));
    }

    [Test]
    public async Task Contacts_that_may_not_be_read_are_found()
    {
        Host.World.HubSpot.Revoke("crm.objects.contacts.read");

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "missing_scope").Remedy, Is.EqualTo("Give the token the scope crm.objects.contacts.read."));
    }

    [Test]
    public async Task Nothing_is_asked_that_no_pass_asks_for_but_the_update_of_no_record()
    {
        Intercept = Refuse("GET", "/contacts", 404);

        var findings = await CheckAsync(HubSpot);

        Assert.That(Worse(findings), Is.Empty);
    }

    [TestCase(400)]
    [TestCase(429)]
    [TestCase(500)]
    [TestCase(503)]
    public async Task An_update_of_no_record_that_is_not_answered_tells_nothing_and_is_asked_once(int status)
    {
        Intercept = Refuse("POST", "/batch/update", status);

        var findings = await CheckAsync(HubSpot);

        Assert.That(Worse(findings), Is.Empty);
        Assert.That(Only(findings, "forecast").Message, Does.Contain("passes of 4"));
        Assert.That(refused, Is.EqualTo(1));
    }

    [Test]
    public async Task Updates_that_are_not_served_are_told_and_end_nothing()
    {
        Intercept = Refuse("POST", "/batch/update", 404);

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "not_served").Message, Does.Contain("update"));
        Assert.That(Only(findings, "forecast").Message, Does.Contain("passes of 4"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task A_missing_property_is_found()
    {
        Host.World.HubSpot.RemoveProperty("contacts", "hot_lead_since");

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "field_missing").Message, Does.StartWith("contacts.hot_lead_since"));
    }

    [Test]
    public async Task A_property_that_is_set_by_HubSpot_is_found()
    {
        Host.World.HubSpot.RemoveProperty("contacts", "hot_lead_score");
        Host.World.HubSpot.AddProperty("contacts", PortalProperty.Number("hot_lead_score", "Score").ReadOnly());

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "field_read_only").Remedy, Does.Contain("calculated"));
    }

    [Test]
    public async Task A_property_of_the_wrong_type_is_found()
    {
        Host.World.HubSpot.RemoveProperty("contacts", "hot_lead_reasons");
        Host.World.HubSpot.AddProperty("contacts", PortalProperty.Choice("hot_lead_reasons", "Reasons", "a", "b"));

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "field_type").Message, Does.Contain("is a picklist field"));
    }

    [Test]
    public async Task Labels_in_place_of_internal_values_are_found()
    {
        var findings = await CheckAsync(HubSpot, text => text.Replace("OPEN: 2", "Open: 2", StringComparison.Ordinal));

        Assert.That(Only(findings, "status_unknown").Message, Does.Contain("\"Open\""));
        Assert.That(Only(findings, "status_unmapped").Message, Does.Contain("\"OPEN\""));
    }

    [Test]
    public async Task P06_A_stamp_that_finds_nothing_is_found()
    {
        Intercept = async context =>
        {
            context.Request.EnableBuffering();
            var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
            context.Request.Body.Position = 0;
            if (!body.Contains("\"GTE\"", StringComparison.Ordinal))
                return false;

            await context.Response.WriteAsync("""{"total":0,"results":[]}""");
            return true;
        };

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "cursor_property").Message, Does.Contain("passes would read nothing"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Failed));
    }

    [TestCase("lastmodifieddate", true)]
    [TestCase("hs_lastmodifieddate", false)]
    public async Task P06_Only_one_stamp_of_contacts_can_be_searched_by(string stamp, bool works)
    {
        var calls = new CallCounter();
        using var http = new CrmHttp(
            CrmHandlers.Chain(calls, network: null, new HubSpotToken(HubSpot.Auth.AccessToken)), HubSpotErrors.Explain, HubSpot.Timeout,
            TimeProvider.System, NullLogger.Instance);
        var admin = new HubSpotAdmin(new(http, new(Host.HubSpotUrl), "2026-09"));

        var finds = await admin.FindsByAsync("contacts", stamp, CancellationToken.None);

        Assert.That(finds, Is.EqualTo(works));
    }

    [Test]
    public async Task An_app_without_a_daily_allocation_is_told()
    {
        Intercept = context =>
        {
            context.Response.OnStarting(() =>
            {
                foreach (var header in context.Response.Headers.Keys.Where(name => name.Contains("Daily", StringComparison.OrdinalIgnoreCase)).ToArray())
                    context.Response.Headers.Remove(header);
                return Task.CompletedTask;
            });
            return Task.FromResult(false);
        };

        var findings = await CheckAsync(HubSpot);

        Assert.That(Only(findings, "quota_unknown").Severity, Is.EqualTo(FindingSeverity.Info));
    }

    /// <summary>Answers calls whose path ends so with this status and no words.</summary>
    Func<HttpContext, Task<bool>> Refuse(string method, string end, int status) => context =>
    {
        if (context.Request.Method != method || context.Request.Path.Value?.EndsWith(end, StringComparison.Ordinal) != true
            || context.Request.Path.Value.Contains("/properties/", StringComparison.Ordinal))
            return Task.FromResult(false);

        refused++;
        context.Response.StatusCode = status;
        return Task.FromResult(true);
    };
}

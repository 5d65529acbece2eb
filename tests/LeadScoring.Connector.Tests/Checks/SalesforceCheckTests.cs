using LeadScoring.Connector.Checks;
using LeadScoring.Connector.Commands;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox.Salesforce;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Checks;

sealed class SalesforceCheckTests : SandboxedCheck
{
    [SetUp]
    public void HaveNotificationType() => AddNotificationType();

    [Test]
    public async Task A_missing_notification_type_is_found()
    {
        var id = Host.World.Salesforce.Ids("SELECT Id FROM CustomNotificationType")[0];
        Host.World.Salesforce.Delete("CustomNotificationType", id);

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "notification_type").Remedy, Does.Contain("setup"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [Test]
    public async Task An_org_that_is_set_up_has_nothing_in_the_way()
    {
        Host.World.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Working - Contacted");

        var findings = await CheckAsync(Salesforce);

        Assert.That(Worse(findings), Is.Empty);
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Done));
        Assert.That(Only(findings, "forecast").Message, Does.Contain("1,440 passes of 8"));
    }

    [Test]
    public async Task A_check_changes_nothing()
    {
        var id = Host.World.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Working - Contacted");
        var before = Host.World.Salesforce.Get("Lead", id, "SystemModstamp");
        Clock.Advance(TimeSpan.FromMinutes(1));

        await CheckAsync(Salesforce);

        Assert.That(Host.World.Salesforce.Get("Lead", id, "SystemModstamp"), Is.EqualTo(before));
        Assert.That(Host.Requests.ByKind()["salesforce"].Keys, Is.SubsetOf(new[] { "token", "describe", "query" }));
    }

    [Test]
    public async Task A_wrong_secret_is_found()
    {
        var wrong = Salesforce with { Auth = Salesforce.Auth with { ClientSecret = "wrong" } };

        var findings = await CheckAsync(wrong);

        Assert.That(Only(findings, "sign_in").Remedy, Does.Contain("ClientSecret"));
        Assert.That(findings.Select(finding => finding.Message), Has.None.Contains("wrong"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task P23_A_retired_version_is_found()
    {
        var findings = await CheckAsync(Salesforce with { ApiVersion = "30.0" });

        Assert.That(Only(findings, "api_version").Remedy, Does.Contain("ApiVersion"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task P23_A_version_is_warned_of_half_a_year_before_its_end()
    {
        Clock.Advance(new DateTimeOffset(2027, 1, 2, 12, 0, 0, TimeSpan.Zero) - Clock.GetUtcNow());

        var findings = await CheckAsync(Salesforce with { ApiVersion = "40.0" });

        Assert.That(Only(findings, "api_version_ends").Message, Does.Contain("2027-06-01"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Done));
    }

    [Test]
    public async Task A_missing_field_is_found()
    {
        Host.World.Salesforce.RemoveField("Lead", "Lead_Score__c");

        var findings = await CheckAsync(Salesforce);

        var finding = Only(findings, "field_missing");
        Assert.That((finding.Message, finding.Remedy), Is.EqualTo((
            "Lead.Lead_Score__c does not exist in Salesforce, so it is not written.", "Run setup --connection salesforce, or create the field.")));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [Test]
    public async Task Fields_that_rules_lack_are_found_with_the_rule()
    {
        Host.World.Salesforce.RemoveField("Lead", "SMS_Link_Clicks__c");
        Host.World.Salesforce.HideField("Lead", "Industry");

        var findings = await CheckAsync(Salesforce);

        var missing = Only(findings, "field_missing");
        Assert.That((missing.Message, missing.Remedy), Is.EqualTo((
            "Lead.SMS_Link_Clicks__c does not exist in Salesforce, so signals.sms_clicked does not score.",
            $"Correct signals.sms_clicked in {Salesforce.Mapping}, or create the field.")));
        Assert.That(Only(findings, "field_invisible").Message, Does.EndWith("may not see it, so fit.market does not score."));
    }

    [Test]
    public async Task A_missing_status_field_is_found_with_what_follows()
    {
        Host.World.Salesforce.RemoveField("Contact", "Status__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "field_missing").Message, Does.Contain("Contact.Status__c").And.Contain("not scored at all"));
    }

    [Test]
    public async Task A_field_without_field_level_security_is_not_taken_for_a_missing_one()
    {
        Host.World.Salesforce.HideField("Lead", "Hot_Lead__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "field_invisible").Message, Does.StartWith("Lead.Hot_Lead__c exists"));
        Assert.That(findings.Select(finding => finding.Code), Has.None.EqualTo("field_missing"));
    }

    [Test]
    public async Task A_read_only_field_is_found()
    {
        Host.World.Salesforce.ShowField("Contact", "Hot_Since__c", isUpdateable: false);

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "field_read_only").Message, Does.StartWith("Contact.Hot_Since__c"));
    }

    [Test]
    public async Task A_field_of_the_wrong_type_is_found()
    {
        Host.World.Salesforce.RemoveField("Lead", "Hot_Lead__c");
        Host.World.Salesforce.AddField("Lead", SObjectField.Text("Hot_Lead__c"));

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "field_type").Message, Is.EqualTo("Lead.Hot_Lead__c is a text field; what is written there is a checkbox."));
    }

    [TestCase("history: auto", FindingSeverity.Warning, ExitCode.Done)]
    [TestCase("history: required", FindingSeverity.Error, ExitCode.Degraded)]
    public async Task History_tracking_that_is_off_is_found(string setting, FindingSeverity severity, int exitCode)
    {
        Host.World.Salesforce.UntrackHistory("Lead", "Status");

        var findings = await CheckAsync(Salesforce, text => text.Replace("history: auto", setting, StringComparison.Ordinal));

        Assert.That(Only(findings, "history_off").Severity, Is.EqualTo(severity));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(exitCode));
    }

    [Test]
    public async Task Tracking_of_the_flag_is_recommended_until_it_is_on()
    {
        Host.World.Salesforce.TrackHistory("Lead", "Hot_Lead__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "flag_history_off").Message, Does.StartWith("Contact.Hot_Lead__c"));
    }

    [Test]
    public async Task Statuses_that_only_one_side_knows_are_found()
    {
        var findings = await CheckAsync(Salesforce, text => text.Replace("{ New: 1, In progress: 3", "{ Brand new: 1, In progress: 3", StringComparison.Ordinal));

        Assert.That(Only(findings, "status_unmapped").Message, Does.Contain("values without points: \"New\"."));
        Assert.That(Only(findings, "status_unknown").Message, Does.Contain("does not offer: \"Brand new\"."));
    }

    [Test]
    public async Task Fields_on_no_page_layout_are_found()
    {
        Host.World.Salesforce.RemoveFromLayout("Lead", "Hot_Lead__c", "Hot_Reasons__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "not_on_page").Message, Does.Contain("Hot_Lead__c, Hot_Reasons__c"));
    }

    [Test]
    public async Task A_schedule_that_costs_more_than_the_share_is_found()
    {
        var findings = await CheckAsync(Salesforce with { Schedule = "0/10 * * * * ?" });

        Assert.That(Only(findings, "call_share").Message, Does.Contain("8,640 passes of 8"));
    }

    [Test]
    public async Task An_allocation_that_others_have_used_is_found()
    {
        Host.World.Salesforce.UseCalls(81_000);

        var findings = await CheckAsync(Salesforce);

        Assert.That(Only(findings, "quota").Message, Does.Contain("OrgStop"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [Test]
    public async Task Mails_that_the_org_does_not_keep_are_found()
    {
        Host.World.Salesforce.RemoveObject("EmailMessage");

        var findings = await CheckAsync(Salesforce, ActivityKind.EmailReplied);

        var finding = Only(findings, "activities_paused");
        Assert.That(finding.Message, Does.StartWith("EmailMessage cannot be read"));
        Assert.That(finding.Remedy, Does.Contain("Enhanced Email"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded));
    }

    [Test]
    public async Task A_field_that_signals_match_on_and_the_org_lacks_is_found()
    {
        var findings = await CheckAsync(Salesforce, ActivityKind.CampaignResponded, "Campaign.Type", "Campaign.Colour__c");

        Assert.That(Only(findings, "activities_paused").Message, Does.Contain("CampaignMember").And.Contain("Colour__c"));
    }

    [Test]
    public async Task A_pass_costs_one_call_more_for_each_object_that_records_activities()
    {
        var findings = await CheckAsync(Salesforce, ActivityKind.EmailSent);

        Assert.That(Worse(findings), Is.Empty);
        Assert.That(Only(findings, "forecast").Message, Does.Contain("1,440 passes of 6"));
    }

    [TestCase("/layouts", "not_served", 2)]
    [TestCase("/tooling/", "not_served", 1)]
    [TestCase("FROM User", "owners_unreadable", 1)]
    [TestCase("1999-01-01", "refused", 2)]
    public async Task A_question_that_the_crm_does_not_serve_does_not_hide_the_answers_to_the_others(string question, string code, int times)
    {
        Intercept = context =>
        {
            var address = Uri.UnescapeDataString($"{context.Request.Path}{context.Request.QueryString}").Replace('+', ' ');
            context.Response.StatusCode = 404;
            return Task.FromResult(address.Contains(question, StringComparison.Ordinal));
        };
        Host.World.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Working - Contacted");
        Host.World.Salesforce.Create("Contact", new Dictionary<string, object?> { ["LastName"] = "Lovelace" });
        Host.World.Salesforce.RemoveField("Contact", "Hot_Since__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(
            findings.Select(finding => finding.Code),
            Has.Exactly(times).EqualTo(code).And.Exactly(1).EqualTo("field_missing").And.Exactly(1).EqualTo("forecast").And.None.EqualTo("api_version"));
    }

    [Test]
    public async Task That_deleted_records_are_never_seen_is_found()
    {
        AddNotificationType();
        Intercept = context =>
        {
            context.Response.StatusCode = 404;
            return Task.FromResult(context.Request.Path.Value!.EndsWith("/queryAll", StringComparison.Ordinal)); // a request has a path
        };

        var finding = Only(await CheckAsync(Salesforce), "deletions_unseen");

        Assert.That((finding.Severity, finding.Kind.ExitCode), Is.EqualTo((FindingSeverity.Warning, 0)));
    }

    [TestCase("exceptions: { groups: [ { group: EMEA SDR, scoring: { hot_at: 8 } } ] }", 1)]
    [TestCase("exceptions: { users: [ { user: luca.bianchi@example.com, scoring: { hot_at: 8 } } ] }", 0)]
    public async Task Groups_that_cannot_be_read_are_found_where_the_mapping_needs_them(string exceptions, int times)
    {
        Intercept = async context =>
        {
            if (!Uri.UnescapeDataString($"{context.Request.QueryString}").EndsWith("FROM GroupMember", StringComparison.Ordinal))
                return false;

            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""[{"errorCode":"INVALID_TYPE","message":"sObject type 'GroupMember' is not supported."}]""");
            return true;
        };

        var findings = await CheckAsync(Salesforce, text => $"{text}\n{exceptions}\n");

        Assert.That(findings.Where(finding => finding.Code == "owners_unreadable").Select(finding => finding.Kind.ExitCode), Is.EqualTo(Enumerable.Repeat(3, times)));
    }

    [Test]
    public async Task A_question_that_is_refused_does_not_hide_the_answers_to_the_others()
    {
        Intercept = context =>
        {
            context.Response.StatusCode = 403;
            return Task.FromResult(context.Request.Path.Value!.EndsWith("/layouts", StringComparison.Ordinal)); // a request has a path
        };
        Host.World.Salesforce.RemoveField("Contact", "Hot_Since__c");

        var findings = await CheckAsync(Salesforce);

        Assert.That(findings.Select(finding => finding.Code), Has.Exactly(2).EqualTo("not_served").And.Exactly(1).EqualTo("field_missing"));
        Assert.That(Finding.ExitCodeOf(findings), Is.EqualTo(ExitCode.Degraded), "for the field: no pass looks at layouts");
    }
}

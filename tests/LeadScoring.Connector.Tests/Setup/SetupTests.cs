using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Setup;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Checks;
using LeadScoring.Sandbox.Salesforce;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Setup;

/// <summary>From accounts that lack every field to a pass that flags a lead.</summary>
sealed class SetupTests : SandboxedCheck
{
    static readonly string[] leadFields =
    [
        "Hot_Lead__c", "Lead_Score__c", "Hot_Since__c", "Hot_Resets_At__c", "Hot_Reasons__c", "Hot_Blockers__c", "Lead_Stage__c",
        "Lead_Pressure__c", "Unresponsive__c",
    ];
    static readonly string[] contactFields = ["Hot_Lead__c", "Lead_Score__c", "Hot_Since__c"];
    static readonly string[] properties =
    [
        "hot_lead", "hot_lead_score", "hot_lead_since", "hot_lead_resets_at", "hot_lead_reasons", "hot_lead_blockers", "hot_lead_stage",
        "hot_lead_pressure", "hot_lead_unresponsive",
    ];

    [SetUp]
    public void Empty()
    {
        foreach (var field in leadFields)
            Host.World.Salesforce.RemoveField("Lead", field);
        foreach (var field in contactFields)
            Host.World.Salesforce.RemoveField("Contact", field);
        foreach (var property in properties)
            Host.World.HubSpot.RemoveProperty("contacts", property);
    }

    [Test]
    public async Task A_plan_names_every_step_in_its_order()
    {
        var (salesforce, hubSpot) = (await PlanAsync(Salesforce), await PlanAsync(HubSpot));

        var text = string.Join('\n', [.. salesforce.Steps.Concat(hubSpot.Steps).Select(step => step.Text), .. salesforce.LeftToDo, .. hubSpot.LeftToDo, ""]);
        Approved.Matches(Path.Combine(TestSource.Tests, "Setup", "plan.approved.txt"), text.Replace(Host.World.Salesforce.ApiUserId, "USER", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_plan_changes_nothing()
    {
        await PlanAsync(Salesforce);
        await PlanAsync(HubSpot);

        Assert.That(Host.Requests.ByKind()["salesforce"].Keys, Is.SubsetOf(new[] { "token", "describe", "query", "versions" }));
        Assert.That(Host.Requests.ByKind()["hubspot"].Keys, Is.EqualTo(["properties"]));
        Assert.That((await CheckAsync(HubSpot)).Count(finding => finding.Code == "field_missing"), Is.EqualTo(properties.Length));
    }

    [Test]
    public async Task A_second_run_finds_nothing_to_do()
    {
        await SetUpAsync(Salesforce);
        await SetUpAsync(HubSpot);

        Assert.That((await PlanAsync(Salesforce)).Steps, Is.Empty);
        Assert.That((await PlanAsync(HubSpot)).Steps, Is.Empty);
    }

    [TestCase(3)]
    [TestCase(9)]
    [TestCase(12)]
    [TestCase(17)]
    public async Task A_run_that_was_broken_off_is_finished_by_the_next(int after)
    {
        foreach (var step in (await PlanAsync(Salesforce)).Steps.Take(after))
            await step.ApplyAsync(CancellationToken.None);

        await SetUpAsync(Salesforce);

        Assert.That((await PlanAsync(Salesforce)).Steps, Is.Empty);
        Assert.That((await CheckAsync(Salesforce)).Select(finding => finding.Code), Has.None.StartsWith("field_"));
    }

    [Test]
    public async Task A_field_that_nobody_may_see_is_permitted_and_not_made_again()
    {
        Host.World.Salesforce.AddField("Lead", SObjectField.Text("Hot_Reasons__c"));
        Host.World.Salesforce.HideField("Lead", "Hot_Reasons__c");

        var plan = await PlanAsync(Salesforce);

        Assert.That(
            plan.Steps.Select(step => step.Text).Where(text => text.Contains("Lead.Hot_Reasons__c", StringComparison.Ordinal)),
            Is.EqualTo(["let the permission set read and edit Lead.Hot_Reasons__c"]));
    }

    [Test]
    public async Task A_permission_only_to_read_is_extended()
    {
        var org = Host.World.Salesforce;
        await SetUpAsync(Salesforce);
        org.SetField("FieldPermissions", org.Ids("SELECT Id FROM FieldPermissions WHERE Field = 'Lead.Hot_Reasons__c'")[0], "PermissionsEdit", false);
        org.ShowField("Lead", "Hot_Reasons__c", isUpdateable: false);

        var plan = await PlanAsync(Salesforce);
        await SetUpAsync(Salesforce);

        Assert.That(plan.Steps.Select(step => step.Text), Is.EqualTo(["let the permission set edit Lead.Hot_Reasons__c, not only read it"]));
        Assert.That((await PlanAsync(Salesforce)).Steps, Is.Empty);
        Assert.That((await CheckAsync(Salesforce)).Select(finding => finding.Code), Has.None.EqualTo("field_read_only"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task What_was_made_although_the_answer_was_lost_is_not_made_again(bool isMade)
    {
        HashSet<string> lost = [];
        Intercept = async context =>
        {
            if (context.Request.Method != "POST" || !Creates(context.Request.Path) || !lost.Add(await BodyAsync(context)))
                return false;

            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            if (isMade)
                context.Response.OnStarting(() => Task.FromResult(context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable));
            return !isMade;
        };

        await SetUpAsync(Salesforce);
        await SetUpAsync(HubSpot);

        Assert.That(lost, Is.Not.Empty);
        Assert.That((await PlanAsync(Salesforce)).Steps.Concat((await PlanAsync(HubSpot)).Steps), Is.Empty);
    }

    static bool Creates(PathString path) => new[] { "/sobjects/", "/properties/" }.Any(part => path.Value!.Contains(part, StringComparison.Ordinal)); // a request has a path

    static async Task<string> BodyAsync(HttpContext context)
    {
        context.Request.EnableBuffering();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        var text = await reader.ReadToEndAsync();
        context.Request.Body.Position = 0;
        return $"{context.Request.Path} {text}";
    }

    [Test]
    public async Task Nothing_is_left_of_check_but_what_setup_leaves_to_people()
    {
        await SetUpAsync(Salesforce);
        await SetUpAsync(HubSpot);

        Assert.That((await CheckAsync(Salesforce)).Where(finding => finding.Kind.ExitCode > 0), Is.Empty);
        Assert.That((await CheckAsync(Salesforce)).Count(finding => finding.Code == "not_on_page"), Is.EqualTo(2));

        Host.World.Salesforce.PlaceOnLayout("Lead", leadFields);
        Host.World.Salesforce.PlaceOnLayout("Contact", contactFields);

        Assert.That(Worse(await CheckAsync(Salesforce)), Is.Empty);
        Assert.That(Worse(await CheckAsync(HubSpot)), Is.Empty);
    }

    [Test]
    public async Task A_pass_writes_what_setup_made()
    {
        var lead = Host.World.Salesforce.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Working - Contacted");
        var contact = Host.World.HubSpot.CreateContact(new Dictionary<string, string?> { ["hs_lead_status"] = "CONNECTED" });

        await SetUpAsync(Salesforce);
        await SetUpAsync(HubSpot);
        var reports = new[] { await PassAsync(Salesforce), await PassAsync(HubSpot) };

        Assert.That(reports.Select(report => (report.Status, report.BecameHot, report.Written)), Has.All.EqualTo((PassStatus.Ok, 1, 1)));
        Assert.That(Host.World.Salesforce.Get("Lead", lead, "Hot_Lead__c"), Is.True);
        Assert.That(Host.World.Salesforce.Get("Lead", lead, "Lead_Score__c"), Is.EqualTo(7m));
        Assert.That(Host.World.HubSpot.Get(contact, "hot_lead"), Is.EqualTo("true"));
        Assert.That(Host.World.HubSpot.Get(contact, "hot_lead_reasons"), Does.StartWith("CONNECTED +6"));
    }

    [Test]
    public async Task A_standard_field_that_does_not_exist_cannot_be_made()
    {
        NewField field = new("Lead", "Hotness", FieldType.Flag, "Hot", "");

        var failure = await Assert.ThrowsAsync<CrmException>(() => Connect(Salesforce).Admin.PlanAsync([field], CancellationToken.None));

        Assert.That(failure?.Message, Does.Contain("only names that end in __c"));
    }

    [Test]
    public async Task Setup_makes_the_notification_type()
    {
        await SetUpAsync(Salesforce);

        var found = Host.World.Salesforce.Ids($"SELECT Id FROM CustomNotificationType WHERE DeveloperName = '{SalesforceSetup.NotificationType}'");
        Assert.That(found, Has.Count.EqualTo(1));
    }

    [TestCase("FROM CustomNotificationType", "INVALID_TYPE", SalesforceSetup.NotificationType)]
    [TestCase("FROM FieldDefinition", "INVALID_TYPE", "exist")]
    [TestCase("/services/data/v67.0", "NOT_FOUND", SalesforcePermissions.PermissionSet)]
    public async Task What_is_beside_the_point_and_refused_is_left_to_people_and_the_fields_are_made(string question, string code, string left)
    {
        Intercept = async context =>
        {
            var address = Uri.UnescapeDataString($"{context.Request.Path}{context.Request.QueryString}").Replace('+', ' ');
            if (!address.EndsWith(question, StringComparison.Ordinal) && !address.Contains($"{question} ", StringComparison.Ordinal))
                return false;

            context.Response.StatusCode = code == "NOT_FOUND" ? 404 : 400;
            await context.Response.WriteAsync($$"""[{"errorCode":"{{code}}","message":"not supported"}]""");
            return true;
        };
        var whole = (await PlanAsync(Salesforce)).LeftToDo;
        await SetUpAsync(Salesforce);
        Intercept = _ => Task.FromResult(false);

        Assert.That(whole.Where(line => line.Contains(left, StringComparison.Ordinal) && line.Contains("refused", StringComparison.Ordinal)), Is.Not.Empty);
        Assert.That((await PlanAsync(Salesforce)).Steps.Select(step => step.Text), Has.None.StartsWith("create Lead.").And.None.StartsWith("create Contact."));
    }

    [Test]
    public async Task A_field_that_is_there_unseen_is_not_made_twice_where_definitions_are_refused()
    {
        Host.World.Salesforce.AddField("Lead", SObjectField.Text("Hot_Reasons__c"));
        Host.World.Salesforce.HideField("Lead", "Hot_Reasons__c");
        Intercept = async context =>
        {
            if (!Uri.UnescapeDataString($"{context.Request.QueryString}").Contains("FROM FieldDefinition", StringComparison.Ordinal))
                return false;

            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("""[{"errorCode":"INVALID_TYPE","message":"not supported"}]""");
            return true;
        };

        await SetUpAsync(Salesforce);

        Assert.That((await PlanAsync(Salesforce)).Steps, Is.Empty);
    }

    static Task<SetupPlan> PlanAsync(ConnectionOptions connection) =>
        Connect(connection).Admin.PlanAsync(WrittenFields.Of(Mapping(connection)), CancellationToken.None);

    static async Task SetUpAsync(ConnectionOptions connection)
    {
        foreach (var step in (await PlanAsync(connection)).Steps)
            await step.ApplyAsync(CancellationToken.None);
    }

    static async Task<PassReport> PassAsync(ConnectionOptions connection)
    {
        var directory = Directory.CreateTempSubdirectory("setup-");
        try
        {
            var database = await Database.OpenAsync($"Data Source={Path.Combine(directory.FullName, "connector.db")};Pooling=false", CancellationToken.None);
            var lease = await Lease.TakeAsync(database, connection.Name, "test", CancellationToken.None);
            var crm = Connect(connection);
            using var worker = new ConnectionWorker(connection, new(), crm, new(new(), crm, TimeProvider.System), lease, TimeProvider.System, NullLoggerFactory.Instance);
            return await worker.RunPassAsync(CancellationToken.None);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}

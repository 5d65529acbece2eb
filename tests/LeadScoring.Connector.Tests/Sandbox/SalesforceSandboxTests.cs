using LeadScoring.Sandbox.Salesforce;
using NUnit.Framework;

namespace LeadScoring.Connector.Tests.Sandboxes;

public class SalesforceSandboxTests
{
    SandboxClient client = null!; // set before every test

    [SetUp]
    public async Task Start() => client = await SandboxClient.StartAsync();

    [TearDown]
    public async Task Stop() => await client.DisposeAsync();

    SalesforceOrg Org => client.World.Salesforce;

    [Test]
    public async Task A_save_without_a_change_moves_the_stamp_and_leaves_no_history()
    {
        var id = Lead();
        client.Clock.Advance(TimeSpan.FromMinutes(1));

        await Patch(new { attributes = new { type = "Lead" }, id, Status = "Open - Not Contacted" });

        Assert.That(Org.Get("Lead", id, "SystemModstamp"), Is.EqualTo(StoppedClock.Noon.AddMinutes(1)));
        Assert.That(Org.Ids($"SELECT Id FROM LeadHistory WHERE LeadId = '{id}' AND Field = 'Status'"), Is.Empty);
    }

    [Test]
    public void Only_tracked_fields_leave_history()
    {
        var id = Lead();

        Org.SetField("Lead", id, "Hot_Lead__c", value: true);
        Org.SetField("Lead", id, "Status", "Working - Contacted");
        Org.UntrackHistory("Lead", "Status");
        Org.SetField("Lead", id, "Status", "Open - Not Contacted");

        Assert.That(Org.Ids($"SELECT Id FROM LeadHistory WHERE LeadId = '{id}' AND Field IN ('Status', 'Hot_Lead__c')"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Records_on_the_other_side_of_a_relationship_come_as_a_result_of_their_own()
    {
        var lead = Lead();
        var (told, untold) = (Mail(), Mail());
        Org.Create("EmailMessageRelation", new Dictionary<string, object?> { ["EmailMessageId"] = told, ["RelationId"] = lead, ["RelationType"] = "ToAddress" });

        var (_, body) = await client.QueryAsync("SELECT Id, (SELECT RelationId, RelationType FROM EmailMessageRelations) FROM EmailMessage ORDER BY Id");

        var records = body.GetProperty("records").EnumerateArray().ToDictionary(
            mail => mail.GetProperty("Id").GetString() ?? "", mail => mail.GetProperty("EmailMessageRelations"));
        Assert.That(records[told].GetProperty("totalSize").GetInt32(), Is.EqualTo(1));
        Assert.That(records[told].GetProperty("done").GetBoolean(), Is.True);
        Assert.That(records[told].GetProperty("records")[0].GetProperty("RelationId").GetString(), Is.EqualTo(lead));
        Assert.That(records[untold].ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));

        string Mail() => Org.Create("EmailMessage", new Dictionary<string, object?> { ["Incoming"] = false });
    }

    [Test]
    public async Task More_than_two_hundred_records_are_refused()
    {
        var id = Lead();
        var records = Enumerable.Range(0, 201).Select(_ => new { attributes = new { type = "Lead" }, id }).ToArray();

        var (status, body) = await client.SalesforceAsync(HttpMethod.Patch, "composite/sobjects", new { records });

        Assert.That((status, body[0].GetProperty("errorCode").GetString()), Is.EqualTo((400, "EXCEEDED_ID_LIMIT")));
    }

    [Test]
    public async Task A_failed_row_has_no_id()
    {
        var converted = Lead();
        Org.ConvertLead(converted);

        var row = await Patch(new { attributes = new { type = "Lead" }, id = converted, Hot_Lead__c = true });

        Assert.That(row.TryGetProperty("id", out _), Is.False);
        Assert.That(row.GetProperty("errors")[0].GetProperty("statusCode").GetString(), Is.EqualTo("CANNOT_UPDATE_CONVERTED_LEAD"));
    }

    [Test]
    public async Task A_value_of_the_wrong_type_fails_the_batch()
    {
        var good = Lead();
        object[] records = [new { attributes = new { type = "Lead" }, id = good, Title = "x" }, new { attributes = new { type = "Lead" }, id = good, Hot_Lead__c = "perhaps" }];

        var (status, body) = await client.SalesforceAsync(HttpMethod.Patch, "composite/sobjects", new { records });

        Assert.That((status, body[0].GetProperty("errorCode").GetString()), Is.EqualTo((400, "JSON_PARSER_ERROR")));
        Assert.That(Org.Get("Lead", good, "Title"), Is.Null);
    }

    [Test]
    public async Task The_daily_allocation_runs_out_and_comes_back()
    {
        Org.UseCalls(Org.DailyCalls);
        var (refused, body) = await client.QueryAsync("SELECT Id FROM User");

        client.Clock.Advance(TimeSpan.FromHours(25));
        var (served, _) = await client.QueryAsync("SELECT Id FROM User");

        Assert.That((refused, body[0].GetProperty("errorCode").GetString(), served), Is.EqualTo((403, "REQUEST_LIMIT_EXCEEDED", 200)));
    }

    [Test]
    public async Task An_expired_session_is_unauthorized()
    {
        Org.ExpireSessions();

        var (status, body) = await client.QueryAsync("SELECT Id FROM User");

        Assert.That((status, body[0].GetProperty("errorCode").GetString()), Is.EqualTo((401, "INVALID_SESSION_ID")));
    }

    [Test]
    public async Task Later_pages_show_the_records_as_they_were()
    {
        var ids = Org.CreateMany("Lead", 2500, place => new Dictionary<string, object?> { ["LastName"] = "L", ["Company"] = "C" }, _ => StoppedClock.Noon);
        var (_, first) = await client.QueryAsync("SELECT Id, Title FROM Lead ORDER BY SystemModstamp, Id");
        Org.SetField("Lead", ids[^1], "Title", "Changed");

        var (_, second) = await client.SalesforceAsync(HttpMethod.Get, first.GetProperty("nextRecordsUrl").GetString() ?? "");

        Assert.That(first.GetProperty("records").GetArrayLength() + second.GetProperty("records").GetArrayLength(), Is.EqualTo(2500));
        Assert.That(second.GetProperty("records")[499].GetProperty("Title").GetString(), Is.Null);
    }

    [Test]
    public async Task A_deleted_lead_is_found_by_queryAll_alone()
    {
        Org.Delete("Lead", Lead());

        var (_, visible) = await client.QueryAsync("SELECT COUNT() FROM Lead");
        var (_, all) = await client.SalesforceAsync(HttpMethod.Get, "queryAll?q=" + Uri.EscapeDataString("SELECT COUNT() FROM Lead"));

        Assert.That((visible.GetProperty("totalSize").GetInt32(), all.GetProperty("totalSize").GetInt32()), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task An_update_that_does_not_forbid_it_reassigns_the_lead()
    {
        var id = Lead();
        var queue = Org.Ids("SELECT Id FROM Group WHERE Type = 'Queue'")[0];
        Org.AssignLeadsTo(queue);

        await Patch(new { attributes = new { type = "Lead" }, id, Hot_Lead__c = true });

        Assert.That(Org.Get("Lead", id, "OwnerId"), Is.EqualTo(queue));
    }

    [Test]
    public async Task A_composite_answers_each_request_for_itself()
    {
        var id = Lead();
        object[] compositeRequest =
        [
            new { method = "GET", url = "/services/data/v67.0/query?q=SELECT+COUNT()+FROM+Lead", referenceId = "count" },
            new { method = "PATCH", url = $"/services/data/v67.0/sobjects/Lead/{id}", referenceId = "flag", body = new { Hot_Lead__c = true } },
            new { method = "GET", url = "/services/data/v67.0/sobjects/Lead/00Q000000000001", referenceId = "none" },
        ];

        var (_, body) = await client.SalesforceAsync(HttpMethod.Post, "composite", new { compositeRequest });

        var answers = body.GetProperty("compositeResponse").EnumerateArray();
        Assert.That(answers.Select(answer => answer.GetProperty("httpStatusCode").GetInt32()), Is.EqualTo([200, 204, 404]));
        Assert.That(Org.Get("Lead", id, "Hot_Lead__c"), Is.True);
    }

    [Test]
    public async Task Calls_are_counted_by_kind()
    {
        client.Host.Requests.Clear();

        await client.QueryAsync("SELECT Id FROM User");
        await client.SalesforceAsync(HttpMethod.Get, "sobjects/Lead/describe");
        await client.SalesforceAsync(HttpMethod.Get, "sobjects/Nothing/describe");

        Assert.That(client.Host.Requests.Count("salesforce", "query"), Is.EqualTo(1));
        Assert.That(client.Host.Requests.Count("salesforce", "describe"), Is.EqualTo(2));
        Assert.That(client.Host.Requests.Total, Is.EqualTo(3));
    }

    async Task<System.Text.Json.JsonElement> Patch(object record)
    {
        var (_, body) = await client.SalesforceAsync(HttpMethod.Patch, "composite/sobjects", new { records = new[] { record } });
        return body[0];
    }

    string Lead() => Org.CreateLead("Ann", "Example", "ann@example.com", "Example", "Open - Not Contacted");
}

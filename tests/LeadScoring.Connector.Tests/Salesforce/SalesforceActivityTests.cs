using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Salesforce;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox.Salesforce;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Salesforce;

sealed class SalesforceActivityTests : ActivityContract
{
    protected override string People => "Lead";

    protected override int CallsForPeople => 0;

    protected override string TypeOfMeeting => "Type";

    SalesforceOrg Org => Host.World.Salesforce;

    [Test]
    public async Task A_call_that_is_only_planned_is_none_yet()
    {
        var call = LogCall(CreatePerson(), "outbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        Org.SetField("Task", call, "Status", "Not Started");

        var planned = await ActivitiesAsync(ActivityKind.CallOutbound);
        Org.SetField("Task", call, "Status", "Completed");
        var made = await ActivitiesAsync(ActivityKind.CallOutbound);

        Assert.That(planned.Concat(made).Select(activity => (activity.Id, activity.Standing)), Is.EqualTo([(call, false), (call, true)]));
    }

    [Test]
    public async Task An_archived_call_is_read_and_a_deleted_one_is_told()
    {
        var (old, gone) = (Call(), Call());
        Org.Archive("Task", old);
        Org.Delete("Task", gone);

        var told = await ActivitiesAsync(ActivityKind.CallInbound);

        Assert.That(told.Select(call => (call.Id, call.Standing)), Is.EquivalentTo([(old, true), (gone, false)]));

        string Call() => LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
    }

    [Test]
    public async Task A_mail_that_is_both_task_and_message_is_told_once()
    {
        var person = CreatePerson();
        var task = LogMail(person);
        var message = SendMail(SomeCrm.Noon, person);
        Org.SetField("EmailMessage", message, "ActivityId", task);
        var elsewhere = LogMail(person);

        var sent = await StandingAsync(ActivityKind.EmailSent);

        Assert.That(sent.Select(mail => (mail.Object, mail.Id)), Is.EquivalentTo([("EmailMessage", message), ("Task", elsewhere)]));
    }

    [Test]
    public async Task Which_tasks_are_messages_is_asked_once()
    {
        LogMail(CreatePerson());
        await StandingAsync(ActivityKind.EmailSent);
        var before = Calls();

        await StandingAsync(ActivityKind.EmailSent);

        Assert.That((before, Calls() - before), Is.EqualTo((3, 2)));
    }

    [Test]
    public async Task Without_enhanced_email_mails_are_refused_by_name_and_calls_are_not()
    {
        Org.RemoveObject("EmailMessage");
        var task = LogMail(CreatePerson());
        var streams = Crm.ActivityStreams(Scope(ActivityKind.EmailSent));

        var logged = await ReadAsync(streams.Single(stream => stream.Object == "Task"));
        var refusal = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(streams.Single(stream => stream.Object == "EmailMessage")));

        Assert.That(logged.SelectMany(page => page.Activities).Select(mail => mail.Id), Is.EqualTo([task]));
        Assert.That(refusal?.Failure, Is.EqualTo(CrmFailure.Rejected));
        Assert.That(refusal?.Message, Does.StartWith("EmailMessage cannot be read"));
        Assert.That(refusal?.Remedy, Does.Contain("Enhanced Email"));
    }

    [Test]
    public async Task A_draft_was_not_sent()
    {
        var mail = SendMail(SomeCrm.Noon, CreatePerson());
        Org.SetField("EmailMessage", mail, "Status", "5");

        var told = (await ActivitiesAsync(ActivityKind.EmailSent)).Single();

        Assert.That((told.Id, told.Standing), Is.EqualTo((mail, false)));
    }

    [Test]
    public async Task Whoever_is_in_copy_of_a_reply_did_not_write_it()
    {
        var reply = ReceiveMail(SomeCrm.Noon, CreatePerson());
        Relate(reply, CreatePerson(), "CcAddress");

        var told = (await StandingAsync(ActivityKind.EmailReplied)).Single();

        Assert.That(told.People, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_response_to_a_campaign_is_told_with_the_type_of_the_campaign()
    {
        var person = CreatePerson();
        var campaign = Org.Create("Campaign", new Dictionary<string, object?> { ["Name"] = "Guide", ["Type"] = "White Paper" });
        var member = Org.Create("CampaignMember", new Dictionary<string, object?> { ["CampaignId"] = campaign, ["LeadId"] = person });
        Clock.Advance(TimeSpan.FromDays(2));
        Org.SetField("CampaignMember", member, "HasResponded", value: true);

        var response = (await ReadAsync(Responses())).SelectMany(page => page.Activities).Single();

        Assert.That((response.Id, response.At, response.Standing), Is.EqualTo((member, new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), true)));
        Assert.That(response.Fields["Campaign.Type"], Is.EqualTo("White Paper"));
    }

    [Test]
    public async Task A_response_did_not_come_before_the_membership()
    {
        Respond(CreatePerson());

        var response = (await ReadAsync(Responses())).SelectMany(page => page.Activities).Single();

        Assert.That(response.At, Is.EqualTo(SomeCrm.Noon));
    }

    [Test]
    public async Task A_response_taken_back_no_longer_stands_and_a_member_who_never_answered_is_not_read()
    {
        var member = Respond(CreatePerson());
        Org.SetField("CampaignMember", member, "HasResponded", value: false);
        var campaign = Org.Get("CampaignMember", member, "CampaignId");
        Org.Create("CampaignMember", new Dictionary<string, object?> { ["CampaignId"] = campaign, ["LeadId"] = CreatePerson() });

        var page = (await ReadAsync(Responses())).Single();

        Assert.That(page.Activities.Select(response => (response.Id, response.Standing)), Is.EqualTo([(member, false)]));
        Assert.That(page.Rows, Is.EqualTo(1));
    }

    [Test]
    public async Task A_field_to_match_on_that_is_not_there_is_refused_with_its_name()
    {
        var refusal = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(Responses("Campaign.Colour__c")));

        Assert.That(refusal?.Message, Does.Contain("CampaignMember").And.Contain("Colour__c"));
        Assert.That(refusal?.Remedy, Does.Contain("matching"));
    }

    protected override ICrm Connect() => SalesforceServices.Create(
        SomeCrm.SalesforceOptions(Host.SalesforceUrl.AbsoluteUri) with { PageSize = 200 }, TimeProvider.System, NullLoggerFactory.Instance);

    protected override string CreatePerson() => Org.CreateLead("Ada", "Lovelace", "ada@example.com", "Engines", "Open - Not Contacted");

    protected override string LogCall(string person, string direction, TimeSpan lasted, DateTimeOffset ended) =>
        Org.Create("Task", new Dictionary<string, object?>
        {
            ["WhoId"] = person,
            ["Status"] = "Completed",
            ["CompletedDateTime"] = ended,
            ["TaskSubtype"] = "Call",
            ["CallType"] = Direction(direction),
            ["CallDurationInSeconds"] = (int)lasted.TotalSeconds,
        });

    protected override void SetDirection(string call, string direction) => Org.SetField("Task", call, "CallType", Direction(direction));

    protected override string SendMail(DateTimeOffset at, params string[] people)
    {
        var mail = Org.Create("EmailMessage", new Dictionary<string, object?> { ["Incoming"] = false, ["Status"] = "3", ["MessageDate"] = at });
        foreach (var person in people)
            Relate(mail, person, "ToAddress");
        return mail;
    }

    protected override void OpenMail(string mail) => Org.OpenMail(mail);

    protected override void Bounce(string mail) => Org.SetField("EmailMessage", mail, "IsBounced", value: true);

    protected override string ReceiveMail(DateTimeOffset at, string person)
    {
        var mail = Org.Create("EmailMessage", new Dictionary<string, object?> { ["Incoming"] = true, ["Status"] = "0", ["MessageDate"] = at });
        Relate(mail, person, "FromAddress");
        return mail;
    }

    protected override string BookMeeting(string person, string type, DateTimeOffset start) =>
        Org.Create("Event", new Dictionary<string, object?> { ["WhoId"] = person, ["Type"] = type, ["StartDateTime"] = start });

    protected override void CallOff(string meeting) => Org.Delete("Event", meeting);

    void Relate(string mail, string person, string type) => Org.Create("EmailMessageRelation", new Dictionary<string, object?>
    {
        ["EmailMessageId"] = mail,
        ["RelationId"] = person,
        ["RelationType"] = type,
    });

    string LogMail(string person) => Org.Create("Task", new Dictionary<string, object?>
    {
        ["WhoId"] = person,
        ["Status"] = "Completed",
        ["TaskSubtype"] = "Email",
    });

    string Respond(string person)
    {
        var campaign = Org.Create("Campaign", new Dictionary<string, object?> { ["Name"] = "Guide", ["Type"] = "White Paper" });
        return Org.Create(
            "CampaignMember", new Dictionary<string, object?> { ["CampaignId"] = campaign, ["LeadId"] = person, ["HasResponded"] = true });
    }

    ActivityStream Responses(string field = "Campaign.Type") => Crm.ActivityStreams(new(
        new HashSet<ActivityKind> { ActivityKind.CampaignResponded },
        new Dictionary<ActivityKind, IReadOnlyList<string>> { [ActivityKind.CampaignResponded] = [field] },
        [People]))[0];

    static string Direction(string direction) => direction == "inbound" ? "Inbound" : "Outbound";
}

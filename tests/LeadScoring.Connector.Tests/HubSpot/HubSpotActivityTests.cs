using LeadScoring.Connector.Crm;
using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Tests.Crm;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox.HubSpot;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.HubSpot;

[TestFixture("2026-09")]
[TestFixture("v3")]
sealed class HubSpotActivityTests(string version) : ActivityContract
{
    protected override string People => "contacts";

    protected override int CallsForPeople => 1;

    protected override string TypeOfMeeting => "hs_activity_type";

    HubSpotPortal Portal => Host.World.HubSpot;

    [TestCase("f240bbac-87c9-4f6e-bf70-924b57d47db7", "COMPLETED", true)]
    [TestCase("73a0d17f-1163-4015-bdd5-ec830791da20", "COMPLETED", false)]
    [TestCase("00000000-0000-0000-0000-000000000001", "COMPLETED", null)]
    [TestCase(null, "NO_ANSWER", false)]
    [TestCase(null, null, null)]
    public async Task A_call_was_answered_when_its_outcome_says_so(string? outcome, string? status, bool? answered)
    {
        var call = LogCall(CreatePerson(), "outbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        Set("calls", call, "hs_call_disposition", outcome);
        Set("calls", call, "hs_call_status", status);

        var told = (await StandingAsync(ActivityKind.CallOutbound)).Single();

        Assert.That(told.Answered, Is.EqualTo(answered));
    }

    [TestCase("COMPLETED", true)]
    [TestCase("NO_ANSWER", true)]
    [TestCase("RINGING", false)]
    [TestCase("CANCELED", false)]
    public async Task A_call_stands_once_it_was_made(string status, bool stands)
    {
        var call = LogCall(CreatePerson(), "outbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        Set("calls", call, "hs_call_status", status);

        var told = (await ActivitiesAsync(ActivityKind.CallOutbound)).Single();

        Assert.That(told.Standing, Is.EqualTo(stands));
    }

    [Test]
    public async Task Clicks_are_told_at_their_times()
    {
        var mail = SendMail(SomeCrm.Noon, CreatePerson());
        foreach (var clicks in new[] { 1, 4 })
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            Set("emails", mail, "hs_email_click_count", $"{clicks}");
        }

        var told = await StandingAsync(ActivityKind.EmailClicked);

        Assert.That(told.Select(click => (click.Kind, click.At)), Is.EqualTo(
            [(ActivityKind.EmailClicked, SomeCrm.Noon.AddMinutes(1)), (ActivityKind.EmailClicked, SomeCrm.Noon.AddMinutes(2))]));
    }

    [Test]
    public async Task A_count_that_falls_is_no_click()
    {
        var mail = SendMail(SomeCrm.Noon, CreatePerson());
        foreach (var clicks in new[] { 3, 1 })
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            Set("emails", mail, "hs_email_click_count", $"{clicks}");
        }

        var told = await StandingAsync(ActivityKind.EmailClicked);

        Assert.That(told.Select(click => click.At), Is.EqualTo([SomeCrm.Noon.AddMinutes(1)]));
    }

    [Test]
    public async Task The_times_of_openings_are_asked_fifty_mails_at_a_time_and_nothing_of_mails_told_before()
    {
        var person = CreatePerson();
        for (var i = 0; i < 120; i++)
        {
            var mail = SendMail(SomeCrm.Noon, person);
            if (i < 60)
                OpenMail(mail);
        }

        var stream = Crm.ActivityStreams(Scope(ActivityKind.EmailOpened))[0];
        await ReadAsync(stream);
        var first = Calls();
        var seen = new ReadWindow(null, null, (_, _) => ValueTask.FromResult<IReadOnlySet<string>>(new HashSet<string>()));
        var again = await ReadAsync(stream, seen);

        Assert.That((first, Calls() - first), Is.EqualTo((1 + 1 + 2, 1)));
        Assert.That(again.Sum(page => page.Activities.Count), Is.Zero);
    }

    [Test]
    public async Task Whom_activities_are_with_is_asked_a_thousand_at_a_time()
    {
        var person = CreatePerson();
        for (var i = 0; i < 2_100; i++)
            LogCall(person, "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon.AddMinutes(-1));

        var pages = await ReadAsync(Crm.ActivityStreams(Scope(ActivityKind.CallInbound))[0]);

        Assert.That(pages.Sum(page => page.Activities.Count), Is.EqualTo(2_100));
        Assert.That(Crm.Calls.ByKind["associations"], Is.EqualTo(3));
    }

    [Test]
    public async Task A_text_message_is_told_and_another_channel_is_not()
    {
        var person = CreatePerson();
        var text = Message(person, "SMS");
        Message(person, "WHATS_APP");

        var told = await StandingAsync(ActivityKind.Sms);

        Assert.That(told.Select(message => (message.Id, message.At)), Is.EqualTo([(text, SomeCrm.Noon.AddMinutes(-4))]));
    }

    [Test]
    public async Task A_mail_forwarded_into_the_crm_was_neither_sent_nor_a_reply()
    {
        var mail = SendMail(SomeCrm.Noon, CreatePerson());
        Set("emails", mail, "hs_email_direction", "FORWARDED_EMAIL");

        Assert.That(await ActivitiesAsync(ActivityKind.EmailSent, ActivityKind.EmailReplied), Is.Empty);
    }

    [Test]
    public async Task A_deleted_meeting_is_found_by_asking_for_it()
    {
        var person = CreatePerson();
        var (kept, gone) = (BookMeeting(person, "Demo", SomeCrm.Noon), BookMeeting(person, "Demo", SomeCrm.Noon));
        Portal.Delete("meetings", gone);
        var stream = Crm.ActivityStreams(Scope(ActivityKind.MeetingBooked))[0];

        var read = await ReadAsync(stream);
        var deleted = await Crm.DeletedAsync(stream, [kept, gone], CancellationToken.None);

        Assert.That(read.SelectMany(page => page.Activities).Select(meeting => meeting.Id), Is.EqualTo([kept]));
        Assert.That(deleted, Is.EqualTo(new[] { gone }));
    }

    [Test]
    public async Task Without_the_scope_for_mails_they_are_refused_by_name_and_calls_are_not()
    {
        Portal.Revoke("sales-email-read");
        LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        var streams = Crm.ActivityStreams(Scope(ActivityKind.CallInbound, ActivityKind.EmailReplied));

        var calls = await ReadAsync(streams.Single(stream => stream.Object == "calls"));
        var refusal = await Assert.ThrowsAsync<CrmException>(() => ReadAsync(streams.Single(stream => stream.Object == "emails")));

        Assert.That(calls.Sum(page => page.Rows), Is.EqualTo(1));
        Assert.That(refusal?.Failure, Is.EqualTo(CrmFailure.Rejected));
        Assert.That(refusal?.Message, Does.StartWith("emails cannot be read"));
        Assert.That(refusal?.Remedy, Does.Contain("sales-email-read"));
    }

    protected override ICrm Connect() => HubSpotServices.Create(
        SomeCrm.HubSpotOptions(Host.HubSpotUrl.AbsoluteUri) with { ApiVersion = version }, TimeProvider.System, NullLoggerFactory.Instance);

    protected override string CreatePerson() => Portal.CreateContact(new Dictionary<string, string?>());

    protected override string LogCall(string person, string direction, TimeSpan lasted, DateTimeOffset ended) => Log("calls", person, new()
    {
        ["hs_timestamp"] = CrmTime.Milliseconds(ended - lasted),
        ["hs_call_direction"] = direction.ToUpperInvariant(),
        ["hs_call_duration"] = $"{lasted.TotalMilliseconds}",
        ["hs_call_status"] = "COMPLETED",
    });

    protected override void SetDirection(string call, string direction) => Set("calls", call, "hs_call_direction", direction.ToUpperInvariant());

    protected override string SendMail(DateTimeOffset at, params string[] people)
    {
        var mail = Log("emails", people[0], new()
        {
            ["hs_timestamp"] = CrmTime.Milliseconds(at),
            ["hs_email_direction"] = "EMAIL",
            ["hs_email_status"] = "SENT",
        });
        foreach (var person in people[1..])
            Portal.Associate("emails", mail, person);
        return mail;
    }

    protected override void OpenMail(string mail)
    {
        var before = int.Parse(Portal.Get("emails", mail, "hs_email_open_count") ?? "0");
        Set("emails", mail, "hs_email_open_count", $"{before + 1}");
    }

    protected override void Bounce(string mail) => Set("emails", mail, "hs_email_status", "BOUNCED");

    protected override string ReceiveMail(DateTimeOffset at, string person) => Log("emails", person, new()
    {
        ["hs_timestamp"] = CrmTime.Milliseconds(at),
        ["hs_email_direction"] = "INCOMING_EMAIL",
    });

    protected override string BookMeeting(string person, string type, DateTimeOffset start) => Log("meetings", person, new()
    {
        ["hs_timestamp"] = CrmTime.Milliseconds(start),
        ["hs_activity_type"] = type,
        ["hs_meeting_outcome"] = "SCHEDULED",
    });

    protected override void CallOff(string meeting) => Set("meetings", meeting, "hs_meeting_outcome", "Canceled");

    string Message(string person, string channel) => Log("communications", person, new()
    {
        ["hs_timestamp"] = CrmTime.Milliseconds(SomeCrm.Noon.AddMinutes(-4)),
        ["hs_communication_channel_type"] = channel,
    });

    string Log(string type, string person, Dictionary<string, string?> values)
    {
        var id = Portal.Create(type, values);
        Portal.Associate(type, id, person);
        return id;
    }

    void Set(string type, string id, string property, string? value) => Portal.SetProperty(type, id, property, value, "CRM_UI", at: null);
}

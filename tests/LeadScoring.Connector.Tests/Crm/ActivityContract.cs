using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;
using LeadScoring.Sandbox;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>What both adapters promise of activities, shown against the sandbox.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
abstract class ActivityContract
{
    SandboxHost? host;
    ICrm? crm;

    protected FakeClock Clock { get; } = new(SomeCrm.Noon);

    protected SandboxHost Host => host ?? throw new InvalidOperationException("The sandbox has not started.");

    protected ICrm Crm => crm ?? throw new InvalidOperationException("The sandbox has not started.");

    /// <summary>The object of the people that activities are with.</summary>
    protected abstract string People { get; }

    /// <summary>Calls that read one page of people's names and their activities besides the page itself.</summary>
    protected abstract int CallsForPeople { get; }

    [SetUp]
    public async Task StartAsync()
    {
        host = await SandboxHost.StartAsync(
            new() { Time = Clock, Population = Population.Empty, RateLimits = false }, CancellationToken.None);
        crm = Connect();
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Test]
    public async Task A_call_tells_its_direction_its_length_and_its_end()
    {
        var person = CreatePerson();
        LogCall(person, "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon.AddMinutes(-2));
        LogCall(person, "outbound", TimeSpan.FromSeconds(10), SomeCrm.Noon.AddMinutes(-1));

        var calls = await StandingAsync(ActivityKind.CallInbound, ActivityKind.CallOutbound);

        Assert.That(calls.Select(call => (call.Kind, call.Lasted, call.At)), Is.EquivalentTo(
        [
            (ActivityKind.CallInbound, (TimeSpan?)TimeSpan.FromSeconds(9), SomeCrm.Noon.AddMinutes(-2)),
            (ActivityKind.CallOutbound, TimeSpan.FromSeconds(10), SomeCrm.Noon.AddMinutes(-1)),
        ]));
        Assert.That(calls.Select(call => call.People), Is.All.EqualTo(new[] { new CrmPerson(People, person) }));
        Assert.That(calls.Select(call => call.Stamp), Is.All.EqualTo(SomeCrm.Noon));
    }

    [Test]
    public async Task A_call_whose_direction_was_corrected_no_longer_stands_as_what_it_was()
    {
        var call = LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon.AddMinutes(-2));
        SetDirection(call, "outbound");

        var inbound = await ActivitiesAsync(ActivityKind.CallInbound);
        var outbound = await ActivitiesAsync(ActivityKind.CallOutbound);

        Assert.That(inbound.Concat(outbound).Select(activity => (activity.Kind, activity.Id, activity.Standing)), Is.EqualTo(
            [(ActivityKind.CallInbound, call, false), (ActivityKind.CallOutbound, call, true)]));
    }

    [Test]
    public async Task A_mail_tells_that_it_was_sent_and_each_time_it_was_opened()
    {
        var person = CreatePerson();
        var mail = SendMail(SomeCrm.Noon, person);
        foreach (var minutes in new[] { 5, 9 })
        {
            Clock.Advance(SomeCrm.Noon.AddMinutes(minutes) - Clock.GetUtcNow());
            OpenMail(mail);
        }

        var told = await StandingAsync(ActivityKind.EmailSent, ActivityKind.EmailOpened, ActivityKind.EmailReplied);

        Assert.That(told.Select(activity => (activity.Kind, activity.Id, activity.At)), Is.EqualTo(
        [
            (ActivityKind.EmailSent, mail, SomeCrm.Noon),
            (ActivityKind.EmailOpened, mail, SomeCrm.Noon.AddMinutes(5)),
            (ActivityKind.EmailOpened, mail, SomeCrm.Noon.AddMinutes(9)),
        ]));
        Assert.That(told.Select(activity => activity.Occurrence), Is.Unique);
        Assert.That(told.Select(activity => activity.People), Is.All.EqualTo(new[] { new CrmPerson(People, person) }));
    }

    [Test]
    public async Task A_mail_to_several_people_concerns_each()
    {
        string[] people = [CreatePerson(), CreatePerson()];
        SendMail(SomeCrm.Noon, people);

        var sent = await StandingAsync(ActivityKind.EmailSent);

        Assert.That(sent.Single().People, Is.EquivalentTo(people.Select(id => new CrmPerson(People, id))));
    }

    [Test]
    public async Task A_reply_is_told_of_whoever_wrote_it()
    {
        var person = CreatePerson();
        var reply = ReceiveMail(SomeCrm.Noon.AddMinutes(-3), person);

        var told = await StandingAsync(ActivityKind.EmailSent, ActivityKind.EmailReplied);

        Assert.That(told.Select(activity => (activity.Kind, activity.Id, activity.At, activity.People.Single().Id)), Is.EqualTo(
            [(ActivityKind.EmailReplied, reply, SomeCrm.Noon.AddMinutes(-3), person)]));
    }

    [Test]
    public async Task A_mail_that_came_back_is_a_bounce()
    {
        var mail = SendMail(SomeCrm.Noon, CreatePerson());
        Bounce(mail);

        var told = await StandingAsync(ActivityKind.EmailBounced);

        Assert.That(told.Select(activity => (activity.Kind, activity.Id)), Is.EqualTo([(ActivityKind.EmailBounced, mail)]));
    }

    [Test]
    public async Task A_booking_counts_from_its_making_and_tells_what_signals_match_on()
    {
        var person = CreatePerson();
        var meeting = BookMeeting(person, "Demo", SomeCrm.Noon.AddDays(7));

        var booked = (await StandingAsync(ActivityKind.MeetingBooked)).Single();

        Assert.That((booked.Id, booked.At), Is.EqualTo((meeting, SomeCrm.Noon)));
        Assert.That(booked.Fields[TypeOfMeeting], Is.EqualTo("Demo"));
    }

    [Test]
    public async Task A_meeting_called_off_no_longer_stands()
    {
        var meeting = BookMeeting(CreatePerson(), "Demo", SomeCrm.Noon.AddDays(7));
        CallOff(meeting);

        var told = (await ActivitiesAsync(ActivityKind.MeetingBooked)).Single();

        Assert.That((told.Id, told.Standing), Is.EqualTo((meeting, false)));
    }

    [Test]
    public async Task Nothing_happened_after_the_moment_of_the_answer()
    {
        SendMail(SomeCrm.Noon.AddHours(2), CreatePerson());

        var sent = (await StandingAsync(ActivityKind.EmailSent)).Single();

        Assert.That(sent.At, Is.EqualTo(SomeCrm.Noon));
    }

    [Test]
    public void A_stream_is_made_only_where_a_kind_is_wanted()
    {
        var meetings = Crm.ActivityStreams(Scope(ActivityKind.MeetingBooked));
        var nothing = Crm.ActivityStreams(Scope());

        Assert.That(meetings.Select(stream => stream.Scope.Kinds.Single()), Is.EqualTo([ActivityKind.MeetingBooked]));
        Assert.That(nothing, Is.Empty);
    }

    [Test]
    public async Task Activities_of_people_who_are_not_mapped_are_left_out()
    {
        LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);

        var pages = await ReadAsync(Crm.ActivityStreams(Scope(ActivityKind.CallInbound) with { Objects = [] })[0]);

        Assert.That(pages.SelectMany(page => page.Activities), Is.Empty);
        Assert.That(pages.Single(), Has.Property("Rows").EqualTo(1).And.Property("Cursor").Not.Null);
    }

    [Test]
    public async Task An_empty_read_costs_one_call_and_tells_the_time_of_the_crm()
    {
        var stream = Crm.ActivityStreams(Scope(ActivityKind.CallInbound))[0];

        var pages = await ReadAsync(stream);

        Assert.That(pages.Select(page => (page.Rows, page.Cursor, page.ServerTime)), Is.EqualTo([(0, (Cursor?)null, SomeCrm.Noon)]));
        Assert.That(Calls(), Is.EqualTo(1));
    }

    [Test]
    public async Task Activities_cost_calls_by_the_page_and_none_by_the_lead()
    {
        for (var i = 0; i < 450; i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(1));
            LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        }

        var pages = await ReadAsync(Crm.ActivityStreams(Scope(ActivityKind.CallInbound))[0]);

        var told = pages.SelectMany(page => page.Activities).ToArray();
        Assert.That(told.Select(activity => activity.People.Single().Id), Is.Unique);
        Assert.That((told.Length, pages.Sum(page => page.Rows)), Is.EqualTo((450, 450)));
        Assert.That(Calls(), Is.EqualTo(3 + CallsForPeople));
    }

    [Test]
    public async Task Reading_activities_goes_on_from_the_cursor_of_any_page()
    {
        string[] ids = [.. Enumerable.Range(0, 450).Select(i =>
        {
            if (i % 100 == 0)
                Clock.Advance(TimeSpan.FromSeconds(1));
            return LogCall(CreatePerson(), "inbound", TimeSpan.FromSeconds(9), SomeCrm.Noon);
        })];
        var stream = Crm.ActivityStreams(Scope(ActivityKind.CallInbound))[0];

        var kept = new HashSet<string>();
        foreach (var page in await ReadAsync(stream))
        {
            kept.UnionWith(page.Activities.Select(activity => activity.Id));
            var rest = await ReadAsync(stream, SomeCrm.Window(page.Cursor));
            Assert.That(kept.Union(rest.SelectMany(after => after.Activities).Select(activity => activity.Id)), Is.EquivalentTo(ids));
        }
    }

    [Test]
    public void Nothing_but_a_name_passes_for_a_field_to_match_on()
    {
        var scope = Scope(ActivityKind.MeetingBooked) with
        {
            Fields = new Dictionary<ActivityKind, IReadOnlyList<string>> { [ActivityKind.MeetingBooked] = ["x FROM Event LIMIT 1 --"] },
        };

        Assert.That(() => ReadAsync(Crm.ActivityStreams(scope)[0]), Throws.InstanceOf<CrmException>().With.Property("Failure").EqualTo(CrmFailure.Rejected));
        Assert.That(Calls(), Is.Zero);
    }

    protected abstract string TypeOfMeeting { get; }

    protected abstract ICrm Connect();

    protected abstract string CreatePerson();

    protected abstract string LogCall(string person, string direction, TimeSpan lasted, DateTimeOffset ended);

    protected abstract void SetDirection(string call, string direction);

    protected abstract string SendMail(DateTimeOffset at, params string[] people);

    protected abstract void OpenMail(string mail);

    protected abstract void Bounce(string mail);

    protected abstract string ReceiveMail(DateTimeOffset at, string person);

    protected abstract string BookMeeting(string person, string type, DateTimeOffset start);

    protected abstract void CallOff(string meeting);

    protected ActivityScope Scope(params ActivityKind[] kinds) => new(
        kinds.ToHashSet(),
        new Dictionary<ActivityKind, IReadOnlyList<string>> { [ActivityKind.MeetingBooked] = [TypeOfMeeting] },
        [People]);

    protected async Task<List<CrmActivity>> ActivitiesAsync(params ActivityKind[] kinds)
    {
        var activities = new List<CrmActivity>();
        foreach (var stream in Crm.ActivityStreams(Scope(kinds)))
            activities.AddRange((await ReadAsync(stream)).SelectMany(page => page.Activities));

        return activities;
    }

    protected async Task<List<CrmActivity>> StandingAsync(params ActivityKind[] kinds) =>
        [.. (await ActivitiesAsync(kinds)).Where(activity => activity.Standing)];

    protected Task<List<ActivityPage>> ReadAsync(ActivityStream stream, ReadWindow? window = null) =>
        Crm.ReadActivitiesAsync(stream, window ?? SomeCrm.Everything, CancellationToken.None).ListAsync();

    protected int Calls() => Crm.Calls.Total - Crm.Calls.ByKind.GetValueOrDefault(CrmCall.SignIn);
}

using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What reading activities costs.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class QuietActivityTests(Play play)
{
    /// <summary>Signals on calls, mails and meetings, which are three streams.</summary>
    readonly Model model = Model.Signalling(
        $"called: {{ on: call.inbound, points: 3 }}, replied: {{ on: email.replied, points: 1 }}, opened: {{ on: email.opened, points: 1 }}, demo: {{ {play.Booked}, points: 10 }}");

    [Test]
    public async Task A_pass_in_which_nothing_happened_costs_one_call_for_each_stream_of_activities()
    {
        var with = await CallsAtRestAsync(model);
        var without = await CallsAtRestAsync(Model.Signalling(""));

        Assert.That(with - without, Is.EqualTo(3));
    }

    [Test]
    public async Task P11_Activities_seen_before_are_no_events_and_cost_no_write()
    {
        await using var stage = await Stage.OpenAsync(play, model);
        Talk(stage, people: 30);
        await stage.PassAsync();
        var written = stage.WriteCalls;

        var report = await stage.PassAsync();

        Assert.That((report.Changes, report.Scored, report.Written, stage.WriteCalls - written), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(report.Read, Is.GreaterThan(30), "The overlap still holds some of them.");
    }

    [Test]
    public async Task Reading_many_activities_takes_about_the_fewest_calls_that_can_do_it()
    {
        await using var stage = await Stage.OpenAsync(play, model);
        stage.Person(Status.Open);
        await stage.PassAsync();
        stage.Step = TimeSpan.FromMilliseconds(1); // a page of one millisecond costs HubSpot a search more
        Talk(stage, people: 450);

        var report = await stage.PassAsync();

        var asked = Asked(report);
        Assert.That(report.BecameHot, Is.EqualTo(450));
        Assert.That(asked, Is.InRange(Fewest(450), (Fewest(450) * 1.05) + 2), () => string.Join(", ", report.CallsByKind));
    }

    /// <summary>Each calls and books a demo.</summary>
    static void Talk(Stage stage, int people)
    {
        foreach (var id in stage.People(people, Status.Open))
        {
            stage.Exchange.Receive(id);
            stage.Exchange.Book(id);
        }
    }

    async Task<int> CallsAtRestAsync(Model model)
    {
        await using var stage = await Stage.OpenAsync(play, model);
        Talk(stage, people: 5);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        await stage.PassAsync();
        stage.AMinuteLater();
        return Asked(await stage.PassAsync());
    }

    /// <summary>Each person is read and written, and so are a call and a meeting of each; nobody mails.</summary>
    int Fewest(int people) => play.Crm == CrmKind.Salesforce
        ? Pages(people, 2000) + Pages(people, 2000) + Pages(people, 2000) + 1 + Pages(people, 2000) + Pages(people, 200)
        : Pages(people, 200) + Pages(people, 50) + (2 * (Pages(people, 200) + Pages(people, 1000))) + 1 + Pages(people, 100);

    static int Pages(int rows, int size) => Math.Max(1, (rows + size - 1) / size);

    static int Asked(PassReport report) => report.CallsByKind.Where(kind => kind.Key != CrmCall.SignIn).Sum(kind => kind.Value);
}

using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>
/// The walk of <see cref="RandomWalkTests"/> with all that people do besides their status. Left out is what the CRM shows
/// only while it stands, such as a meeting that is called off later: a pass that comes afterwards cannot know of it.
/// </summary>
[TestFixtureSource(typeof(Play), nameof(Play.EveryWithHistory))]
sealed class SignalWalkTests(Play play)
{
    static readonly string[] Statuses = [Status.Open, Status.Working, Status.Interested, Status.Refused];

    readonly Model model = Model.Judging($"market: {{ points: 1, all: [ {{ field: {play.Industry}, is: Banking }} ] }}") with
    {
        Scoring = "hot_at: 5, cool_below: 3, reset_after: 2d, minimum_hold: 1h",
        Signals = $"called: {{ on: call.inbound, points: 3, at_most: {{ times: 2, within: 1d }} }}, replied: {{ on: email.replied, points: 2, lasts: 4d, two_way: true }}, "
            + $"opened: {{ on: email.opened, points: 1 }}, viewed: {{ on: field, field: {play.Views}, increases: true, from: 2, points: 1 }}, "
            + $"made: {{ on: call.outbound, lasting: 30s, points: -1, interaction: false }}, demo: {{ {play.Booked}, points: 5 }}",
        More = "pressure: { at_most: 3, within: 3d }\nstages: { unresponsive: { after: 2d, approaches: 2 } }",
    };

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task P10_Whenever_the_passes_come_they_end_where_one_pass_over_it_all_ends(int seed)
    {
        await using var stage = await Stage.OpenAsync(play, model);

        await new Walk(stage, new Random(seed)).GoAsync();
        await stage.PassAsync();

        var leads = await stage.LeadsAsync();
        var afresh = await stage.LeadsAsync(await stage.AfreshAsync());
        Assert.That(leads.Values.Select(Outcome), Is.EquivalentTo(afresh.Values.Select(Outcome)));
        Assert.That(leads.Values.Select(lead => (stage.Score(lead.Id), stage.Hot(lead.Id), stage.Number(lead.Id, play.Pressure))),
            Is.EqualTo(leads.Values.Select(lead => (lead.State().Parts.Total, lead.Hot, (decimal)lead.Pressure))));
        Assert.That(StoreFile.Unbalanced(stage.DatabaseFile), Is.Empty);
    }

    /// <summary>All that follows from the events; not the record, nor when its row was written.</summary>
    static LeadRow Outcome(LeadRow lead) => lead with
    {
        LeadId = 0,
        OwnerAt = null,
        Stamp = 0,
        Shown = "",
        ConfirmedAt = null,
        LatestAt = null,
        PresentAt = null,
        Entries = 0,
    };

    /// <summary>300 acts over some 12 days, and a pass after one in eight.</summary>
    sealed class Walk(Stage stage, Random random)
    {
        readonly List<string> unopened = [];

        public async Task GoAsync()
        {
            var ids = stage.People(12, Status.Open);
            foreach (var id in ids.Take(6))
                stage.Set(id, stage.Play.Industry, "Banking");
            await stage.PassAsync();
            for (var step = 0; step < 300; step++)
            {
                stage.Clock.Advance(TimeSpan.FromSeconds(random.Next(2 * 60 * 60)));
                Act(ids[random.Next(ids.Count)]);
                if (random.Next(8) == 0)
                    await stage.PassAsync();
            }
        }

        void Act(string id)
        {
            switch (random.Next(8))
            {
                case 0: stage.SetStatus(id, Statuses[random.Next(Statuses.Length)]); break;
                case 1: stage.Exchange.Receive(id); break;
                case 2: stage.Exchange.Call(id, seconds: random.Next(60)); break;
                case 3: unopened.Add(stage.Exchange.Mail(id)); break;
                case 4: stage.Exchange.Reply(id); break;
                case 5 when random.Next(3) == 0: stage.Exchange.Book(id, random.Next(2) == 0 ? Exchange.Demo : "Lunch"); break;
                case 6: stage.Set(id, stage.Play.Views, $"{stage.Number(id, stage.Play.Views) + random.Next(3)}"); break;
                default: OpenOne(); break;
            }
        }

        /// <summary>Salesforce keeps the first and the last opening of a mail only, so each is opened once.</summary>
        void OpenOne()
        {
            if (unopened.Count == 0)
                return;

            var place = random.Next(unopened.Count);
            stage.Exchange.Open(unopened[place]);
            unopened.RemoveAt(place);
        }
    }
}

using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EveryWithHistory))]
sealed class RandomWalkTests(Play play)
{
    static readonly string[] Statuses =
        [Status.Open, Status.Working, Status.Interested, Status.Converted, Status.Refused, Status.Unmapped];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Whenever_the_passes_come_the_ledger_adds_up_to_what_one_pass_makes_of_it_all(int seed)
    {
        await using var stage = await Stage.OpenAsync(play, Model.ResettingAfter("2d"));

        await WalkAsync(stage, new Random(seed));
        await stage.PassAsync();

        var leads = await stage.LeadsAsync();
        var afresh = await stage.LeadsAsync(await stage.AfreshAsync());
        Assert.That(leads.Values.Select(Outcome), Is.EquivalentTo(afresh.Values.Select(Outcome)));
        foreach (var lead in leads.Values)
        {
            var sum = (await stage.EntriesAsync(lead.Id)).Sum(entry => entry.Points);
            Assert.That((sum, stage.Score(lead.Id), stage.Hot(lead.Id)), Is.EqualTo((lead.StatusPoints, Stored.Points(lead.StatusPoints), lead.Hot)));
        }
    }

    /// <summary>200 changes over some 17 days, and a pass after one in six.</summary>
    static async Task WalkAsync(Stage stage, Random random)
    {
        var ids = stage.People(15, Status.Open);
        for (var step = 0; step < 200; step++)
        {
            stage.Clock.Advance(TimeSpan.FromSeconds(random.Next(4 * 60 * 60)));
            stage.SetStatus(ids[random.Next(ids.Count)], Statuses[random.Next(Statuses.Length)]);
            if (random.Next(6) == 0)
                await stage.PassAsync();
        }
    }

    static (string Id, string? Status, long Points, bool Hot, long? HotSince, long? ResetsAt, long? LastReset) Outcome(LeadRow lead) =>
        (lead.Id, lead.Status, lead.StatusPoints, lead.Hot, lead.HotSince, lead.ResetsAt, lead.LastResetAt);
}

using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>P02: rows that become visible long after their stamp. A pass comes every five minutes.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class LateTests(Play play)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    [Test]
    public async Task P02_A_change_that_becomes_visible_8_minutes_late_is_scored_by_the_next_pass()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await PassesAsync(stage, count: 4);

        stage.SetAtOnce(id, Status.Working, stage.Now.AddMinutes(-8));
        var report = await stage.PassAsync();

        Assert.That((report.Changes, report.Scored, stage.Hot(id)), Is.EqualTo((1, 1, true)));
    }

    [Test]
    public async Task P02_A_change_that_becomes_visible_100_minutes_late_is_scored_by_the_next_trailing_pass()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await PassesAsync(stage, count: 25);

        stage.SetAtOnce(id, Status.Working, stage.Now.AddMinutes(-100));
        var reports = await PassesAsync(stage, count: 6);

        var scored = reports.FindIndex(report => report.Scored > 0);
        Assert.That((reports.Sum(report => report.Changes), reports.Sum(report => report.Scored), stage.Hot(id)), Is.EqualTo((1, 1, true)));
        Assert.That(scored, Is.InRange(0, 2), "A trailing pass comes every quarter of an hour.");
        Assert.That(reports[scored].Read, Is.Positive);
    }

    static async Task<List<PassReport>> PassesAsync(Stage stage, int count)
    {
        List<PassReport> reports = [];
        for (var pass = 0; pass < count; pass++)
        {
            reports.Add(await stage.PassAsync());
            stage.Clock.Advance(Pause);
        }

        return reports;
    }
}

sealed class LateIndexTests
{
    [Test]
    public async Task P02_A_contact_that_the_search_shows_8_minutes_late_is_scored_once()
    {
        await using var stage = await Stage.OpenAsync(Play.HubSpot, indexLag: TimeSpan.FromMinutes(8));
        var id = stage.Person(Status.Working);
        List<(int Changes, bool Hot)> passes = [];

        for (var pass = 0; pass < 4; pass++)
        {
            var report = await stage.PassAsync();
            passes.Add((report.Changes, stage.Hot(id)));
            stage.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        Assert.That(passes, Is.EqualTo([(0, false), (0, false), (1, true), (0, true)]));
    }
}

using LeadScoring.Connector.Store;
using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>The mapping says <c>history: off</c>, though the CRM keeps one.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class LatestOnlyTests(Play play)
{
    [Test]
    public async Task P09_Of_three_statuses_of_one_minute_the_last_counts()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Mapping(new Model().TextFor(play).Replace("status: {", "status: { history: off,", StringComparison.Ordinal));
        var id = stage.Person(Status.Refused);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.SetAtOnce(id, Status.Open, stage.Now.AddSeconds(-50));
        stage.SetAtOnce(id, Status.Working, stage.Now.AddSeconds(-30));
        stage.SetAtOnce(id, Status.Converted, stage.Now.AddSeconds(-10));
        await stage.PassAsync();

        var entries = await stage.EntriesAsync(id);
        Assert.That(entries.Select(entry => (entry.Rule, Stored.Points(entry.Points), (EventSource)entry.Source)), Is.EqualTo(
            [(Status.Refused, 0m, EventSource.Latest), (Status.Converted, 8m, EventSource.Latest)]));
        Assert.That(stage.Score(id), Is.EqualTo(8m));
    }
}

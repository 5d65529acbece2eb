using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>What the tests of this folder compare with is no empty stage.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class UndisturbedTests(Play play)
{
    [Test]
    public async Task The_pass_of_the_second_day_reads_pages_and_writes_more_than_one_batch()
    {
        await using var days = await SalesDays.BeginAsync(play);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.BecameHot), Is.EqualTo((PassStatus.Ok, 220)));
        Assert.That(report.Written, Is.GreaterThan(200));
        Assert.That(days.Line.Calls.Count(call => call.ReadsRecords), Is.GreaterThan(1));
    }

    [Test]
    public async Task The_days_end_with_cold_leads_that_were_hot_and_hot_ones()
    {
        var (_, ending) = await SalesDays.UndisturbedAsync(play);

        Assert.That(ending.Shown, Does.Match("(?m): True, .*Converted$").And.Match("(?m): False, .*Working - Contacted$"));
        Assert.That(ending.Store, Does.Contain("reset_after"));
    }
}

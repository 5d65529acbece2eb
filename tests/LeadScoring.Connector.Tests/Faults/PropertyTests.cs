using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>Properties that hold when the days end as they do without the fault.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class PropertyTests(Play play)
{
    [TestCase(10)]
    [TestCase(-10)]
    public async Task P03_F26_A_clock_that_is_wrong_by_ten_minutes_loses_nothing_and_counts_nothing_twice(int minutes)
    {
        await using var days = await SalesDays.BeginAsync(play);
        days.Stage.Ahead = TimeSpan.FromMinutes(minutes);

        var report = await days.PassAsync();

        var expected = (await SalesDays.UndisturbedAsync(play)).Pass;
        Assert.That((report.Status, report.Changes, report.Written), Is.EqualTo((PassStatus.Ok, expected.Changes, expected.Written)));
        await days.AssertEndsWellAsync();
    }

    [TestCase(10)]
    [TestCase(-10)]
    public async Task P03_F26_A_clock_that_jumps_after_a_pass_changes_nothing(int minutes)
    {
        await using var days = await SalesDays.BeginAsync(play);
        await days.PassAsync();

        days.Stage.Ahead = TimeSpan.FromMinutes(minutes);
        var report = await days.PassAsync();

        Assert.That((report.Status, report.Changes, report.Written), Is.EqualTo((PassStatus.Ok, 0, 0)));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P08_Every_page_read_three_times_gives_the_same_points()
    {
        await using var days = await SalesDays.BeginAsync(play);

        var report = await days.Stage.PassAsync(crm => new CutCrm(crm) { Times = 3 });

        Assert.That(report.Changes, Is.EqualTo((await SalesDays.UndisturbedAsync(play)).Pass.Changes));
        await days.AssertEndsWellAsync();
    }

    [Test]
    public async Task P18_With_every_third_call_refused_the_pass_ends_and_reads_no_page_again()
    {
        await using var days = await SalesDays.BeginAsync(play);
        var calls = 0;
        days.Line.Trouble = call => Task.FromResult(
            call.Kind != CrmCall.SignIn && Interlocked.Increment(ref calls) % 3 == 0 ? Replies.Throttled()(call) : null);

        var report = await days.PassAsync();

        Assert.That((report.Status, report.Read), Is.EqualTo((PassStatus.Ok, (await SalesDays.UndisturbedAsync(play)).Pass.Read)));
        Assert.That(calls, Is.GreaterThan(6));
        await days.AssertEndsWellAsync();
    }
}

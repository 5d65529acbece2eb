using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F16 to F18: records that show up late, share a stamp, or change while they are read.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class ReadingFaultTests(Play play)
{
    [TestCase(8)]
    [TestCase(50)]
    public async Task F16_A_change_that_becomes_visible_late_counts_as_if_it_had_come_in_time(int minutes)
    {
        var inTime = await LateAsync(TimeSpan.Zero);

        var late = await LateAsync(TimeSpan.FromMinutes(minutes));

        Assert.That(late.Shown, Is.EqualTo(inTime.Shown));
        Assert.That(late.Store, Is.EqualTo(inTime.Store));
    }

    [Test]
    public async Task F17_Equal_stamps_across_a_page_edge_are_scored_once_each_though_reading_broke_off_there()
    {
        var whole = await OfOneStampAsync(cut: false);

        var cut = await OfOneStampAsync(cut: true);

        Assert.That(cut.Shown, Is.EqualTo(whole.Shown));
        Assert.That(cut.Store, Is.EqualTo(whole.Store));
    }

    [Test]
    public async Task F18_Records_that_change_while_they_are_read_end_as_if_they_had_changed_afterwards()
    {
        var afterwards = await MovedAsync(whileReading: false);

        var whileReading = await MovedAsync(whileReading: true);

        Assert.That(whileReading.Shown, Is.EqualTo(afterwards.Shown));
        Assert.That(whileReading.Store, Is.EqualTo(afterwards.Store));
    }

    /// <summary>Someone's status changes, and the CRM shows it so much later; a pass comes in between.</summary>
    async Task<Ending> LateAsync(TimeSpan late)
    {
        await using var days = await SalesDays.BeginAsync(play);
        await days.PassAsync();
        var at = days.Stage.Now.AddMinutes(5);
        days.Stage.Clock.AdvanceTo(at);
        if (late > TimeSpan.Zero)
        {
            Assert.That((await days.PassAsync()).Changes, Is.Zero);
            days.Stage.Clock.AdvanceTo(at + late);
        }

        days.Stage.SetStatus(days.People[40], Status.Converted, at);
        await days.PassAsync();
        days.Stage.Clock.AdvanceTo(at.AddMinutes(30));
        await days.PassAsync();
        Assert.That(days.Stage.Score(days.People[40]), Is.EqualTo(8m));
        return await days.EndAsync();
    }

    async Task<Ending> OfOneStampAsync(bool cut)
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(450, Status.Working, at: stage.Now);
        stage.Connection = stage.Connection with { PageSize = 200 };
        if (cut)
            Assert.That((await stage.TryPassAsync(crm => new CutCrm(crm, pages: 1))).Status, Is.EqualTo(PassStatus.Failed));
        await stage.PassAsync();
        return Ending.Of(stage, ids);
    }

    /// <summary>The first page holds people who change when the second is asked for, and so does the second.</summary>
    async Task<Ending> MovedAsync(bool whileReading)
    {
        await using var days = await SalesDays.BeginAsync(play);
        var (at, pages) = (days.Stage.Now, 0);
        days.Line.Trouble = call =>
        {
            if (whileReading && call.ReadsRecords && ++pages == 2)
                Move(days, at);
            return Task.FromResult<HttpResponseMessage?>(null);
        };

        await days.PassAsync();
        if (!whileReading)
            Move(days, at);
        await days.PassAsync();
        return await days.EndAsync();
    }

    /// <summary>The read before the second page has shown the first of them already, not the last.</summary>
    static void Move(SalesDays days, DateTimeOffset at)
    {
        foreach (var id in (string[])[.. days.People.Skip(16).Take(5), .. days.People.Skip(60).Take(3), .. days.People.Skip(200).Take(10), days.People[^1]])
            days.Stage.SetAtOnce(id, Status.Converted, at);
    }
}

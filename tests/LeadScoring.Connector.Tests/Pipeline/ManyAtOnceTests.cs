using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class ManyAtOnceTests(Play play)
{
    const int Many = 5000;

    [TestCase(1)]
    [TestCase(2)]
    public async Task P01_Records_of_one_stamp_are_scored_once_each_though_the_line_was_cut_between_two_pages(int pages)
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(Many, Status.Working, at: stage.Now);

        var cut = await stage.TryPassAsync(crm => new CutCrm(crm, pages));
        var whole = await stage.PassAsync();

        var leads = await stage.LeadsAsync();
        Assert.That((cut.Status, cut.BecameHot, whole.BecameHot, whole.Written), Is.EqualTo((PassStatus.Failed, 0, Many, Many)));
        Assert.That(cut.Changes + whole.Changes, Is.EqualTo(Many));
        Assert.That(leads.Values.Count(lead => lead is { Entries: 1, Hot: true }), Is.EqualTo(Many));
        Assert.That(ids.Count(stage.Hot), Is.EqualTo(Many));
    }
}

using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Connector.Tests.Pipeline;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>F21: an import or a formula bumps the stamp of everyone; without history the stamp is all there is to go by.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class MassTouchTests(Play play)
{
    const int Many = 50_000;

    [Test]
    public async Task P15_F21_Fifty_thousand_records_that_were_saved_without_a_change_have_no_effect()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Mapping(new Model().TextFor(play).Replace("status: {", "status: { history: off,", StringComparison.Ordinal));
        var ids = stage.People(Many, Status.Refused);
        await stage.PassAsync();
        var untouched = Leads(await stage.LeadsAsync());

        stage.TouchAll(ids);
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Changes, report.Scored, report.Written), Is.EqualTo((PassStatus.Ok, 0, 0, 0)));
        Assert.That((report.Read, stage.WriteCalls), Is.EqualTo((Many, 0)));
        Assert.That(Leads(await stage.LeadsAsync()), Is.EqualTo(untouched));
    }

    static string Leads(IReadOnlyDictionary<string, LeadRow> leads) => string.Join(
        '\n', leads.Values.Select(lead => $"{lead.Id}: {lead.Status}, {lead.StatusPoints}, {lead.Hot}, {lead.Entries}"));
}

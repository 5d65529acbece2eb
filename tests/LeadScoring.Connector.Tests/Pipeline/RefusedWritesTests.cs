using LeadScoring.Connector.Pipeline;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>The field of the reasons takes one value only, so the CRM refuses every lead that has another reason.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class RefusedWritesTests(Play play)
{
    const string Accepted = "Working - Contacted +7 (2 Mar)";
    const string Refused = "Closed - Converted +8 (2 Mar)";

    [Test]
    public async Task P14_A_row_that_the_crm_refuses_leaves_the_others_accepted()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Restrict(play.Reasons, Accepted);
        var others = stage.People(20, Status.Working);
        var refused = stage.Person(Status.Converted);

        var report = await stage.PassAsync();

        Assert.That((report.Status, report.ExitCode), Is.EqualTo((PassStatus.Degraded, 3)));
        Assert.That((report.Written, report.Rejected, report.Retrying), Is.EqualTo((20, 1, 0)));
        Assert.That((others.Count(stage.Hot), stage.Hot(refused)), Is.EqualTo((20, false)));
    }

    [Test]
    public async Task P13_A_refused_row_waits_before_it_is_sent_again()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Restrict(play.Reasons, Accepted);
        stage.Person(Status.Converted);
        await stage.PassAsync();
        var written = stage.WriteCalls;

        stage.Clock.Advance(TimeSpan.FromSeconds(59));
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Rejected), Is.EqualTo((PassStatus.Degraded, 1)));
        Assert.That(stage.WriteCalls, Is.EqualTo(written));
    }

    [Test]
    public async Task P13_A_refused_row_goes_through_once_the_crm_takes_it()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Restrict(play.Reasons, Accepted);
        var id = stage.Person(Status.Converted);
        await stage.PassAsync();

        stage.Restrict(play.Reasons, Accepted, Refused);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected), Is.EqualTo((PassStatus.Ok, 1, 0)));
        Assert.That((stage.Hot(id), stage.Reasons(id)), Is.EqualTo((true, Refused)));
    }

    [Test]
    public async Task P13_A_refused_row_goes_through_after_the_mapping_was_mended_though_nothing_changed_in_the_crm()
    {
        await using var stage = await Stage.OpenAsync(play);
        stage.Restrict(play.Reasons, Accepted);
        var id = stage.Person(Status.Converted);
        await stage.PassAsync();
        Assert.That(stage.Hot(id), Is.False);

        var text = new Model().TextFor(play);
        stage.Mapping(text.Replace($"  reasons: {play.Reasons}", "", StringComparison.Ordinal));
        var report = await stage.PassAsync();

        Assert.That((report.Status, report.Written, report.Rejected), Is.EqualTo((PassStatus.Ok, 1, 0)));
        Assert.That(stage.Hot(id));
    }
}

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class DryRunTests(Play play)
{
    [Test]
    public async Task A_dry_run_writes_and_keeps_nothing()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Working);

        var report = await stage.DryPassAsync();

        Assert.That((report.BecameHot, report.Written, stage.WriteCalls), Is.EqualTo((1, 0, 0)));
        Assert.That((stage.Hot(id), (await stage.EntriesAsync(id)).Count), Is.EqualTo((false, 0)));
    }

    [Test]
    public async Task A_dry_run_lists_what_differs()
    {
        await using var stage = await Stage.OpenAsync(play);
        var id = stage.Person(Status.Open);
        await stage.PassAsync();

        stage.SetStatus(id, Status.Working);
        var report = await stage.DryPassAsync();

        Assert.That(
            report.Differences?.Select(difference => (difference.Object, difference.Id, difference.Field, difference.To)),
            Is.EquivalentTo(new[]
            {
                (play.Object, id, play.Hot, "true"),
                (play.Object, id, play.Score, "7"),
                (play.Object, id, play.HotSince, $"{stage.Now:yyyy-MM-ddTHH:mm:ssZ}"),
                (play.Object, id, play.Reasons, "Working - Contacted +7 (2 Mar)"),
            }));
    }

    [Test]
    public async Task The_pass_after_a_dry_run_does_exactly_what_that_listed()
    {
        await using var stage = await Stage.OpenAsync(play);
        var ids = stage.People(5, Status.Working).Concat(stage.People(5, Status.Open)).Append(stage.Person(Status.Refused)).ToList();

        var dry = await stage.DryPassAsync();
        var pass = await stage.PassAsync();
        var after = await stage.DryPassAsync();

        Assert.That(dry.Differences?.Select(difference => difference.Id).Distinct(), Is.EquivalentTo(ids.Take(10)));
        Assert.That((pass.Changes, pass.Scored, pass.BecameHot, pass.Written), Is.EqualTo((dry.Changes, dry.Scored, dry.BecameHot, 10)));
        Assert.That(after.Differences, Is.Empty);
    }
}

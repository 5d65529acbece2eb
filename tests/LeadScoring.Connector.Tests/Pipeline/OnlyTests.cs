namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Records that score, those that do not, and those that come and go.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class OnlyTests(Play play)
{
    readonly Model ours = Model.Signalling("called: { on: call.inbound, points: 5 }") with
    {
        Only = $"any: [ {{ field: {play.Industry}, is: Banking }} ]",
        Scoring = "hot_at: 5, reset_after: 10d",
    };

    [Test]
    public async Task A_record_that_never_matched_scores_nothing()
    {
        await using var stage = await Stage.OpenAsync(play, ours);
        var id = stage.Person(Status.Working);
        stage.Set(id, play.Industry, "Retail");
        stage.Exchange.Receive(id);

        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id), stage.WriteCalls), Is.EqualTo((0m, false, 0)));
    }

    [Test]
    public async Task A_record_that_stops_matching_cools_keeps_its_points_and_moves_no_more()
    {
        await using var stage = await Stage.OpenAsync(play, ours);
        var id = await BankerAsync(stage);
        var before = (stage.Score(id), stage.Hot(id));

        stage.Set(id, play.Industry, "Retail");
        await stage.PassAsync();
        stage.Exchange.Receive(id);
        stage.Clock.Advance(TimeSpan.FromDays(11));
        await stage.PassAsync();

        Assert.That(before, Is.EqualTo((12m, true)));
        Assert.That((stage.Score(id), stage.Hot(id), stage.ResetsAt(id)), Is.EqualTo((12m, false, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task A_record_that_matches_again_becomes_hot_by_new_events_only()
    {
        await using var stage = await Stage.OpenAsync(play, ours);
        var id = await BankerAsync(stage);
        stage.Set(id, play.Industry, "Retail");
        await stage.PassAsync();

        stage.Set(id, play.Industry, "Banking");
        await stage.PassAsync();
        var entered = (stage.Score(id), stage.Hot(id));
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That((entered, (stage.Score(id), stage.Hot(id))), Is.EqualTo(((12m, false), (17m, true))));
    }

    [Test]
    public async Task A_record_that_leaves_and_enters_between_two_passes_never_left()
    {
        await using var stage = await Stage.OpenAsync(play, ours);
        var id = await BankerAsync(stage);

        stage.Set(id, play.Industry, "Retail");
        stage.Set(id, play.Industry, "Banking");
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id)), Is.EqualTo((12m, true)));
    }

    async Task<string> BankerAsync(Stage stage)
    {
        var id = stage.Person(Status.Working);
        stage.Set(id, play.Industry, "Banking");
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        return id;
    }
}

using LeadScoring.Core;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What did not take place after all gives no points.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class WithdrawalTests(Play play)
{
    readonly Model model = Model.Signalling($"demo: {{ {play.Booked}, points: 10 }}");

    [Test]
    public async Task R10_A_booking_that_was_called_off_loses_its_points_once()
    {
        await using var stage = await Stage.OpenAsync(play, model);
        var id = stage.Person(Status.Open);
        var meeting = stage.Exchange.Book(id);
        await stage.PassAsync();
        var booked = (stage.Score(id), stage.Hot(id));

        stage.Exchange.CallOff(meeting);
        await stage.PassAsync();
        await stage.PassAsync();

        Assert.That(booked, Is.EqualTo((10m, true)));
        Assert.That((stage.Score(id), stage.Hot(id)), Is.EqualTo((0m, false)));
        Assert.That((await stage.EntriesAsync(id)).Count(entry => entry.Kind == (int)EntryKind.Reversal), Is.EqualTo(1));
    }

    [Test]
    public async Task R10_A_booking_that_takes_place_after_all_counts_again()
    {
        await using var stage = await Stage.OpenAsync(play, model);
        var id = stage.Person(Status.Open);
        var meeting = stage.Exchange.Book(id);
        List<decimal> scores = [];

        foreach (var act in (Action<string>[])[_ => { }, stage.Exchange.CallOff, stage.Exchange.Reinstate, stage.Exchange.CallOff])
        {
            act(meeting);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([10m, 0m, 10m, 0m]));
    }

    [Test]
    public async Task R10_A_booking_that_is_no_demo_any_more_loses_its_points()
    {
        await using var stage = await Stage.OpenAsync(play, model);
        var id = stage.Person(Status.Open);
        var meeting = stage.Exchange.Book(id);
        List<decimal> scores = [];

        foreach (var type in (string[])["Demo", "Lunch", "Demo"])
        {
            stage.Exchange.Retype(meeting, type);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([10m, 0m, 10m]));
    }

    [Test]
    public async Task R10_A_booking_called_off_after_the_expiry_takes_nothing_away()
    {
        await using var stage = await Stage.OpenAsync(play, model with { Scoring = "hot_at: 5, reset_after: 5d" });
        var id = stage.Person(Status.Open);
        var meeting = stage.Exchange.Book(id);
        await stage.PassAsync();
        stage.Clock.Advance(TimeSpan.FromDays(6));
        await stage.PassAsync();

        stage.Exchange.CallOff(meeting);
        await stage.PassAsync();

        Assert.That((stage.Score(id), (await stage.LeadAsync(id)).BehaviourPoints), Is.EqualTo((0m, 0)));
    }

    [Test]
    public async Task R09_A_call_whose_length_is_corrected_counts_by_the_length_it_has()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("call: { on: call.outbound, lasting: 10s, points: 5, interaction: false }"));
        var id = stage.Person(Status.Open);
        var call = stage.Exchange.Call(id, seconds: 4);
        List<decimal> scores = [];

        foreach (var seconds in (int[])[4, 40, 5])
        {
            stage.Exchange.Correct(call, seconds);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([0m, 5m, 0m]));
    }

    /// <summary>Salesforce tells of what was deleted; HubSpot is asked in a trailing pass, for those who are hot.</summary>
    [Test]
    public async Task P22_A_deleted_call_takes_its_points_back_once()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 3 }"));
        var id = stage.Person(Status.Open);
        var call = stage.Exchange.Receive(id);
        stage.Exchange.Receive(id);
        await stage.PassAsync();
        var before = (stage.Score(id), stage.Hot(id));

        stage.Exchange.Delete(call);
        List<(decimal, bool)> after = [];
        for (var pass = 0; pass < 2; pass++)
        {
            stage.Clock.Advance(TimeSpan.FromMinutes(16));
            await stage.PassAsync();
            after.Add((stage.Score(id), stage.Hot(id)));
        }

        Assert.That(before, Is.EqualTo((6m, true)));
        Assert.That(after, Is.EqualTo(Enumerable.Repeat((3m, false), 2)));
    }
}

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>What people do, besides their status.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class SignalRequirementsTests(Play play)
{
    [Test]
    public async Task R03_Each_signal_has_a_value_typed_by_hand_and_the_totals_make_an_order()
    {
        await using var stage = await OpenAsync("call: { on: call.inbound, points: 3 }, reply: { on: email.replied, points: 4 }");
        var (caller, writer, both) = (stage.Person(Status.Open), stage.Person(Status.Open), stage.Person(Status.Open));
        stage.Exchange.Receive(caller);
        stage.Exchange.Reply(writer);
        stage.Exchange.Receive(both);
        stage.Exchange.Reply(both);

        await stage.PassAsync();

        string[] order = [.. ((string[])[caller, writer, both]).OrderByDescending(stage.Score)];
        Assert.That(order.Select(id => (id, stage.Score(id))), Is.EqualTo([(both, 7m), (writer, 4m), (caller, 3m)]));
    }

    [Test]
    public async Task R04_A_clicked_link_adds_its_points()
    {
        await using var stage = await OpenAsync($"clicked: {{ {play.LinkClicked}, points: 5 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.Click(id, stage.Exchange.Mail(id))), Is.EqualTo((5m, true)));
    }

    [Test]
    public async Task R05_Each_opening_of_a_mail_adds_its_points()
    {
        await using var stage = await OpenAsync("opened: { on: email.opened, points: 1 }");
        var id = stage.Person(Status.Open);
        var mail = stage.Exchange.Mail(id);
        List<decimal> scores = [];

        for (var opening = 0; opening < 3; opening++)
        {
            stage.Exchange.Open(mail);
            await stage.PassAsync();
            scores.Add(stage.Score(id));
        }

        Assert.That(scores, Is.EqualTo([1m, 2m, 3m]));
    }

    [Test]
    public async Task R06_A_reply_adds_its_points_and_the_mail_it_answers_does_not()
    {
        await using var stage = await OpenAsync("replied: { on: email.replied, points: 5 }");
        var silent = stage.Person(Status.Open);
        stage.Exchange.Mail(silent);

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.Reply(id)), Is.EqualTo((5m, true)));
        Assert.That(stage.Score(silent), Is.Zero);
    }

    [Test]
    public async Task R07_A_call_from_the_lead_adds_its_points_and_a_call_to_the_lead_does_not()
    {
        await using var stage = await OpenAsync("called: { on: call.inbound, points: 5 }");
        var called = stage.Person(Status.Open);
        stage.Exchange.Call(called);

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.Receive(id)), Is.EqualTo((5m, true)));
        Assert.That(stage.Score(called), Is.Zero);
    }

    [Test]
    public async Task R08_A_clicked_link_of_a_text_message_adds_its_points()
    {
        await using var stage = await OpenAsync($"clicked: {{ on: field, field: {play.TextClicks}, increases: true, points: 5 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Set(id, play.TextClicks, "1")), Is.EqualTo((5m, true)));
    }

    [TestCase(9, 0)]
    [TestCase(10, 5)]
    [TestCase(11, 5)]
    public async Task R09_A_call_to_the_lead_counts_from_the_seconds_that_the_mapping_says(int seconds, decimal points)
    {
        await using var stage = await OpenAsync("call: { on: call.outbound, lasting: 10s, points: 5, interaction: false }");

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.Call(id, seconds)), Is.EqualTo((points, points > 0)));
    }

    [TestCase("Demo", 10)]
    [TestCase("Lunch", 0)]
    public async Task R10_A_booking_of_a_demo_adds_its_points(string type, decimal points)
    {
        await using var stage = await OpenAsync($"demo: {{ {play.Booked}, points: 10 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.Book(id, type)), Is.EqualTo((points, points > 0)));
    }

    [Test]
    public async Task R10_A_booking_called_off_before_anybody_looked_adds_nothing()
    {
        await using var stage = await OpenAsync($"demo: {{ {play.Booked}, points: 10 }}");

        Assert.That(await stage.WorthAfterAsync(id => stage.Exchange.CallOff(stage.Exchange.Book(id))), Is.EqualTo((0m, false)));
    }

    [TestCase(-4, 3)]
    [TestCase(2, 9)]
    public async Task R20_Unsubscribing_changes_the_score_by_points_of_any_sign(decimal points, decimal score)
    {
        await using var stage = await OpenAsync($"gone: {{ on: field, field: {play.Unsubscribed}, becomes: true, points: {points}, interaction: false }}");
        var id = stage.Person(Status.Working);
        await stage.PassAsync();

        stage.Set(id, play.Unsubscribed, "true");
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id)), Is.EqualTo((score, score >= 5)));
    }

    [Test]
    public async Task R21_A_mail_that_came_back_takes_points_away()
    {
        await using var stage = await OpenAsync("bounced: { on: email.bounced, points: -3, interaction: false }");
        var id = stage.Person(Status.Working);
        var mail = stage.Exchange.Mail(id);
        await stage.PassAsync();

        stage.Exchange.Bounce(mail);
        await stage.PassAsync();

        Assert.That((stage.Score(id), stage.Hot(id)), Is.EqualTo((4m, false)));
    }

    Task<Stage> OpenAsync(string signals) => Stage.OpenAsync(play, Model.Signalling(signals));
}

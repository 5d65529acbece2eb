namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>Whose settings hold for a signal: those of whoever owned the record when it happened, as far as that is known.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class SignalLayerTests(Play play)
{
    const string Jane = "jane.doe@example.com";
    const string Sam = "sam@example.com";

    static readonly Model Layered = Model.Signalling("called: { on: call.inbound, points: 2 }") with
    {
        More = $"exceptions: {{ users: [ {{ user: {Sam}, signals: {{ called: {{ points: 3 }} }} }} ] }}",
    };

    [Test]
    public async Task R29_An_exception_gives_a_signal_other_points_for_its_user_only()
    {
        await using var stage = await Stage.OpenAsync(play, Layered);
        var (ofJane, ofSam) = (stage.Person(Status.Open, Jane), stage.Person(Status.Open, Sam));
        stage.Exchange.Receive(ofJane);
        stage.Exchange.Receive(ofSam);

        await stage.PassAsync();

        Assert.That((stage.Score(ofJane), stage.Score(ofSam)), Is.EqualTo((2m, 3m)));
    }

    [Test]
    public async Task R29_What_happened_before_another_owner_came_keeps_the_points_of_the_owner_before()
    {
        await using var stage = await Stage.OpenAsync(play, Layered);
        var id = stage.Person(Status.Open, Jane);
        await stage.PassAsync();

        stage.Exchange.Receive(id);
        stage.SetOwner(id, Sam);
        stage.Exchange.Receive(id);
        await stage.PassAsync();

        Assert.That(stage.Score(id), Is.EqualTo(5m));
        Assert.That((await stage.EntriesAsync(id)).Where(entry => entry.Rule == "called").Select(entry => entry.Layer), Is.EqualTo(["company", $"user {Sam}"]));
    }

    [Test]
    public async Task R30_A_group_may_have_a_signal_that_the_company_has_not()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("") with
        {
            More = $"exceptions: {{ groups: [ {{ group: {{ users: [{Sam}] }}, signals: {{ replied: {{ on: email.replied, points: 5 }} }} }} ] }}",
        });
        var (ofJane, ofSam) = (stage.Person(Status.Open, Jane), stage.Person(Status.Open, Sam));
        stage.Exchange.Reply(ofJane);
        stage.Exchange.Reply(ofSam);

        await stage.PassAsync();

        Assert.That((stage.Hot(ofJane), stage.Hot(ofSam)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task R31_A_sub_department_has_settings_and_user_exceptions_of_its_own()
    {
        await using var stage = await Stage.OpenAsync(play, new()
        {
            More = $"sub_departments: [ {{ name: Inside, members: {{ users: [{Jane}, {Sam}] }}, scoring: {{ hot_at: 8 }}, users: [ {{ user: {Sam}, scoring: {{ hot_at: 4 }} }} ] }} ]",
        });
        var (ofJane, ofSam, ofLuca) = (stage.Person(Status.Working, Jane), stage.Person(Status.Open, Sam), stage.Person(Status.Working, "luca.bianchi@example.com"));

        await stage.PassAsync();

        Assert.That((stage.Hot(ofJane), stage.Hot(ofSam), stage.Hot(ofLuca)), Is.EqualTo((false, true, true)));
    }

    [Test]
    public async Task R32_A_sub_department_without_settings_takes_the_exception_of_the_company_for_the_group()
    {
        await using var stage = await Stage.OpenAsync(play, new()
        {
            More = $"exceptions: {{ groups: [ {{ group: {{ users: [{Jane}, {Sam}] }}, scoring: {{ hot_at: 8 }} }} ] }}\n"
                + $"sub_departments: [ {{ name: Inside, members: {{ users: [{Jane}] }} }}, {{ name: Field, members: {{ users: [{Sam}] }}, scoring: {{ hot_at: 6 }} }} ]",
        });
        var (ofJane, ofSam) = (stage.Person(Status.Working, Jane), stage.Person(Status.Working, Sam));

        await stage.PassAsync();

        Assert.That((stage.Hot(ofJane), stage.Hot(ofSam)), Is.EqualTo((false, true)));
    }
}

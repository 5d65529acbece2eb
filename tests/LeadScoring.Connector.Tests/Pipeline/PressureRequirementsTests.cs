using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Tests.Processes;

namespace LeadScoring.Connector.Tests.Pipeline;

/// <summary>How often and how soon a lead is approached.</summary>
[TestFixtureSource(typeof(Play), nameof(Play.Every))]
sealed class PressureRequirementsTests(Play play)
{
    static readonly Model Unanswered = Model.Signalling("replied: { on: email.replied, points: 1 }") with
    {
        WritesAll = true,
        More = "stages: { unresponsive: { after: 30d, approaches: 3 } }",
    };

    [Test]
    public async Task S03_How_soon_a_hot_lead_was_approached_is_known()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("called: { on: call.inbound, points: 1 }, made: { on: call.outbound, points: 0, interaction: false }"));
        var id = stage.Person(Status.Working);
        var since = stage.Now;
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromMinutes(41));
        stage.Exchange.Call(id);
        var contacted = stage.Now;
        await stage.PassAsync();
        stage.Exchange.Call(id);
        await stage.PassAsync();

        Assert.That(stage.HotSince(id), Is.EqualTo(since));
        Assert.That(StoreFile.Rows(stage.DatabaseFile, "select hot_since, contacted_at from response"), Is.EqualTo(
            [$"{CrmTime.Milliseconds(since)}|{CrmTime.Milliseconds(contacted)}"]));
    }

    [Test]
    public async Task S16_A_lead_that_was_approached_often_and_never_answered_is_marked()
    {
        await using var stage = await Stage.OpenAsync(play, Unanswered);
        var id = stage.Person(Status.Working);
        foreach (var _ in Enumerable.Range(0, 3))
            stage.Exchange.Mail(id);
        await stage.PassAsync();
        var soon = Mark(stage, id);

        stage.Clock.Advance(TimeSpan.FromDays(30));
        await stage.PassAsync();
        var late = Mark(stage, id);
        stage.Exchange.Reply(id);
        await stage.PassAsync();

        Assert.That((soon, late, Mark(stage, id)), Is.EqualTo((false, true, false)));
    }

    [Test]
    public async Task S16_A_lead_that_was_approached_too_seldom_is_not_marked()
    {
        await using var stage = await Stage.OpenAsync(play, Unanswered);
        var id = stage.Person(Status.Working);
        foreach (var _ in Enumerable.Range(0, 2))
            stage.Exchange.Mail(id);
        await stage.PassAsync();

        stage.Clock.Advance(TimeSpan.FromDays(60));
        await stage.PassAsync();

        Assert.That(Mark(stage, id), Is.False);
    }

    [Test]
    public async Task S19_The_pressure_on_a_lead_is_shown_and_goes_down_by_itself()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("") with
        {
            WritesAll = true,
            More = "pressure: { at_most: 2, within: 14d }",
        });
        var id = stage.Person(Status.Working);
        List<decimal> seen = [];

        foreach (var approach in (Action[])[() => stage.Exchange.Mail(id), () => stage.Exchange.Call(id), () => stage.Exchange.Mail(id), () => stage.Exchange.Reply(id)])
        {
            approach();
            await stage.PassAsync();
            seen.Add(stage.Number(id, play.Pressure));
        }

        stage.Clock.Advance(TimeSpan.FromDays(14));
        await stage.PassAsync();

        Assert.That(seen, Is.EqualTo([1m, 2m, 3m, 3m]));
        Assert.That(stage.Number(id, play.Pressure), Is.Zero);
    }

    [Test]
    public async Task S19_It_is_said_when_the_pressure_is_too_much()
    {
        await using var stage = await Stage.OpenAsync(play, Model.Signalling("") with
        {
            WritesAll = true,
            More = "pressure: { at_most: 2, within: 14d }",
        });
        var id = stage.Person(Status.Working);
        List<string?> said = [];

        for (var approach = 0; approach < 3; approach++)
        {
            stage.Exchange.Call(id);
            await stage.PassAsync();
            said.Add(stage.Show(id, play.Blockers));
        }

        stage.Clock.Advance(TimeSpan.FromDays(14));
        await stage.PassAsync();
        said.Add(stage.Show(id, play.Blockers));

        Assert.That(said.Select(text => text ?? ""), Is.EqualTo(["", "", "3 approaches, at most 2", ""]));
    }

    bool Mark(Stage stage, string id) => stage.Show(id, play.Unresponsive) == "true";
}

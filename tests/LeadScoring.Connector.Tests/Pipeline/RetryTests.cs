using System.Net;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[TestFixtureSource(typeof(Play), nameof(Play.EachCrm))]
sealed class RetryTests(Play play)
{
    const string Luca = "luca.bianchi@example.com";

    [Test]
    public async Task P13_A_record_that_is_refused_for_days_becomes_a_dead_letter()
    {
        await using var stage = await RefusedAsync();

        for (var day = 0; day < 8; day++)
        {
            for (var hour = 0; hour < 24; hour += day == 0 ? 1 : 12)
            {
                await stage.PassAsync();
                stage.Clock.Advance(TimeSpan.FromHours(day == 0 ? 1 : 12));
            }
        }

        stage.Clock.Advance(TimeSpan.FromDays(10));
        var calls = stage.WriteCalls;
        var report = await stage.PassAsync();
        var letter = (await new DeadLetters(stage.Database).ReadAsync(stage.Connection.Name, CancellationToken.None)).Single();
        Assert.That((letter.What, stage.WriteCalls - calls, report.Rejected, report.Status), Is.EqualTo(("fields", 0, 0, PassStatus.Ok)));
    }

    [Test]
    public async Task P13_A_dead_letter_goes_through_when_a_person_asks_after_the_cause_is_mended()
    {
        await using var stage = await RefusedAsync();
        await stage.PassAsync();
        await stage.SetAsync("update outbox set state = 2, attempts = 16, next_try_at = 9223372036854775807");

        var stillRefused = await RetryAsync(stage);
        stage.Restrict(play.Reasons, "nothing else", "Working - Contacted +7 (2 Mar)");
        var accepted = await RetryAsync(stage);

        Assert.That((stillRefused, accepted), Is.EqualTo((new RetryAnswer(1, 0, 1), new RetryAnswer(1, 1, 0))));
    }

    [Test]
    public async Task P13_An_alert_that_was_given_up_is_sent_when_a_person_asks()
    {
        await using var stage = await Stage.OpenAsync(play, new() { More = "on_hot: { webhook: {} }" });
        var hooks = new Hooks { Answer = HttpStatusCode.BadRequest };
        (stage.Hooks, stage.Alerts) = (hooks, new() { WebhookUrl = new Uri("https://chat.example.com/") });
        await stage.PassAsync();
        stage.Person(Status.Working, Luca);
        await stage.PassAsync();

        var refused = await RetryAsync(stage);
        hooks.Answer = HttpStatusCode.OK;
        var accepted = await RetryAsync(stage);
        var nothing = await RetryAsync(stage);

        Assert.That(refused, Is.EqualTo(new RetryAnswer(1, 0, 1)));
        Assert.That(accepted, Is.EqualTo(new RetryAnswer(1, 1, 0)));
        Assert.That(nothing, Is.EqualTo(new RetryAnswer(0, 0, 0)));
        Assert.That(hooks.Received.Select(hook => hook.Id).Distinct(), Has.Exactly(1).Items);
    }

    static async Task<RetryAnswer?> RetryAsync(Stage stage)
    {
        var request = await Retries.AskAsync(stage.Database, stage.Connection.Name, stage.Now, CancellationToken.None);
        await stage.PassAsync();
        return await Retries.AnswerAsync(stage.Database, request, CancellationToken.None);
    }

    /// <summary>A hot lead whose reasons the CRM does not take.</summary>
    async Task<Stage> RefusedAsync()
    {
        var stage = await Stage.OpenAsync(play);
        stage.Restrict(play.Reasons, "nothing else");
        stage.Person(Status.Working, Luca);
        return stage;
    }
}

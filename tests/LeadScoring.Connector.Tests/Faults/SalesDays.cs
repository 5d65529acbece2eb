using System.Collections.Concurrent;
using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Tests.Pipeline;
using LeadScoring.Connector.Tests.Processes;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>
/// Four days of sales by a script. On the second day some two hundred people have moved, and the pass that reads them is
/// where a test does its harm; whatever happens then, the days must end as they do without.
/// </summary>
sealed class SalesDays : IAsyncDisposable
{
    const int Crowd = 230;
    const int Warm = 30;

    static readonly ConcurrentDictionary<Play, Lazy<Task<(PassReport Pass, Ending Ending)>>> undisturbed = [];

    readonly DateTimeOffset start;

    SalesDays(Stage stage)
    {
        (Stage, start, Line) = (stage, stage.Now, new BadLine(stage.Clock));
        stage.Clock.Patience = TimeSpan.FromMinutes(10);
        stage.Network = Line.Open;
        stage.Connection = stage.Connection with
        {
            Timeout = TimeSpan.FromHours(1),
            PageSize = stage.Play.Crm == CrmKind.Salesforce ? 200 : 50,
        };
    }

    public Stage Stage { get; }

    public BadLine Line { get; }

    /// <summary>Everyone, in the order of their creation.</summary>
    public List<string> People { get; } = [];

    public IReadOnlyList<string> Cursors => StoreFile.Cursors(Stage.DatabaseFile);

    /// <summary>To the evening of the second day, before its pass.</summary>
    public static async Task<SalesDays> BeginAsync(
        Play play, Func<HttpContext, Task<bool>>? intercept = null, Func<ConnectionOptions, ConnectionOptions>? configure = null,
        bool rotates = false)
    {
        var stage = await Stage.OpenAsync(play, Model.ResettingAfter("2d"), intercept: intercept, rotates: rotates);
        var days = new SalesDays(stage);
        stage.Connection = configure?.Invoke(stage.Connection) ?? stage.Connection;
        await days.FirstDayAsync();
        days.SecondDay();
        days.Line.Forget();
        return days;
    }

    /// <summary>The pass of the second day, and how the days end, when nothing goes wrong.</summary>
    public static Task<(PassReport Pass, Ending Ending)> UndisturbedAsync(Play play) =>
        undisturbed.GetOrAdd(play, _ => new(async () =>
        {
            await using var days = await BeginAsync(play);
            var pass = await days.PassAsync();
            Assert.That(pass.Status, Is.EqualTo(PassStatus.Ok));
            return (pass, await days.EndAsync());
        })).Value;

    /// <summary>The pass of the second day, or one more of it.</summary>
    public Task<PassReport> PassAsync() => Stage.TryPassAsync();

    /// <summary>The rest of the days comes out as it does when nothing goes wrong.</summary>
    public async Task AssertEndsWellAsync()
    {
        var (_, expected) = await UndisturbedAsync(Stage.Play);
        var actual = await EndAsync();
        Assert.That(actual.Shown, Is.EqualTo(expected.Shown));
        Assert.That(actual.Store, Is.EqualTo(expected.Store));
    }

    /// <summary>To the evening of the fourth day.</summary>
    /// <param name="gone">Those whom the CRM shows no more.</param>
    public async Task<Ending> EndAsync(params string[] gone)
    {
        Line.Mend();
        await ThirdDayAsync();
        await FourthDayAsync();
        Assert.That(StoreFile.Number(Stage.DatabaseFile, "select count(*) from outbox"), Is.Zero);
        Assert.That(StoreFile.Unbalanced(Stage.DatabaseFile), Is.Empty);
        return Ending.Of(Stage, People.Except(gone));
    }

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    async Task FirstDayAsync()
    {
        People.AddRange(Stage.People(Crowd, Status.Open));
        People.AddRange(Stage.People(Warm, Status.Working));
        await Stage.PassAsync();
    }

    void SecondDay()
    {
        ComeTo(day: 2, hour: 0);
        foreach (var id in People.Take(Crowd - 10))
            Stage.SetStatus(id, Status.Working);
        foreach (var id in People.Take(15))
            Stage.SetStatus(id, Status.Interested);
        foreach (var id in People.Skip(Crowd).Take(5))
            Stage.SetHot(id, hot: false);
        ComeTo(day: 2, hour: 8);
    }

    async Task ThirdDayAsync()
    {
        ComeTo(day: 3, hour: 0);
        foreach (var id in People.Skip(10).Take(10))
            Stage.SetStatus(id, Status.Refused);
        foreach (var id in People.TakeLast(10))
            Stage.SetStatus(id, Status.Converted);
        ComeTo(day: 3, hour: 8);
        await Stage.PassAsync();
    }

    /// <summary>The timers of the second day have run out, those of the third have not.</summary>
    async Task FourthDayAsync()
    {
        foreach (var hour in (int[])[8, 20])
        {
            ComeTo(day: 4, hour);
            await Stage.PassAsync();
        }
    }

    void ComeTo(int day, int hour) => Stage.Clock.AdvanceTo(start.AddDays(day - 1).AddHours(hour));
}

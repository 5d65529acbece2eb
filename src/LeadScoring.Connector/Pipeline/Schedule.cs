using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Runs connections on their Quartz schedules. Passes of one connection never overlap; a pass missed while another ran, or
/// while the machine slept, is made up for once.
/// </summary>
sealed class Schedule(Database database, ILogger<Schedule> logger)
{
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, ConnectionOptions> connections = new(StringComparer.Ordinal);
    readonly Dictionary<string, ConnectionWorker> workers = new(StringComparer.Ordinal);

    public void Add(ConnectionOptions connection, ConnectionWorker worker)
    {
        connections.Add(connection.Name, connection);
        workers.Add(connection.Name, worker);
    }

    /// <summary>
    /// The first pass of every connection begins at once. Returns after the passes under way have come to their end, at
    /// most thirty seconds after the token; throws what went wrong outside a pass.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var passes = new Passes(workers, stop.Token);
        using var host = Build(passes);
        await host.StartAsync(cancellationToken);
        logger.Started(connections.Count);

        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken);
        var hints = Task.WhenAll(workers.Values.Select(worker => FollowHintsAsync(worker, passes)));
        var ended = await Task.WhenAny(HandOnAsync(scheduler, stop.Token), passes.Failure);
        logger.Stopping();
        await stop.CancelAsync();
        await host.StopAsync(CancellationToken.None);
        await hints;
        if (!cancellationToken.IsCancellationRequested)
            await ended;
    }

    IHost Build(Passes passes)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(28));
        builder.Services.AddSingleton(passes);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Math.Max(10, connections.Count));
            foreach (var connection in connections.Values)
                Add(quartz, connection);
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder.Build();
    }

    static void Add(IQuartzBuilder quartz, ConnectionOptions connection)
    {
        var job = PassJob.KeyOf(connection.Name);
        quartz.AddJob<PassJob>(options => options.WithIdentity(job).StoreDurably().DisallowConcurrentExecution());
        quartz.AddTrigger(trigger => trigger.ForJob(job).WithIdentity(connection.Name, "start").StartNow());
        quartz.AddTrigger(trigger => trigger
            .ForJob(job)
            .WithIdentity(connection.Name, "schedule")
            .WithCronSchedule(
                connection.Schedule,
                cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }

    static async Task FollowHintsAsync(ConnectionWorker worker, Passes passes)
    {
        try
        {
            await worker.FollowHintsAsync(passes.Stopping);
        }
        catch (OperationCanceledException) when (passes.Stopping.IsCancellationRequested)
        {
            // The worker stops; polling reads what is left.
        }
        catch (Exception failure)
        {
            passes.Fail(failure);
        }
    }

    /// <summary>What people ask on the command line does not wait for the schedule.</summary>
    async Task HandOnAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        var handed = new Dictionary<string, long>(StringComparer.Ordinal);
        while (true)
        {
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
            foreach (var name in connections.Keys)
            {
                var newest = await Requests.NewestAsync(database, name, cancellationToken);
                if (newest <= handed.GetValueOrDefault(name))
                    continue;

                handed[name] = newest;
                await scheduler.TriggerJob(PassJob.KeyOf(name), cancellationToken: cancellationToken);
            }
        }
    }
}

static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Information, "Started with {Connections} connections")]
    public static partial void Started(this ILogger logger, int connections);

    [LoggerMessage(LogLevel.Information, "Stopping: no new call is made, what is under way is brought to an end")]
    public static partial void Stopping(this ILogger logger);
}

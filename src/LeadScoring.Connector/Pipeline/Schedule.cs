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
sealed class Schedule(ILogger<Schedule> logger) : IAsyncDisposable
{
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    readonly Dictionary<string, (ConnectionOptions Connection, ConnectionWorker Worker)> connections = new(StringComparer.Ordinal);
    IHost? host;

    public void Add(ConnectionOptions connection, ConnectionWorker worker) => connections.Add(connection.Name, (connection, worker));

    /// <summary>The first pass of every connection begins at once. Returns after the passes under way have come to their end.</summary>
    public async Task RunAsync(Database database, CancellationToken cancellationToken)
    {
        host = Build();
        await host.StartAsync(cancellationToken);
        logger.Started(connections.Count);
        try
        {
            await HandOnAsync(database, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            logger.Stopping();
        }

        await host.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        host?.Dispose();
        return ValueTask.CompletedTask;
    }

    IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton(new PassJob.Workers(connections.ToDictionary(
            pair => pair.Key, pair => pair.Value.Worker, StringComparer.Ordinal)));
        builder.Services.AddQuartz(quartz =>
        {
            quartz.UseDefaultThreadPool(Math.Max(10, connections.Count));
            foreach (var (connection, _) in connections.Values)
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
            .WithCronSchedule(connection.Schedule, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)));
    }

    /// <summary>What people ask on the command line does not wait for the schedule.</summary>
    async Task HandOnAsync(Database database, CancellationToken cancellationToken)
    {
        var scheduler = await host!.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellationToken); // built before
        while (true)
        {
            await Task.Delay(Glance, TimeProvider.System, cancellationToken);
            foreach (var name in connections.Keys)
            {
                if (await Requests.AnyAsync(database, name, cancellationToken))
                    await scheduler.TriggerJob(PassJob.KeyOf(name), cancellationToken);
            }
        }
    }
}

/// <summary>One pass of one connection. Whatever fails in it stays in it.</summary>
sealed class PassJob(PassJob.Workers workers) : IJob
{
    public static JobKey KeyOf(string connection) => new(connection, "pass");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await workers.Of(context.JobDetail.Key.Name).RunPassAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker stops; the next start goes on where the cursors stand.
        }
    }

    /// <summary>The workers by the name of their connection.</summary>
    public sealed class Workers(IReadOnlyDictionary<string, ConnectionWorker> byConnection)
    {
        public ConnectionWorker Of(string connection) => byConnection[connection];
    }
}

static partial class ScheduleLog
{
    [LoggerMessage(LogLevel.Information, "Started with {Connections} connections")]
    public static partial void Started(this ILogger logger, int connections);

    [LoggerMessage(LogLevel.Information, "Stopping: no new call is made, passes under way are brought to an end")]
    public static partial void Stopping(this ILogger logger);
}

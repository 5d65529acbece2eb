using Quartz;

namespace LeadScoring.Connector.Pipeline;

/// <summary>One pass of one connection. What fails in the pass stays in it; what fails around it ends the worker.</summary>
sealed class PassJob(Passes passes) : IJob
{
    public static JobKey KeyOf(string connection) => new(connection, "pass");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, passes.Stopping);
        try
        {
            await passes.Of(context.JobDetail.Key.Name).RunPassAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops; the next start goes on where the cursors stand.
        }
        catch (Exception failure)
        {
            passes.Fail(failure);
        }
    }
}

/// <summary>What the jobs share: the workers by connection, the end, and what went wrong outside a pass.</summary>
sealed class Passes(IReadOnlyDictionary<string, ConnectionWorker> workers, CancellationToken stopping)
{
    readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken Stopping => stopping;

    /// <summary>Never completes but by an exception.</summary>
    public Task Failure => failure.Task;

    public ConnectionWorker Of(string connection) => workers[connection];

    public void Fail(Exception exception) => failure.TrySetException(exception);
}

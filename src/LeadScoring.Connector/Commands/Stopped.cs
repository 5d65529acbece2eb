namespace LeadScoring.Connector.Commands;

/// <summary>Waits for the end of a command that runs until it is stopped.</summary>
static class Stopped
{
    /// <summary>Returns when the token is cancelled: by Ctrl-C, SIGTERM, or the end of a given time.</summary>
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}

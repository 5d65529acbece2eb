namespace LeadScoring.Connector.Crm;

/// <summary>
/// One call that is under way while its caller is busy with something else. Ended when the caller is done, so that nothing
/// goes on behind it.
/// </summary>
sealed class AskedAhead<T>(CancellationToken cancellationToken) : IAsyncDisposable
{
    readonly CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    Task<T>? asked;

    public void Ask(Func<CancellationToken, Task<T>> call) => asked ??= call(ending.Token);

    /// <summary>The answer to the call under way; asks now when there is none.</summary>
    public Task<T> AnswerAsync(Func<CancellationToken, Task<T>> call)
    {
        Ask(call);
        var answer = asked!; // just asked, if not before
        asked = null;
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (asked is { } unwanted)
            await ((Task)unwanted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }
}

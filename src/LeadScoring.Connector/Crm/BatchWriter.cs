using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace LeadScoring.Connector.Crm;

/// <summary>Cuts writes into batches, and sends rows that were only locked once or twice more.</summary>
sealed class BatchWriter(int size, SendBatch send, TimeProvider time)
{
    /// <summary>A row still locked after these is left for the next pass.</summary>
    static readonly TimeSpan[] roundsMore = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <summary>A failure comes after the results that were there before it.</summary>
    public async IAsyncEnumerable<WriteResult> WriteAsync(
        IReadOnlyList<RecordWrite> writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in writes.Chunk(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var sending = new BatchSending(batch, send);
            var failure = await TryAsync(() => SendAsync(sending, cancellationToken));
            foreach (var result in sending.Results)
                yield return result;

            failure?.Throw();
        }
    }

    static async Task<ExceptionDispatchInfo?> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failure) when (failure is CrmException or OperationCanceledException)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }

    async Task SendAsync(BatchSending sending, CancellationToken cancellationToken)
    {
        await sending.SendAsync(cancellationToken);
        foreach (var round in roundsMore)
        {
            if (sending.Locked is not { Length: > 0 } locked)
                return;

            await Task.Delay(round * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
            await sending.SendAsync(locked, cancellationToken);
        }
    }
}

using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace LeadScoring.Connector.Crm;

/// <summary>Sends a batch of writes in one call; one result for each, in the same order.</summary>
/// <exception cref="CrmException">With status 400 when the CRM refused the whole call because of some row.</exception>
delegate Task<IReadOnlyList<WriteResult>> SendBatch(IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken);

/// <summary>
/// Cuts writes into batches, halves a batch that is refused as a whole until the bad rows stand alone, and sends rows
/// that were only locked once or twice more. A batch refused for a field that is gone stays whole: every half would be
/// refused as well.
/// </summary>
sealed class BatchWriter(int size, SendBatch send, TimeProvider time)
{
    /// <summary>When every row is bad, as after a lost permission, halving to the end would cost two calls a row.</summary>
    const int MostCallsPerBatch = 64;

    /// <summary>A row still locked after these is left for the next pass.</summary>
    static readonly TimeSpan[] roundsMore = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    /// <summary>A failure comes after the results that were there before it.</summary>
    public async IAsyncEnumerable<WriteResult> WriteAsync(
        IReadOnlyList<RecordWrite> writes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in writes.Chunk(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = new List<WriteResult>(batch.Length);
            var failure = await TryAsync(() => SendAllAsync(batch, results, cancellationToken));
            foreach (var result in results)
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

    async Task SendAllAsync(RecordWrite[] batch, List<WriteResult> results, CancellationToken cancellationToken)
    {
        await SendAsync(batch, results, MostCallsPerBatch, cancellationToken);
        foreach (var round in roundsMore)
        {
            int[] locked = [.. Enumerable.Range(0, results.Count).Where(place => results[place].IsSoonFree)];
            if (locked.Length == 0)
                return;

            await Task.Delay(round * (0.5 + Random.Shared.NextDouble()), time, cancellationToken);
            var again = await send([.. locked.Select(place => batch[place])], cancellationToken);
            foreach (var (place, result) in locked.Zip(again))
                results[place] = result;
        }
    }

    /// <returns>The calls that are left.</returns>
    async Task<int> SendAsync(
        ArraySegment<RecordWrite> batch, List<WriteResult> results, int calls, CancellationToken cancellationToken)
    {
        try
        {
            results.AddRange(await send(batch, cancellationToken));
            return calls - 1;
        }
        catch (CrmException refusal) when (IsAboutRows(refusal) && (batch.Count == 1 || calls <= 1 || refusal.IsAboutFields))
        {
            results.AddRange(batch.Select(write => Refused(write, refusal)));
            return calls - 1;
        }
        catch (CrmException refusal) when (IsAboutRows(refusal))
        {
            var half = batch.Count / 2;
            calls = await SendAsync(batch[..half], results, calls - 1, cancellationToken);
            return await SendAsync(batch[half..], results, calls, cancellationToken);
        }
    }

    /// <summary>A missing right or a redirect would refuse any row.</summary>
    static bool IsAboutRows(CrmException refusal) => refusal is
    {
        Failure: CrmFailure.Rejected,
        Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity,
    };

    static WriteResult Refused(RecordWrite write, CrmException refusal) =>
        new(write.Id, WriteOutcome.Rejected, default, refusal.Code, refusal.Details ?? refusal.Message);
}

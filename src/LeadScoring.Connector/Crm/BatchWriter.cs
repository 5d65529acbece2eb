using System.Net;
using System.Runtime.CompilerServices;

namespace LeadScoring.Connector.Crm;

/// <summary>Sends a batch of writes in one call; one result for each, in the same order.</summary>
/// <exception cref="CrmException">With status 400 when the CRM refused the whole call because of some row.</exception>
delegate Task<IReadOnlyList<WriteResult>> SendBatch(IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken);

/// <summary>Cuts writes into batches, and halves a batch that is refused as a whole until the bad rows stand alone.</summary>
static class BatchWriter
{
    /// <summary>When every row is bad, as after a lost permission, halving to the end would cost two calls a row.</summary>
    const int MostCallsPerBatch = 64;

    public static async IAsyncEnumerable<WriteResult> WriteAsync(
        IReadOnlyList<RecordWrite> writes, int size, SendBatch send, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in writes.Chunk(size))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var results = new List<WriteResult>(batch.Length);
            await SendAsync(batch, send, results, MostCallsPerBatch, cancellationToken);
            foreach (var result in results)
                yield return result;
        }
    }

    /// <returns>The calls that are left.</returns>
    static async Task<int> SendAsync(
        ArraySegment<RecordWrite> batch, SendBatch send, List<WriteResult> results, int calls, CancellationToken cancellationToken)
    {
        try
        {
            results.AddRange(await send(batch, cancellationToken));
            return calls - 1;
        }
        catch (CrmException refusal) when (IsAboutRows(refusal) && (batch.Count == 1 || calls <= 1))
        {
            results.AddRange(batch.Select(write => Refused(write, refusal)));
            return calls - 1;
        }
        catch (CrmException refusal) when (IsAboutRows(refusal))
        {
            var half = batch.Count / 2;
            calls = await SendAsync(batch[..half], send, results, calls - 1, cancellationToken);
            return await SendAsync(batch[half..], send, results, calls, cancellationToken);
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

using System.Net;

namespace LeadScoring.Connector.Crm;

/// <summary>Sends a batch of writes in one call; one result for each, in the same order.</summary>
/// <exception cref="CrmException">With status 400 when the CRM refused the whole call because of some row.</exception>
delegate Task<IReadOnlyList<WriteResult>> SendBatch(IReadOnlyList<RecordWrite> batch, CancellationToken cancellationToken);

/// <summary>
/// One batch on its way. A call that is refused as a whole is most often refused for one row: that is searched for by
/// halves while the others wait, and then they go together. If they are refused too, they are cut in two until the bad
/// rows stand alone. A batch refused for a field that is gone stays whole: every half would be refused as well.
/// </summary>
sealed class BatchSending(RecordWrite[] batch, SendBatch send)
{
    /// <summary>
    /// When every row is bad, as after a lost permission, halving to the end would cost two calls a row. So as long as no
    /// call was taken there are no more than these, and what was not tried alone is left for the next pass.
    /// </summary>
    const int MostCalls = 64;

    readonly WriteResult?[] results = new WriteResult?[batch.Length];
    int calls;
    bool isAnyTaken;

    /// <summary>Up to the last row of which something is known; a row before it that was not sent is tried again.</summary>
    public IEnumerable<WriteResult> Results => results
        .Take(Array.FindLastIndex(results, result => result is not null) + 1)
        .Select((result, place) => result ?? new(batch[place].Id, WriteOutcome.Retry, default, WriteResult.Missing));

    /// <summary>The places of rows that were only locked.</summary>
    public int[] Locked => [.. Enumerable.Range(0, batch.Length).Where(place => results[place] is { IsSoonFree: true })];

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        int[] all = [.. Enumerable.Range(0, batch.Length)];
        if (await RefusedAsync(all, cancellationToken) is not { } refusal)
            return;

        if (refusal.IsAboutFields)
            Refuse(all, refusal);
        else
            await HalveAsync(await SearchAsync(all, refusal, cancellationToken), cancellationToken);
    }

    public async Task SendAsync(int[] places, CancellationToken cancellationToken)
    {
        foreach (var (place, result) in places.Zip(await send([.. places.Select(place => batch[place])], cancellationToken)))
            results[place] = result;
    }

    /// <summary>Where one half is accepted, the other must be to blame, and need not be sent whole once more.</summary>
    /// <returns>The rows that wait.</returns>
    async Task<int[]> SearchAsync(int[] suspects, CrmException refusal, CancellationToken cancellationToken)
    {
        List<int> waiting = [];
        while (suspects.Length > 1)
        {
            var (one, other) = InTwo(suspects);
            if (await RefusedAsync(one, cancellationToken) is { } again)
            {
                waiting.AddRange(other);
                (suspects, refusal) = (one, again);
            }
            else
            {
                suspects = other;
            }
        }

        Refuse(suspects, refusal);
        return [.. waiting.Order()];
    }

    async Task HalveAsync(int[] places, CancellationToken cancellationToken)
    {
        if (places.Length == 0 || await RefusedAsync(places, cancellationToken) is not { } refusal)
            return;

        if (places.Length == 1 || refusal.IsAboutFields)
        {
            Refuse(places, refusal);
            return;
        }

        if (calls >= MostCalls && !isAnyTaken)
        {
            Leave(places);
            return;
        }

        var (one, other) = InTwo(places);
        await HalveAsync(one, cancellationToken);
        await HalveAsync(other, cancellationToken);
    }

    /// <returns>Null when the rows have results of their own.</returns>
    async Task<CrmException?> RefusedAsync(int[] places, CancellationToken cancellationToken)
    {
        calls++;
        try
        {
            await SendAsync(places, cancellationToken);
            isAnyTaken = true;
            return null;
        }
        catch (CrmException refusal) when (IsAboutRows(refusal))
        {
            return refusal;
        }
    }

    void Refuse(int[] places, CrmException refusal)
    {
        foreach (var place in places)
            results[place] = new(batch[place].Id, WriteOutcome.Rejected, default, refusal.Code, refusal.Details ?? refusal.Message);
    }

    void Leave(int[] places)
    {
        foreach (var place in places)
            results[place] = new(batch[place].Id, WriteOutcome.Retry, default, WriteResult.Missing);
    }

    static (int[] One, int[] Other) InTwo(int[] places) => (places[..(places.Length / 2)], places[(places.Length / 2)..]);

    /// <summary>A missing right or a redirect would refuse any row.</summary>
    static bool IsAboutRows(CrmException refusal) => refusal is
    {
        Failure: CrmFailure.Rejected,
        Status: HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity,
    };
}

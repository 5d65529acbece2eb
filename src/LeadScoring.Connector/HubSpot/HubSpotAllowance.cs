namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// At most so many calls in any interval, plus two per cent because calls do not all travel equally fast. A clock that is
/// set back or forward changes nothing.
/// </summary>
/// <param name="count">0 for no limit.</param>
sealed class HubSpotAllowance(int count, TimeSpan interval, TimeProvider time)
{
    readonly Lock gate = new();
    readonly Queue<long> taken = new();
    int most = count;
    TimeSpan span = interval * 1.02;

    /// <summary>Calls of other programs, as last told, and when that was: they count for one interval from then.</summary>
    (int Count, long At) others;

    /// <summary>
    /// A reply has told what there is. What is missing from it beyond our own calls, others have used; calls of ours that
    /// are still on their way make that less, never more.
    /// </summary>
    public void Change(HubSpotBudget budget)
    {
        lock (gate)
        {
            if (most == 0)
                return;

            (most, span) = (budget.Calls, budget.Interval * 1.02);
            var now = time.GetTimestamp();
            Forget(now);
            if (budget.Remaining is { } remaining)
                others = (Math.Max(0, most - remaining - taken.Count), now);
        }
    }

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (TryTake() is { } wait)
            await Task.Delay(wait, time, cancellationToken);
    }

    /// <returns>How long to wait before asking again; null when taken.</returns>
    TimeSpan? TryTake()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            Forget(now);
            if (most > 0 && taken.Count + others.Count >= most)
                return UntilOneIsFree(now);

            if (most > 0)
                taken.Enqueue(now);

            return null;
        }
    }

    void Forget(long now)
    {
        while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= span)
            taken.Dequeue();
        if (time.GetElapsedTime(others.At, now) >= span)
            others = default;
    }

    TimeSpan UntilOneIsFree(long now)
    {
        var ours = taken.TryPeek(out var oldest) ? span - time.GetElapsedTime(oldest, now) : span;
        var theirs = others.Count > 0 ? span - time.GetElapsedTime(others.At, now) : span;
        return ours < theirs ? ours : theirs;
    }
}

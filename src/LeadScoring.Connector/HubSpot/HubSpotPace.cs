using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// What one HubSpot account allows: searches have a limit of their own, all calls another. Other programs call the
/// account too, so a 429 remains possible and is retried; when it says how long to wait, every connection waits.
/// </summary>
sealed class HubSpotPace(LimitOptions limits, TimeProvider time)
{
    readonly Allowance searches = new(limits.SearchesPerSecond, TimeSpan.FromSeconds(1), time);
    readonly Allowance calls = new(limits.CallsPerTenSeconds, TimeSpan.FromSeconds(10), time);
    readonly Lock gate = new();
    (long From, TimeSpan Wait)? held;

    /// <summary>What the account really allows. Nothing changes where pacing is off.</summary>
    public void Allow(int count, TimeSpan interval) => calls.Change(count, interval);

    /// <summary>No call before that.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
            held = wait > Held ? (time.GetTimestamp(), wait) : held;
    }

    /// <exception cref="CrmException">HubSpot has asked to wait; whoever sends the call knows for how long.</exception>
    public async Task TakeAsync(string kind, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (Held is { } left && left > TimeSpan.Zero)
                throw new CrmException(CrmFailure.Throttled, "HubSpot has asked all calls of the account to wait.") { RetryAfter = left };
        }

        if (kind == HubSpotClient.Search)
            await searches.TakeAsync(cancellationToken);

        await calls.TakeAsync(cancellationToken);
    }

    TimeSpan Held => held is { } asked ? asked.Wait - time.GetElapsedTime(asked.From) : TimeSpan.Zero;

    /// <summary>
    /// At most so many in any interval, plus two per cent because calls do not all travel equally fast. A clock that is
    /// set back or forward changes nothing.
    /// </summary>
    sealed class Allowance(int count, TimeSpan interval, TimeProvider time)
    {
        readonly Lock gate = new();
        readonly Queue<long> taken = new();
        int most = count;
        TimeSpan span = interval * 1.02;

        public void Change(int count, TimeSpan interval)
        {
            lock (gate)
                (most, span) = most == 0 ? (0, span) : (count, interval * 1.02);
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
                while (taken.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= span)
                    taken.Dequeue();

                if (most > 0 && taken.Count >= most)
                    return span - time.GetElapsedTime(taken.Peek(), now);

                if (most > 0)
                    taken.Enqueue(now);

                return null;
            }
        }
    }
}

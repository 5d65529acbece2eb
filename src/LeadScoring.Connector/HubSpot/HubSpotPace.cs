using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Holds calls back until HubSpot's limits allow them: searches have a limit of their own, all calls another. Both are
/// HubSpot's for the whole account, so a 429 remains possible and is retried.
/// </summary>
sealed class HubSpotPace(LimitOptions limits, TimeProvider time) : DelegatingHandler
{
    readonly Allowance searches = new(limits.SearchesPerSecond, TimeSpan.FromSeconds(1), time);
    readonly Allowance calls = new(limits.CallsPerTenSeconds, TimeSpan.FromSeconds(10), time);

    /// <summary>What the account really allows. Nothing changes where pacing is off.</summary>
    public void Allow(int count, TimeSpan interval) => calls.Change(count, interval);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CrmCall.KindOf(request) == HubSpotClient.Search)
            await searches.TakeAsync(cancellationToken);

        await calls.TakeAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>At most so many in any interval, plus two per cent because calls do not all travel equally fast.</summary>
    sealed class Allowance(int count, TimeSpan interval, TimeProvider time)
    {
        readonly Lock gate = new();
        readonly Queue<DateTimeOffset> taken = new();
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
                var now = time.GetUtcNow();
                while (taken.TryPeek(out var oldest) && oldest + span <= now)
                    taken.Dequeue();

                if (most > 0 && taken.Count >= most)
                    return taken.Peek() + span - now;

                if (most > 0)
                    taken.Enqueue(now);

                return null;
            }
        }
    }
}

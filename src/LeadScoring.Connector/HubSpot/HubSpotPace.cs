using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// What one HubSpot account allows: searches have a limit of their own, all other calls another (the OpenAPI files exempt
/// searches from it). Other programs call the account too: what the headers say they have used is left to them. A 429
/// remains possible and is retried; when it says how long to wait, every connection waits.
/// </summary>
sealed class HubSpotPace(LimitOptions limits, TimeProvider time)
{
    readonly HubSpotAllowance searches = new(limits.SearchesPerSecond, TimeSpan.FromSeconds(1), time);
    readonly HubSpotAllowance calls = new(limits.CallsPerTenSeconds, TimeSpan.FromSeconds(10), time);
    readonly Lock gate = new();
    (long From, TimeSpan Wait)? held;

    /// <summary>What the account really allows. Nothing changes where pacing is off.</summary>
    public void Allow(HubSpotBudget budget) => calls.Change(budget);

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

        await (kind == HubSpotClient.Search ? searches : calls).TakeAsync(cancellationToken);
    }

    TimeSpan Held => held is { } asked ? asked.Wait - time.GetElapsedTime(asked.From) : TimeSpan.Zero;
}

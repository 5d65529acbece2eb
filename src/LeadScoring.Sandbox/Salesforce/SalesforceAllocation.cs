namespace LeadScoring.Sandbox.Salesforce;

/// <summary>Calls used in the last 24 hours, counted by the minute.</summary>
sealed class SalesforceAllocation
{
    readonly Queue<(DateTimeOffset Minute, int Calls)> minutes = new();
    (DateTimeOffset Minute, int Calls) current;
    int closed;

    public int Used => closed + current.Calls;

    public void Use(int calls, DateTimeOffset now)
    {
        if (now - current.Minute >= TimeSpan.FromMinutes(1))
        {
            if (current.Calls > 0) minutes.Enqueue(current);
            closed += current.Calls;
            current = (now, 0);
        }

        while (minutes.TryPeek(out var oldest) && now - oldest.Minute >= TimeSpan.FromHours(24)) closed -= minutes.Dequeue().Calls;
        current.Calls += calls;
    }
}

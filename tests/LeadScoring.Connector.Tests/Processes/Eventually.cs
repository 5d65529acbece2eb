using System.Diagnostics;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>Waits for what another process brings about.</summary>
static class Eventually
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>How long it took.</returns>
    /// <exception cref="AssertionException">It has not come about within a minute.</exception>
    public static async Task<TimeSpan> IsTrueAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Patience)
                throw new AssertionException($"Not within {Patience}: {what}");
            await Task.Delay(Glance);
        }

        return watch.Elapsed;
    }
}

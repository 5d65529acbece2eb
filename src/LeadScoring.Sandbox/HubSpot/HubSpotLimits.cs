using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// The account's limits (page "API usage guidelines"): searches have their own secondly one and show no headers,
/// everything else shares ten seconds, all share a day that ends at midnight UTC.
/// </summary>
sealed class HubSpotLimits
{
    readonly Queue<DateTimeOffset> searches = new();
    readonly Queue<DateTimeOffset> calls = new();
    DateOnly today;

    public int UsedToday { get; private set; }

    public void UseDaily(int count, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (day != today) UsedToday = 0;
        today = day;
        UsedToday += count;
    }

    /// <summary>The policy that refuses the call; null when it may pass.</summary>
    public string? Use(HubSpotPortal portal, bool isSearch, DateTimeOffset now)
    {
        UseDaily(0, now);
        if (UsedToday >= portal.DailyCalls) return "DAILY";
        var (window, span, most) = isSearch
            ? (searches, TimeSpan.FromSeconds(1), portal.SearchesPerSecond)
            : (calls, TimeSpan.FromSeconds(10), portal.CallsPerTenSeconds);
        while (window.TryPeek(out var oldest) && now - oldest >= span) window.Dequeue();
        if (window.Count >= most) return isSearch ? "SECONDLY" : "TEN_SECONDLY_ROLLING";

        window.Enqueue(now);
        UseDaily(1, now);
        return null;
    }

    public void Show(HubSpotPortal portal, IHeaderDictionary headers)
    {
        Put("Max", portal.CallsPerTenSeconds);
        Put("Remaining", Math.Max(0, portal.CallsPerTenSeconds - calls.Count));
        Put("Interval-Milliseconds", 10_000);
        Put("Daily", portal.DailyCalls);
        Put("Daily-Remaining", Math.Max(0, portal.DailyCalls - UsedToday));

        void Put(string name, int value) => headers["X-HubSpot-RateLimit-" + name] = value.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Asks for some leads whether they are still there, where the CRM does not tell of deleted records by itself: those that
/// are hot or have a timer, for the others nothing is at stake. A few at a time, one after the other, so that the calls do
/// not grow with their number.
/// </summary>
sealed class Presence(ICrm crm, Departures departures, Connections facts)
{
    /// <summary>Two calls to HubSpot.</summary>
    const int AtOnce = 200;

    static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

    public async Task CheckAsync(LoadedMap map, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!crm.HidesDeleted)
            return;

        foreach (var scope in map.Objects.Select(mapped => mapped.Scope))
        {
            var name = $"presence:{scope.Name}";
            var place = await facts.CachedAsync(name, Ever, cancellationToken);
            var after = long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
            var (ids, last) = await departures.StandingAsync(scope.Name, after, AtOnce, cancellationToken);
            var vanished = ids.Count == 0 ? [] : await crm.VanishedAsync(scope, ids, cancellationToken);
            await departures.RecordAsync(scope.Name, vanished, now, cancellationToken);
            await facts.CacheAsync(name, last.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }
    }
}

using System.Globalization;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// Asks for some leads whether they are still there, where the CRM does not tell of deleted records by itself. Without an
/// answer the pass goes on: what it reads and writes does not depend on it.
/// </summary>
sealed class Presence(ICrm crm, Departures departures, Connections facts, PassReport report)
{
    /// <summary>Two calls to HubSpot.</summary>
    const int AtOnce = 200;

    static readonly TimeSpan Ever = TimeSpan.FromDays(36_500);

    /// <summary>
    /// Those that are hot or have a timer, for the others nothing is at stake. A few at a time, one after the other, so that
    /// the calls do not grow with their number.
    /// </summary>
    public async Task CheckAsync(LoadedMap map, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!crm.HidesDeleted)
            return;

        foreach (var mapped in map.Objects)
        {
            var name = $"presence:{mapped.Scope.Name}";
            var place = await facts.CachedAsync(name, Ever, cancellationToken);
            var after = long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;
            var (ids, last) = await departures.StandingAsync(mapped.Scope.Name, after, AtOnce, cancellationToken);
            await AskAsync(mapped, ids, now, cancellationToken);
            await facts.CacheAsync(name, last.ToString(CultureInfo.InvariantCulture), cancellationToken);
        }
    }

    /// <summary>Asks for these.</summary>
    public async Task AskAsync(MappedObject mapped, IReadOnlyList<string> ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!crm.HidesDeleted || ids.Count == 0)
            return;

        try
        {
            var vanished = await crm.VanishedAsync(mapped.Described, ids, cancellationToken);
            await departures.RecordAsync(mapped.Scope.Name, vanished, now, cancellationToken);
        }
        catch (CrmException failure) when (failure.ConcernsItAlone)
        {
            report.LackPresence(mapped.Scope.Name, failure);
        }
    }
}

using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Commands;

/// <summary>How soon an owner approaches leads that turned hot, over the last thirty days.</summary>
/// <param name="Owner">The owner's address where known, else the name; null for leads without one.</param>
/// <param name="Contacted">Hot leads that were approached by mail or telephone.</param>
/// <param name="MedianSeconds">From hot to the first approach; null when none was approached.</param>
/// <param name="Waiting">Leads that are hot now and have not been approached.</param>
sealed record ResponseView(string? Owner, int Contacted, long? MedianSeconds, int Waiting)
{
    static readonly TimeSpan Period = TimeSpan.FromDays(30);

    /// <summary>Those who keep most leads waiting first.</summary>
    public static async Task<IReadOnlyList<ResponseView>> OfAsync(
        Ledgers ledgers, string connection, IReadOnlyDictionary<string, Owner> owners, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var responses = (await ledgers.ResponsesAsync(connection, now - Period, cancellationToken))
            .ToLookup(response => response.OwnerId ?? "", response => response.After);
        var waiting = await ledgers.WaitingAsync(connection, cancellationToken);
        return [.. responses.Select(owner => owner.Key).Union(waiting.Keys, StringComparer.Ordinal)
            .Select(owner => new ResponseView(
                NameOf(owner, owners), responses[owner].Count(), Median([.. responses[owner]]), waiting.GetValueOrDefault(owner)))
            .OrderByDescending(view => view.Waiting)
            .ThenBy(view => view.Owner, StringComparer.Ordinal)];
    }

    static string? NameOf(string id, IReadOnlyDictionary<string, Owner> owners) =>
        id.Length == 0 ? null : owners.GetValueOrDefault(id) is { } owner ? owner.Email ?? owner.Name ?? id : id;

    static long? Median(List<TimeSpan> times)
    {
        times.Sort();
        return times.Count == 0 ? null : (long)((times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2).TotalSeconds;
    }
}

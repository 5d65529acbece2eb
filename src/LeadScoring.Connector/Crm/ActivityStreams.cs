using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Crm;

/// <summary>What both adapters do with streams of activities.</summary>
static class ActivityStreams
{
    /// <summary>A stream for each object that tells of a wanted kind, named as the object.</summary>
    /// <param name="objects">The objects of the CRM, with the kinds that each tells of.</param>
    public static IReadOnlyList<ActivityStream> Of(ActivityScope scope, IEnumerable<(string Name, ActivityKind[] Kinds)> objects) =>
    [
        .. objects
            .Select(entry => (entry.Name, Kinds: entry.Kinds.Where(scope.Kinds.Contains).ToHashSet()))
            .Where(entry => entry.Kinds.Count > 0)
            .Select(entry => new ActivityStream(entry.Name, entry.Name, scope with
            {
                Kinds = entry.Kinds,
                Fields = scope.Fields.Where(pair => entry.Kinds.Contains(pair.Key)).ToDictionary(),
            })),
    ];

    public static bool Wants(this ActivityStream stream, ActivityKind kind) => stream.Scope.Kinds.Contains(kind);

    /// <summary>Every field that some signal of the stream matches on.</summary>
    public static IEnumerable<string> MatchedFields(this ActivityStream stream) => stream.Scope.Fields.Values.SelectMany(fields => fields);

    /// <summary>The values that signals on this kind match on.</summary>
    public static IReadOnlyDictionary<string, string?> Matched(this ActivityStream stream, ActivityKind kind, Func<string, string?> value) =>
        stream.Scope.Fields.TryGetValue(kind, out var fields)
            ? fields.Distinct(StringComparer.Ordinal).ToDictionary(field => field, value, StringComparer.Ordinal)
            : System.Collections.Frozen.FrozenDictionary<string, string?>.Empty;

    /// <summary>An activity as the CRM could know it when it answered: nothing happened later than that.</summary>
    public static CrmActivity NotAfter(this CrmActivity activity, DateTimeOffset date) => activity.At > date ? activity with { At = date } : activity;

    /// <summary>Puts a refusal of a page into words of its own.</summary>
    public static async IAsyncEnumerable<T> Explained<T>(this IAsyncEnumerable<T> pages, Func<CrmException, CrmException> explain)
    {
        await using var page = pages.GetAsyncEnumerator();
        while (await NextAsync())
            yield return page.Current;

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await page.MoveNextAsync();
            }
            catch (CrmException refusal) when (refusal.Failure == CrmFailure.Rejected)
            {
                throw explain(refusal);
            }
        }
    }

    /// <summary>A refusal that names the object, so that only its stream has to wait.</summary>
    public static CrmException Unreadable(this ActivityStream stream, CrmException refusal, string remedy) =>
        new(CrmFailure.Rejected, $"{stream.Object} cannot be read: {refusal.Message}", refusal)
        {
            Status = refusal.Status,
            Code = refusal.Code,
            Details = refusal.Details,
            RetryAfter = refusal.RetryAfter,
            Remedy = remedy,
        };
}

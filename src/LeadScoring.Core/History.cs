using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The order in which events of one lead are folded, and the fold itself.</summary>
public static class History
{
    /// <summary>
    /// CRM time, then the CRM's own order, then the key. A removal comes after everything of its second, because CRMs
    /// that know whole seconds only cannot say which came first.
    /// </summary>
    public static int Compare(LeadEvent one, LeadEvent other)
    {
        var byTime = Moment(one).CompareTo(Moment(other));
        if (byTime != 0)
            return byTime;

        var byKind = IsLast(one).CompareTo(IsLast(other));
        if (byKind != 0)
            return byKind;

        var byOrder = string.CompareOrdinal(one.Order, other.Order);
        return byOrder != 0 ? byOrder : string.CompareOrdinal(one.Key, other.Key);
    }

    /// <summary>Folds events in order, the same key once, and fires the timers due up to <paramref name="until"/>.</summary>
    public static LeadState Fold(
        in LeadState lead, IEnumerable<LeadEvent> events, Settings settings, DateTimeOffset until, Journal journal)
    {
        var state = lead;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in events.Order(Comparer<LeadEvent>.Create(Compare)))
        {
            if (seen.Add(change.Key))
                state = Scorer.Apply(state, change, settings, journal);
        }

        return Scorer.FireTimers(state, until, settings, journal);
    }

    static DateTimeOffset Moment(in LeadEvent change) => change.Kind == EventKind.Removed
        ? DateTimeOffset.FromUnixTimeSeconds(change.OccurredAt.ToUnixTimeSeconds()).AddMilliseconds(999)
        : change.OccurredAt;

    static bool IsLast(in LeadEvent change) => change.Kind == EventKind.Removed;
}

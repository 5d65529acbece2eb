using LeadScoring.Core.Rules;

namespace LeadScoring.Core;

/// <summary>The order in which events of one lead are folded, and the fold itself.</summary>
public static class History
{
    /// <summary><see cref="Compare"/>, for sorting.</summary>
    public static readonly Comparer<LeadEvent> Order = Comparer<LeadEvent>.Create((one, other) => Compare(one, other));

    /// <summary>
    /// CRM time, then the CRM's own order, then the key. CRMs that know whole seconds only cannot say what came first
    /// within one: what a record holds decides whether it scores, and who owns it by what settings, so those come before
    /// everything else of their second, and what a person does to the flag after it.
    /// </summary>
    public static int Compare(in LeadEvent one, in LeadEvent other)
    {
        var bySecond = one.OccurredAt.ToUnixTimeSeconds().CompareTo(other.OccurredAt.ToUnixTimeSeconds());
        if (bySecond != 0)
            return bySecond;

        var byKind = Rank(one.Kind).CompareTo(Rank(other.Kind));
        if (byKind != 0)
            return byKind;

        var byTime = one.OccurredAt.CompareTo(other.OccurredAt);
        if (byTime != 0)
            return byTime;

        var byOrder = string.CompareOrdinal(one.Order, other.Order);
        return byOrder != 0 ? byOrder : string.CompareOrdinal(one.Key, other.Key);
    }

    /// <summary>Folds events in order, the same key once, and fires the timers due up to <paramref name="until"/>.</summary>
    public static LeadState Fold(
        in LeadState lead, IEnumerable<LeadEvent> events, Settings settings, DateTimeOffset until, Journal journal) =>
        Fold(lead, events, settings, _ => settings, until, journal);

    /// <summary>
    /// The same where settings change on the way: <paramref name="settings"/> hold until the first change of owner or
    /// model, and <paramref name="settingsFrom"/> tells what each such change brings into force.
    /// </summary>
    public static LeadState Fold(
        in LeadState lead, IEnumerable<LeadEvent> events, Settings settings, Func<LeadEvent, Settings> settingsFrom,
        DateTimeOffset until, Journal journal)
    {
        var ordered = journal.InOrder(events);
        var state = lead;
        var current = settings;
        for (var index = 0; index < ordered.Length; index++)
        {
            ref readonly var change = ref ordered[index];
            if (IsRepeated(ordered, index))
                continue;

            if (change.Kind is EventKind.OwnerChanged or EventKind.SettingsChanged)
            {
                state = Scorer.FireTimers(state, change.OccurredAt, current, journal);
                current = settingsFrom(change);
            }

            state = Scorer.Apply(state, change, current, journal);
        }

        return Scorer.FireTimers(state, until, current, journal);
    }

    static int Rank(EventKind kind) => kind switch
    {
        EventKind.Profile or EventKind.OwnerChanged => 0,
        EventKind.Removed or EventKind.Ticked => 2,
        _ => 1,
    };

    /// <summary>A key holds the time of its event, so that the same event stands within its own moment.</summary>
    static bool IsRepeated(ReadOnlySpan<LeadEvent> ordered, int index)
    {
        for (var before = index - 1; before >= 0 && ordered[before].OccurredAt == ordered[index].OccurredAt; before--)
        {
            if (ordered[before].Key == ordered[index].Key)
                return true;
        }

        return false;
    }
}

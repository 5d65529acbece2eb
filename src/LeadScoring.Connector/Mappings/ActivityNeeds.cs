using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Mappings;

/// <summary>
/// Finds the activities that a model needs. Every object of the CRM that has to be read for them costs a call in each
/// pass, so nothing is read that no rule asks for.
/// </summary>
static class ActivityNeeds
{
    static readonly ActivityKind[] calls = [ActivityKind.CallInbound, ActivityKind.CallOutbound];

    static readonly ActivityKind[] mails =
        [ActivityKind.EmailSent, ActivityKind.EmailOpened, ActivityKind.EmailClicked, ActivityKind.EmailReplied, ActivityKind.EmailBounced];

    /// <summary>Null when nothing needs any.</summary>
    public static ActivityScope? Of(ScoringModel model)
    {
        var signals = Stated.Signals(model).ToList();
        var kinds = signals.SelectMany(Kinds).ToHashSet();
        var countsApproaches = Stated.CountsPressure(model) || Stated.MarksUnresponsive(model);
        if (countsApproaches || kinds.Overlaps(calls))
            kinds.Add(ActivityKind.CallOutbound);
        if (countsApproaches || kinds.Overlaps(mails))
            kinds.Add(ActivityKind.EmailSent);

        return kinds.Count == 0 ? null : new ActivityScope(kinds, kinds.ToDictionary(kind => kind, Fields), [.. model.Objects.Keys]);

        IReadOnlyList<string> Fields(ActivityKind kind) =>
        [
            .. signals.Where(signal => Kinds(signal).Contains(kind))
                .SelectMany(signal => signal).SelectMany(rules => rules.Matching?.Keys ?? [])
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    static IEnumerable<ActivityKind> Kinds(IEnumerable<SignalRules> signal) =>
        signal.Select(rules => rules.On?.Activity).OfType<ActivityKind>();
}

using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Checks;

/// <summary>Compares the statuses of a mapping with those the CRM offers, and says what its history leaves out. Pure.</summary>
static class StatusCheck
{
    public static IEnumerable<Finding> Of(ConnectionOptions connection, ObjectScope scope, CrmObject described, StatusRules rules) =>
        described.Fields.TryGetValue(scope.StatusField, out var status)
            ? [.. Values(connection, scope, status, rules), .. History(connection, scope, described)]
            : [];

    static IEnumerable<Finding> Values(ConnectionOptions connection, ObjectScope scope, CrmField status, StatusRules rules)
    {
        if (status.Type != FieldType.Choice || status.Choices.Count == 0)
            yield break;

        var unmapped = status.Choices.Except(rules.Points.Keys, StringComparer.Ordinal).ToList();
        if (unmapped.Count > 0)
            yield return FindingKinds.StatusUnmapped.In(
                connection.Name, $"{scope.Name}.{scope.StatusField} offers values without points: {Quoted(unmapped)}. They change no score.",
                $"Give them points in {connection.Mapping} (0 is a number of points too), or leave them out on purpose.");

        var unknown = rules.Points.Keys.Except(status.Choices, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            yield return FindingKinds.StatusUnknown.In(
                connection.Name, $"{connection.Mapping} gives points to values that {scope.Name}.{scope.StatusField} does not offer: {Quoted(unknown)}.",
                $"Write them as {connection.Crm} stores them, not as a page shows them, or take them out.");
    }

    static IEnumerable<Finding> History(ConnectionOptions connection, ObjectScope scope, CrmObject described)
    {
        if (scope.History != HistoryMode.Off && !described.Tracked.Contains(scope.StatusField))
        {
            var required = scope.History == HistoryMode.Required;
            yield return (required ? FindingKinds.HistoryRequired : FindingKinds.HistoryOff).In(
                connection.Name,
                $"{scope.Name}.{scope.StatusField} has no field history, so "
                    + (required ? $"{scope.Name} is not scored (history: required)." : "of several changes between two passes only the last is seen."),
                $"Switch on history tracking for the field in {connection.Crm}{(required ? ", or write history: auto" : "")}.");
        }

        if (described.Fields.ContainsKey(scope.HotField) && !described.Tracked.Contains(scope.HotField))
            yield return FindingKinds.FlagHistoryOff.In(
                connection.Name,
                $"{scope.Name}.{scope.HotField} has no field history: a rep's removal of the flag is lost when the worker was down for more than an hour, "
                    + "or its store came from a backup.",
                "Recommended: switch on history tracking for the flag.");
    }

    static string Quoted(IEnumerable<string> values) => string.Join(", ", values.Select(value => $"\"{value}\""));
}

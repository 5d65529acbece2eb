using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Core.Rules;

namespace LeadScoring.Connector.Setup;

/// <summary>The fields that a mapping file writes, as setup makes them and check expects them.</summary>
static class WrittenFields
{
    /// <summary>In the order of the file's objects, and in one order within each.</summary>
    public static IReadOnlyList<NewField> Of(MappingFile file) =>
        [.. file.Scopes.SelectMany(scope => Of(file.Model.Objects[scope.Name]))];

    public static IEnumerable<NewField> Of(ObjectRules rules) =>
        from pair in rules.Writes
        orderby pair.Key
        let made = Made(pair.Key)
        select new NewField(rules.Name, pair.Value, made.Type, made.Label, made.Description);

    static (FieldType Type, string Label, string Description) Made(WrittenField field) => field switch
    {
        WrittenField.Hot => (FieldType.Flag, "Hot lead",
            "Has lately shown particular interest. Written by the lead scoring connector; clear it to say not hot."),
        WrittenField.Score => (FieldType.Number, "Lead score", "Points of status, behaviour and fit. Written by the lead scoring connector."),
        WrittenField.HotSince => (FieldType.Time, "Hot since", "When the lead turned hot. Written by the lead scoring connector."),
        WrittenField.ResetsAt => (FieldType.Time, "Hot until",
            "When the lead cools unless it shows interest again. Written by the lead scoring connector."),
        WrittenField.Reasons => (FieldType.Text, "Hot because", "What the score comes from, newest first. Written by the lead scoring connector."),
        WrittenField.Blockers => (FieldType.Text, "Not hotter because", "What speaks against the lead. Written by the lead scoring connector."),
        WrittenField.Stage => (FieldType.Text, "Lead stage", "Lead, candidate, prospect, customer. Written by the lead scoring connector."),
        WrittenField.Pressure => (FieldType.Number, "Contact pressure", "Approaches within the set time. Written by the lead scoring connector."),
        _ => (FieldType.Flag, "Unresponsive", "Approached often, never answered. Written by the lead scoring connector."),
    };
}

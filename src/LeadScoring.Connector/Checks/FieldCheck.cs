using LeadScoring.Connector.Configuration;
using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Mappings;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.Checks;

/// <summary>Compares the fields that a mapping names with those that the CRM describes. Pure.</summary>
/// <param name="Existing">Fields of the mapping that exist although the connector may not see them.</param>
sealed record FieldCheck(ConnectionOptions Connection, ObjectScope Scope, CrmObject Described, IReadOnlySet<string> Existing)
{
    public IEnumerable<Finding> Of(IReadOnlyList<NewField> written)
    {
        if (!Described.Fields.ContainsKey(Scope.StatusField))
            yield return Lacking(Scope.StatusField, $"so {Scope.Name} is not scored at all", "Correct status.field in the mapping file, or create the field.");

        foreach (var field in written)
        {
            if (!Described.Fields.TryGetValue(field.Name, out var described))
                yield return Lacking(field.Name, "so it is not written", $"Run setup --connection {Connection.Name}, or create the field.");
            else if (!described.Writable)
                yield return FindingKinds.FieldReadOnly.In(
                    Connection.Name, $"{field.FullName} is read-only for the connector, so it is not written.", ReadOnlyRemedy);
            else if (!Takes(described.Type, field.Type))
                yield return FindingKinds.FieldType.In(
                    Connection.Name, $"{field.FullName} is a {Name(described.Type)} field; what is written there is a {Name(field.Type)}.",
                    $"Name a {Name(field.Type)} field in {Connection.Mapping}.");
        }
    }

    /// <summary>What rules of the mapping need of the record, and cannot have.</summary>
    public IEnumerable<Finding> OfRules(IReadOnlyList<FieldNeed> needs) =>
        from need in needs
        where !Described.Fields.ContainsKey(need.Field)
        let scores = need.Use == FieldUse.Only ? $"{Scope.Name} is not scored at all" : $"{need.Rule} does not score"
        select Lacking(need.Field, $"so {scores}", $"Correct {need.Rule} in {Connection.Mapping}, or create the field.");

    Finding Lacking(string field, string consequence, string remedy) => Existing.Contains(field)
        ? FindingKinds.FieldInvisible.In(
            Connection.Name, $"{Scope.Name}.{field} exists, but the connector's user may not see it, {consequence}.",
            $"Give the user field-level security for it; setup --connection {Connection.Name} does that for the fields it writes.")
        : FindingKinds.FieldMissing.In(Connection.Name, $"{Scope.Name}.{field} does not exist in {Connection.Crm}, {consequence}.", remedy);

    string ReadOnlyRemedy => Connection.Crm == CrmKind.Salesforce
        ? "Let the connector's user edit it (field-level security), unless it is a formula: then name another field in the mapping file."
        : "Name a property in the mapping file that is neither calculated nor set by HubSpot.";

    /// <summary>A day does for a time; any text takes a text.</summary>
    static bool Takes(FieldType actual, FieldType wanted) => actual == wanted || (wanted == FieldType.Time && actual == FieldType.Day);

    static string Name(FieldType type) => type switch
    {
        FieldType.Flag => "checkbox",
        FieldType.Number => "number",
        FieldType.Time => "date and time",
        FieldType.Day => "date",
        FieldType.Choice => "picklist",
        _ => "text",
    };
}

using System.Collections.Frozen;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>Describes an object. HubSpot keeps a history of every property.</summary>
sealed class HubSpotFields(HubSpotClient client)
{
    const int LongestText = 65_536;

    public async Task<CrmObject> DescribeAsync(ObjectScope scope, CancellationToken cancellationToken)
    {
        var reply = await client.PropertiesAsync(scope.Name, cancellationToken);
        var fields = reply.Body.Results.Select(Field).ToFrozenDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        return new(scope.Name, fields, fields.Keys.ToFrozenSet(StringComparer.OrdinalIgnoreCase));
    }

    static CrmField Field(Property property)
    {
        var type = Type(property);
        return new(
            property.Name,
            type,
            type == FieldType.Text ? LongestText : 0,
            Scale: null,
            property is not ({ Calculated: true } or { ModificationMetadata.ReadOnlyValue: true }),
            type == FieldType.Choice ? [.. property.Options.Select(option => option.Value).OfType<string>()] : []);
    }

    static FieldType Type(Property property) => property switch
    {
        { Type: "bool" } or { Type: "enumeration", FieldType: "booleancheckbox" } => FieldType.Flag,
        { Type: "enumeration" } => FieldType.Choice,
        { Type: "number" } => FieldType.Number,
        { Type: "datetime" } => FieldType.Time,
        { Type: "date" } => FieldType.Day,
        _ => FieldType.Text,
    };
}

using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Setup;

namespace LeadScoring.Connector.HubSpot;

/// <summary>
/// Makes the properties, in a group of their own. Bodies follow the guide "Properties" and its OpenAPI file; the token needs
/// crm.schemas.contacts.write for it, and for nothing else.
/// </summary>
sealed class HubSpotSetup(HubSpotClient client, HubSpotAdmin admin)
{
    public const string Group = "lead_scoring";

    public async Task<SetupPlan> PlanAsync(IReadOnlyList<NewField> fields, CancellationToken cancellationToken)
    {
        List<SetupStep> steps = [];
        foreach (var group in fields.GroupBy(field => field.Object, StringComparer.Ordinal))
        {
            var existing = await admin.ExistingAsync(group.Key, [.. group.Select(field => field.Name)], cancellationToken);
            var missing = group.Where(field => !existing.Contains(field.Name)).ToList();
            if (missing.Count > 0 && !await HasGroupAsync(group.Key, cancellationToken))
                steps.Add(CreateGroup(group.Key));
            steps.AddRange(missing.Select(Create));
        }

        return new(steps, LeftToDo);
    }

    static string[] LeftToDo =>
    [
        "Show the properties on the record: a card of the contact page, or \"about this contact\" of each rep.",
        "Create a view \"Hot leads\" with the filter Hot lead is Yes, and share it.",
        "Take the scope crm.schemas.contacts.write from the token again if you like: only setup needs it.",
    ];

    async Task<bool> HasGroupAsync(string type, CancellationToken cancellationToken) =>
        (await client.GroupsAsync(type, cancellationToken)).Body.Results.Any(group => group.Name == Group);

    SetupStep CreateGroup(string type) => new($"create the property group {Group} of {type}", token => Creation.OnceAsync(
            async again => await HasGroupAsync(type, again) ? Group : null,
            async first =>
            {
                await client.CreateGroupAsync(type, new(Group, "Lead scoring"), first);
                return Group;
            },
            token));

    SetupStep Create(NewField field)
    {
        var (type, fieldType) = Types(field.Type);
        var property = new NewProperty(field.Name, field.Label, field.Description, Group, type, fieldType)
        {
            Options = field.Type == FieldType.Flag ? [new("Yes", "true", 0), new("No", "false", 1)] : null,
        };
        return new($"create {field.FullName}, {type} ({fieldType}) \"{field.Label}\"", token => Creation.OnceAsync(
            async again => (await admin.ExistingAsync(field.Object, [field.Name], again)).FirstOrDefault(),
            async first =>
            {
                await client.CreatePropertyAsync(field.Object, property, first);
                return field.Name;
            },
            token));
    }

    static (string Type, string FieldType) Types(FieldType type) => type switch
    {
        FieldType.Flag => ("bool", "booleancheckbox"),
        FieldType.Number => ("number", "number"),
        FieldType.Time => ("datetime", "date"),
        _ => ("string", "textarea"),
    };
}

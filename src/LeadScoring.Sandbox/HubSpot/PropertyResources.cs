using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Properties and their groups.</summary>
sealed class PropertyResources(HubSpotPortal portal)
{
    static readonly string[] Types = ["bool", "enumeration", "date", "datetime", "string", "number"];
    readonly Dictionary<string, string> groups = new(StringComparer.Ordinal)
    {
        ["contactinformation"] = "Contact information",
        ["emailinformation"] = "Email information",
        ["conversioninformation"] = "Conversion information",
    };

    public static ApiReply List(PortalTable table) => ApiReply.Json(200, new { Results = table.Properties.Select(Shown).ToArray() });

    public static ApiReply One(PortalTable table, string name) => table.Property(name) is { } property
        ? ApiReply.Json(200, Shown(property))
        : throw HubSpotException.NotFound($"Property \"{name}\" does not exist");

    public ApiReply Create(ApiCall call, PortalTable table)
    {
        var body = call.Json();
        string Required(string name) => body.String(name) is { Length: > 0 } value ? value : throw HubSpotException.Invalid($"Invalid input JSON: {name} is required");

        var property = new PortalProperty(Required("name"), Required("label"), Required("type"), Required("fieldType"), Required("groupName"))
        {
            IsHubSpotDefined = false,
            Description = body.String("description") ?? "",
            Options = body.TryGetProperty("options", out var options)
                ? [.. options.EnumerateArray().Select(option => new PropertyOption(option.String("value") ?? "", option.String("label") ?? ""))]
                : [],
        };
        if (!Types.Contains(property.Type)) throw HubSpotException.Invalid($"type {property.Type} is none of {string.Join(", ", Types)}");
        // Guide "Properties": a booleancheckbox has the two options true and false.
        if (property.FieldType == "booleancheckbox" && !property.Options.Select(option => option.Value).Order().SequenceEqual(["false", "true"]))
            throw HubSpotException.Invalid("Boolean properties must have exactly two options, true and false");
        if (!groups.ContainsKey(property.GroupName)) throw HubSpotException.Invalid($"Property group {property.GroupName} does not exist");
        if (table.Property(property.Name) is not null) throw new HubSpotException(409, "CONFLICT", $"A property named '{property.Name}' already exists.");
        portal.AddProperty(table.Name, property);
        return ApiReply.Json(201, Shown(property));
    }

    public ApiReply Groups() => ApiReply.Json(200, new { Results = groups.Keys.Select(Group).ToArray() });

    public ApiReply GroupNamed(string name) => groups.ContainsKey(name)
        ? ApiReply.Json(200, Group(name))
        : throw HubSpotException.NotFound($"Property group \"{name}\" does not exist");

    public ApiReply CreateGroup(ApiCall call)
    {
        var body = call.Json();
        var name = body.String("name") ?? throw HubSpotException.Invalid("Invalid input JSON: name is required");
        if (!groups.TryAdd(name, body.String("label") ?? name)) throw new HubSpotException(409, "CONFLICT", $"A property group named '{name}' already exists.");
        return ApiReply.Json(201, Group(name));
    }

    object Group(string name) => new { Name = name, Label = groups[name], DisplayOrder = -1, Archived = false };

    static object Shown(PortalProperty property) => new
    {
        property.Name,
        property.Label,
        property.Type,
        property.FieldType,
        property.GroupName,
        property.Description,
        Options = property.Options.Select((option, place) => new { option.Label, option.Value, DisplayOrder = place, Hidden = false }).ToArray(),
        DisplayOrder = -1,
        Calculated = false,
        ExternalOptions = property.Name == "hubspot_owner_id",
        HasUniqueValue = false,
        Hidden = false,
        HubspotDefined = property.IsHubSpotDefined,
        FormField = !property.IsReadOnly,
        Archived = false,
        DataSensitivity = "non_sensitive",
        ModificationMetadata = new
        {
            Archivable = !property.IsHubSpotDefined,
            ReadOnlyDefinition = property.IsHubSpotDefined,
            ReadOnlyValue = property.IsReadOnly,
            ReadOnlyOptions = property.IsReadOnly,
        },
    };
}

using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Salesforce;

sealed record LayoutsReply
{
    public IReadOnlyList<Layout> Layouts { get; init => field = value ?? []; } = [];

    /// <summary>Every field of every layout, in whatever section it stands.</summary>
    public IEnumerable<string> Fields =>
        from layout in Layouts
        from section in layout.DetailLayoutSections.Concat(layout.EditLayoutSections)
        from row in section.LayoutRows
        from item in row.LayoutItems
        from component in item.LayoutComponents
        where component is { Type: "Field", Value: not null }
        select component.Value;
}

sealed record Layout
{
    public IReadOnlyList<LayoutSection> DetailLayoutSections { get; init => field = value ?? []; } = [];

    public IReadOnlyList<LayoutSection> EditLayoutSections { get; init => field = value ?? []; } = [];
}

sealed record LayoutSection
{
    public IReadOnlyList<LayoutRow> LayoutRows { get; init => field = value ?? []; } = [];
}

sealed record LayoutRow
{
    public IReadOnlyList<LayoutItem> LayoutItems { get; init => field = value ?? []; } = [];
}

sealed record LayoutItem
{
    public IReadOnlyList<LayoutComponent> LayoutComponents { get; init => field = value ?? []; } = [];
}

sealed record LayoutComponent
{
    public string? Type { get; init; }

    public string? Value { get; init; }
}

sealed record RootReply
{
    /// <summary>https://login.salesforce.com/id/ORG/USER.</summary>
    public string? Identity { get; init; }
}

sealed record CreateReply
{
    public string Id { get; init; } = "";
}

/// <summary>What is made through the Tooling API: a full name, and metadata as the Metadata API knows them.</summary>
sealed record Tooled<T>([property: JsonPropertyName("FullName")] string FullName, [property: JsonPropertyName("Metadata")] T Metadata);

sealed record CustomFieldMetadata(string Type, string Label, string Description, string InlineHelpText)
{
    /// <summary>A checkbox has to say what it is at first.</summary>
    public string? DefaultValue { get; init; }

    public int? Precision { get; init; }

    public int? Scale { get; init; }

    public int? Length { get; init; }
}

sealed record NotificationTypeMetadata(string CustomNotifTypeName, string MasterLabel, string Description, bool Desktop, bool Mobile);

/// <summary>Records carry the names of their fields as they are.</summary>
sealed record PermissionSetRecord(
    [property: JsonPropertyName("Name")] string Name,
    [property: JsonPropertyName("Label")] string Label,
    [property: JsonPropertyName("Description")] string Description);

sealed record FieldPermissionsRecord(
    [property: JsonPropertyName("ParentId")] string ParentId,
    [property: JsonPropertyName("SobjectType")] string SobjectType,
    [property: JsonPropertyName("Field")] string Field,
    [property: JsonPropertyName("PermissionsRead")] bool PermissionsRead = true,
    [property: JsonPropertyName("PermissionsEdit")] bool PermissionsEdit = true);

/// <summary>The body of a collections update.</summary>
sealed record Changes(IReadOnlyList<FieldPermissionsChange> Records);

sealed record FieldPermissionsChange(
    string Id,
    [property: JsonPropertyName("PermissionsRead")] bool PermissionsRead = true,
    [property: JsonPropertyName("PermissionsEdit")] bool PermissionsEdit = true)
{
    public RecordType Attributes { get; } = new("FieldPermissions");
}

sealed record RecordType(string Type);

sealed record AssignmentRecord(
    [property: JsonPropertyName("PermissionSetId")] string PermissionSetId,
    [property: JsonPropertyName("AssigneeId")] string AssigneeId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LayoutsReply))]
[JsonSerializable(typeof(RootReply))]
[JsonSerializable(typeof(CreateReply))]
[JsonSerializable(typeof(Tooled<CustomFieldMetadata>))]
[JsonSerializable(typeof(Tooled<NotificationTypeMetadata>))]
[JsonSerializable(typeof(PermissionSetRecord))]
[JsonSerializable(typeof(FieldPermissionsRecord))]
[JsonSerializable(typeof(AssignmentRecord))]
[JsonSerializable(typeof(Changes))]
sealed partial class SalesforceAdminJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace LeadScoring.Connector.HubSpot;

sealed record GroupsReply
{
    public IReadOnlyList<PropertyGroup> Results { get; init => field = value ?? []; } = [];
}

sealed record PropertyGroup
{
    public string Name { get; init; } = "";
}

/// <param name="DisplayOrder">-1: behind those with a place.</param>
sealed record NewGroup(string Name, string Label, int DisplayOrder = -1);

sealed record NewProperty(string Name, string Label, string Description, string GroupName, string Type, string FieldType)
{
    public IReadOnlyList<NewOption>? Options { get; init; }
}

sealed record NewOption(string Label, string Value, int DisplayOrder, bool Hidden = false);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GroupsReply))]
[JsonSerializable(typeof(NewGroup))]
[JsonSerializable(typeof(NewProperty))]
sealed partial class HubSpotAdminJson : JsonSerializerContext;

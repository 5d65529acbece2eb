using System.Text.Json.Serialization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.HubSpot;

/// <summary>The answer of search, batch read and batch update: rows, and errors of other rows under 200 or 207.</summary>
sealed record ObjectsReply
{
    public int? Total { get; init; }

    public IReadOnlyList<HubSpotObject> Results { get; init => field = value ?? []; } = [];

    public IReadOnlyList<RowError> Errors { get; init => field = value ?? []; } = [];

    public Paging? Paging { get; init; }
}

sealed record HubSpotObject
{
    public string Id { get; init; } = "";

    public CrmRow Properties { get; init => field = value ?? CrmRow.Empty; } = CrmRow.Empty;

    public IReadOnlyDictionary<string, IReadOnlyList<HistoryValue>?>? PropertiesWithHistory { get; init; }

    public string? ObjectWriteTraceId { get; init; }

    public string? CreatedAt { get; init; }

    public string? UpdatedAt { get; init; }
}

sealed record HistoryValue
{
    public string? Value { get; init; }

    public string? Timestamp { get; init; }
}

/// <summary>Records without any association may be left out, or be named among errors.</summary>
sealed record AssociationsReply
{
    public IReadOnlyList<Association> Results { get; init => field = value ?? []; } = [];
}

sealed record Association
{
    public ReadInput From { get; init => field = value ?? new(""); } = new("");

    /// <summary>Each with its id in toObjectId, or in id where the API is older.</summary>
    public IReadOnlyList<CrmRow> To { get; init => field = value ?? []; } = [];

    public Paging? Paging { get; init; }
}

sealed record RowError
{
    public string? Category { get; init; }

    public string? Message { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>?>? Context { get; init; }

    public bool Names(string what, string value) => Context?.GetValueOrDefault(what)?.Contains(value, StringComparer.Ordinal) == true;
}

sealed record Paging
{
    public NextPage? Next { get; init; }
}

sealed record NextPage
{
    public string? After { get; init; }
}

sealed record PropertiesReply
{
    public IReadOnlyList<Property> Results { get; init => field = value ?? []; } = [];
}

sealed record Property
{
    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    public string? FieldType { get; init; }

    public bool? Calculated { get; init; }

    public IReadOnlyList<PropertyOption> Options { get; init => field = value ?? []; } = [];

    public PropertyRights? ModificationMetadata { get; init; }
}

sealed record PropertyOption
{
    public string? Value { get; init; }
}

sealed record PropertyRights
{
    public bool ReadOnlyValue { get; init; }
}

sealed record OwnersReply
{
    public IReadOnlyList<HubSpotOwner> Results { get; init => field = value ?? []; } = [];

    public Paging? Paging { get; init; }
}

sealed record HubSpotOwner
{
    public string Id { get; init; } = "";

    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Type { get; init; }

    public bool Archived { get; init; }

    public IReadOnlyList<HubSpotTeam> Teams { get; init => field = value ?? []; } = [];
}

sealed record HubSpotTeam
{
    public string? Name { get; init; }
}

sealed record AccountReply
{
    public long? PortalId { get; init; }

    /// <summary>Where people open the account.</summary>
    public string? UiDomain { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(AssociationsRequest))]
[JsonSerializable(typeof(AssociationsReply))]
[JsonSerializable(typeof(UpdateRequest))]
[JsonSerializable(typeof(ObjectsReply))]
[JsonSerializable(typeof(PropertiesReply))]
[JsonSerializable(typeof(OwnersReply))]
[JsonSerializable(typeof(AccountReply))]
sealed partial class HubSpotJson : JsonSerializerContext;

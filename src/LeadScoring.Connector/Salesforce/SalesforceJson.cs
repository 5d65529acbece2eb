using System.Text.Json;
using System.Text.Json.Serialization;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Salesforce;

sealed record QueryReply
{
    public string? NextRecordsUrl { get; init; }

    /// <summary>Rows of the whole query.</summary>
    public int? TotalSize { get; init; }

    public IReadOnlyList<CrmRow> Records { get; init => field = value ?? []; } = [];
}

sealed record DescribeReply
{
    /// <summary>Whether the user may edit records of the object at all; null when it is not told.</summary>
    public bool? Updateable { get; init; }

    public IReadOnlyList<DescribedField> Fields { get; init => field = value ?? []; } = [];
}

/// <summary>A field. What stands in for Salesforce may leave members out: that says nothing, least of all no.</summary>
sealed record DescribedField
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string Type { get; init => field = value ?? ""; } = "";

    public int? Length { get; init; }

    public int? Scale { get; init; }

    public bool? Updateable { get; init; }

    public bool? Calculated { get; init; }

    public bool? AutoNumber { get; init; }

    /// <summary>Only a refusal of the CRM says that it is not, or what never can be written.</summary>
    [JsonIgnore]
    public bool IsWritable => Updateable ?? (Calculated != true && AutoNumber != true);

    /// <summary>Of a reference: how a query names the record it leads to.</summary>
    public string? RelationshipName { get; init; }

    /// <summary>Of a reference: the objects it may lead to.</summary>
    public IReadOnlyList<string> ReferenceTo { get; init => field = value ?? []; } = [];

    public IReadOnlyList<PicklistValue> PicklistValues { get; init => field = value ?? []; } = [];
}

sealed record PicklistValue
{
    public string? Value { get; init; }
}

/// <summary>The outcome of one row of a collections update; a failed one has no id.</summary>
sealed record SaveReply
{
    public bool Success { get; init; }

    public IReadOnlyList<SaveError> Errors { get; init => field = value ?? []; } = [];
}

sealed record SaveError
{
    public string? StatusCode { get; init; }

    public string? Message { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(QueryReply))]
[JsonSerializable(typeof(DescribeReply))]
[JsonSerializable(typeof(List<SaveReply>))]
sealed partial class SalesforceJson : JsonSerializerContext;

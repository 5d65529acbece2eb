using System.Globalization;
using System.Text.Json.Serialization;

namespace LeadScoring.Connector.HubSpot;

sealed record NewActivity(IReadOnlyDictionary<string, string> Properties, IReadOnlyList<NewAssociation> Associations);

sealed record NewAssociation(AssociationTarget To, IReadOnlyList<AssociationType> Types);

sealed record AssociationTarget(string Id);

/// <param name="AssociationTypeId">204: a task to a contact; 202: a note to a contact (guide "Associations").</param>
sealed record AssociationType(int AssociationTypeId, string AssociationCategory = "HUBSPOT_DEFINED");

sealed record AssociatedReply
{
    public IReadOnlyList<Associated> Results { get; init => field = value ?? []; } = [];

    public Paging? Paging { get; init; }
}

/// <summary>Older paths name the other record id, as text; newer ones toObjectId, as a number.</summary>
sealed record Associated
{
    public string? Id { get; init; }

    public long? ToObjectId { get; init; }

    public string? Other => ToObjectId?.ToString(CultureInfo.InvariantCulture) ?? Id;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(NewActivity))]
[JsonSerializable(typeof(AssociatedReply))]
sealed partial class HubSpotAlertJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace LeadScoring.Connector.Salesforce;

sealed record ActionRequest<T>(IReadOnlyList<T> Inputs);

/// <summary>Inputs of emailSimple (Actions Developer Guide, "Simple Email Actions").</summary>
sealed record EmailInput(string EmailAddresses, string EmailSubject, string EmailBody, string SenderType = "CurrentUser");

/// <summary>Inputs of customNotificationAction (Actions Developer Guide, "Custom Notification Actions").</summary>
sealed record NotificationInput(string CustomNotifTypeId, IReadOnlyList<string> RecipientIds, string Title, string Body, string TargetId);

sealed record ActionReply
{
    public bool IsSuccess { get; init; }

    public IReadOnlyList<SaveError> Errors { get; init => field = value ?? []; } = [];
}

/// <summary>
/// Records carry the names of their fields as they are. A date has no time of day. Status and priority are left to the org,
/// whose lists have names of its own.
/// </summary>
sealed record TaskRecord
{
    [JsonPropertyName("WhoId")]
    public required string WhoId { get; init; }

    /// <summary>Left out: the user that the connector signs in as.</summary>
    [JsonPropertyName("OwnerId")]
    public string? OwnerId { get; init; }

    [JsonPropertyName("Subject")]
    public required string Subject { get; init; }

    [JsonPropertyName("Description")]
    public required string Description { get; init; }

    [JsonPropertyName("ActivityDate")]
    public required string ActivityDate { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionRequest<EmailInput>))]
[JsonSerializable(typeof(ActionRequest<NotificationInput>))]
[JsonSerializable(typeof(List<ActionReply>))]
[JsonSerializable(typeof(TaskRecord))]
sealed partial class SalesforceAlertJson : JsonSerializerContext;

using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>An error of the whole request: status, message, correlationId, category, and context where it helps.</summary>
sealed class HubSpotException(int status, string category, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Category { get; } = category;

    public Dictionary<string, string[]>? Context { get; init; }

    public string? MissingScope { get; init; }

    public static HubSpotException Invalid(string message) => new(400, "VALIDATION_ERROR", message);

    public static HubSpotException NotFound(string message = "resource not found") => new(404, "OBJECT_NOT_FOUND", message);

    public static HubSpotException Properties(IEnumerable<PropertyError> errors) =>
        Invalid("Property values were not valid: " + JsonSerializer.Serialize(
            errors.Select(error => new { IsValid = false, error.Message, error.Error, error.Name, LocalizedErrorMessage = error.Message }), Wire.Options));
}

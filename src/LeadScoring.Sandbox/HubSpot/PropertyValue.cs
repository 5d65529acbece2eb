using System.Globalization;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>Why one property value was refused, in the words of the list inside a VALIDATION_ERROR's message.</summary>
public sealed record PropertyError(string Name, string Error, string Message);

/// <summary>Property values are text, or null when empty; moments are kept as 2026-03-02T09:00:00.123Z.</summary>
static class PropertyValue
{
    public static PropertyError? Check(PortalProperty property, string? value, out string? stored)
    {
        stored = string.IsNullOrEmpty(value) ? null : value;
        if (stored is null) return null;
        switch (property.Type)
        {
            case "number":
                return Number(stored) is null ? new(property.Name, "INVALID_INTEGER", $"{value} was not a valid number.") : null;
            case "datetime":
                if (Moment(stored) is not { } at) return new(property.Name, "INVALID_LONG", $"{value} was not a valid long.");
                stored = Format(at);
                return null;
            case "date":
                if (Moment(stored) is not { } day || day % 86_400_000 != 0) return new(property.Name, "INVALID_DATE", $"{value} is not at midnight UTC.");
                stored = Format(day)[..10];
                return null;
            case "bool" or "enumeration" when property.Options.Count > 0 && property.Options.All(option => option.Value != value):
                return new(property.Name, "INVALID_OPTION", $"{value} was not one of the allowed options: [{string.Join(", ", property.Options.Select(option => option.Value))}]");
            default:
                return stored.Length > 65_536 ? new(property.Name, "STRING_TOO_LONG", "Value is too long.") : null;
        }
    }

    public static string Format(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
        .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds since 1970 from either form that the API takes.</summary>
    public static long? Moment(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)) return milliseconds;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeMilliseconds() : null;
    }

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;
using System.Text.Json;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Pipeline;

/// <summary>
/// The written fields as the CRM shows them, as text, and how they compare with what is wanted: at the precision of the
/// CRM, and with nothing equal to zero, false and the empty text.
/// </summary>
static class Shown
{
    static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd"];

    public static string Pack(IEnumerable<string> fields, IReadOnlyDictionary<string, string?> values) => JsonSerializer.Serialize(
        fields.Where(field => !string.IsNullOrEmpty(values.GetValueOrDefault(field)))
            .ToDictionary(field => field, field => values[field], StringComparer.Ordinal));

    public static string Pack(IReadOnlyDictionary<string, string?> shown) => Pack(shown.Keys, shown);

    public static Dictionary<string, string?> Unpack(string packed) =>
        packed.Length <= 2 ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(packed) ?? [];

    public static bool Flag(string? shown) => string.Equals(shown, "true", StringComparison.OrdinalIgnoreCase) || shown == "1";

    /// <summary>The value as the CRM will show it once it is written; null when the field is cleared.</summary>
    public static string? Text(FieldValue value) => value switch
    {
        { IsEmpty: true } => null,
        { Type: FieldType.Flag } => value.Flag ? "true" : "false",
        { Type: FieldType.Number } => value.Number.ToString(CultureInfo.InvariantCulture),
        { Type: FieldType.Time } => value.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        { Type: FieldType.Day } => value.Time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.Text,
    };

    public static bool Differs(FieldValue wanted, string? shown) => wanted.Type switch
    {
        FieldType.Flag => !wanted.IsEmpty && wanted.Flag != Flag(shown),
        FieldType.Number => Number(shown) is not { } number || number != (wanted.IsEmpty ? 0 : wanted.Number),
        FieldType.Time or FieldType.Day => Seconds(shown, wanted.Type) != (wanted.IsEmpty ? null : Seconds(wanted.Time, wanted.Type)),
        _ => !string.Equals(wanted.IsEmpty ? "" : wanted.Text?.Trim(), shown?.Trim() ?? "", StringComparison.Ordinal),
    };

    static decimal? Number(string? shown) =>
        string.IsNullOrEmpty(shown) ? 0
        : decimal.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    static long? Seconds(string? shown, FieldType type)
    {
        if (string.IsNullOrEmpty(shown))
            return null;
        if (long.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            return Seconds(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), type);
        return DateTimeOffset.TryParseExact(
            shown, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? Seconds(time, type)
            : -1;
    }

    static long? Seconds(DateTimeOffset time, FieldType type) =>
        type == FieldType.Day ? new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeSeconds() : time.ToUnixTimeSeconds();
}

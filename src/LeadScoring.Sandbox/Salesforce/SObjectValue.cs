using System.Globalization;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// What a field may hold: text, bool, decimal, DateOnly or a DateTimeOffset of whole seconds; null where it is empty.
/// Empty text is null, as Salesforce stores it.
/// </summary>
static class SObjectValue
{
    /// <summary>The value as the field stores it, or the error that Salesforce gives for it.</summary>
    public static SaveError? Coerce(SObjectField field, object? value, out object? stored)
    {
        stored = Convert(field, value);
        if (stored is null)
        {
            if (value is not null and not "") return new("INVALID_TYPE_ON_FIELD_IN_RECORD", $"{field.Label}: value not of required type: {value}", field.Name);
            if (field.Type == SObjectFieldType.Boolean) stored = false;
            else if (!field.IsNillable) return new("REQUIRED_FIELD_MISSING", $"Required fields are missing: [{field.Name}]", field.Name);
            return null;
        }

        return stored is string text ? CheckText(field, text) : CheckNumber(field, stored);
    }

    public static DateTimeOffset WholeSeconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());

    public static string Format(object value) => value switch
    {
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => (string)value,
    };

    static object? Convert(SObjectField field, object? value) => value switch
    {
        null or "" => null,
        _ when field.IsId => value is string id ? SalesforceId.Normalize(id) ?? id : null,
        _ when field.IsText => System.Convert.ToString(value, CultureInfo.InvariantCulture),
        _ when field.IsNumber => Number(value) is { } number ? Scaled(field, number) : null,
        _ => (field.Type, value) switch
        {
            (SObjectFieldType.Boolean, bool) => value,
            (SObjectFieldType.Boolean, string text) => bool.TryParse(text, out var flag) ? flag : null,
            (SObjectFieldType.DateTime, DateTimeOffset at) => WholeSeconds(at.ToUniversalTime()),
            (SObjectFieldType.DateTime, string text) => Moment(text),
            (SObjectFieldType.Date, DateOnly) => value,
            (SObjectFieldType.Date, string text) => DateOnly.TryParse(text.Split('T')[0], CultureInfo.InvariantCulture, out var day) ? day : null,
            _ => null,
        },
    };

    // A decimal remembers how it was written: whole numbers without a point, the others with one, as the API shows them.
    static object Scaled(SObjectField field, decimal number) =>
        field.Type == SObjectFieldType.Whole ? decimal.Truncate(number) : number.Scale == 0 ? number * 1.0m : number;

    static decimal? Number(object value) => value switch
    {
        string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        bool => null,
        IConvertible => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    static object? Moment(string text) => text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? WholeSeconds(at)
            : null;

    static SaveError? CheckText(SObjectField field, string text)
    {
        if (field.IsId) return SalesforceId.Normalize(text) is null ? new("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", field.Name) : null;
        if (field.Length > 0 && text.Length > field.Length)
            return new("STRING_TOO_LONG", $"{field.Label}: data value too large: {text} (max length={field.Length})", field.Name);
        if (field.IsRestricted && field.Values.All(option => option.Value != text))
            return new("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", $"{field.Label}: bad value for restricted picklist field: {text}", field.Name);
        return field.Type == SObjectFieldType.Email && !text.Contains('@', StringComparison.Ordinal)
            ? new("INVALID_EMAIL_ADDRESS", $"{field.Label}: invalid email address: {text}", field.Name)
            : null;
    }

    static SaveError? CheckNumber(SObjectField field, object stored) =>
        stored is decimal number && field.Precision > 0 && Math.Abs(number) >= (decimal)Math.Pow(10, field.Precision - field.Scale)
            ? new("NUMBER_OUTSIDE_VALID_RANGE", $"{field.Label}: value outside of valid range on numeric field: {Format(number)}", field.Name)
            : null;
}

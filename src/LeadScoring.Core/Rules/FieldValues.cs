using System.Globalization;

namespace LeadScoring.Core.Rules;

/// <summary>How values of CRM fields, which are texts here, are read and compared.</summary>
static class FieldValues
{
    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Exactly the same text, or the same number: CRMs write 5 and 5.0.</summary>
    public static bool Same(string? one, string? other) =>
        one == other || (Number(one) is { } number && number == Number(other));
}

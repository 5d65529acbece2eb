using System.Globalization;
using System.Text.RegularExpressions;

namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>Turns one comparison into a test of a field's value. Text compares without case, as in the platform.</summary>
static class SoqlFilter
{
    public static Func<object?, bool> Test(string soql, SObjectField field, Comparison comparison, DateTimeOffset now)
    {
        if (!field.IsFilterable) throw SoqlError.Field(soql, comparison.Field.Position, $"field '{field.Name}' can not be filtered in a query call");
        if (comparison.Operator == "LIKE") return Like(soql, field, comparison);
        if (comparison.Values is [{ Kind: LiteralKind.Named } named]) return Within(soql, field, comparison, DateLiteral.Span(named.Text, now));

        var values = comparison.Values.Select(literal => Value(soql, field, literal)).ToArray();
        var first = values.FirstOrDefault();
        return comparison.Operator switch
        {
            "=" => value => Same(value, first),
            "!=" => value => !Same(value, first),
            "<" => value => value is not null && first is not null && Compare(value, first) < 0,
            "<=" => value => value is not null && first is not null && Compare(value, first) <= 0,
            ">" => value => value is not null && first is not null && Compare(value, first) > 0,
            ">=" => value => value is not null && first is not null && Compare(value, first) >= 0,
            "IN" => OneOf(values),
            _ => value => !OneOf(values)(value),
        };
    }

    public static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) when a.Length == 18 && b.Length == 18 => string.CompareOrdinal(a, b),
        (string a, string b) => string.Compare(a, b, StringComparison.OrdinalIgnoreCase),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (IComparable a, _) => a.CompareTo(right),
        _ => 0,
    };

    public static Func<object?, bool> OneOf(IReadOnlyCollection<object?> values)
    {
        var set = values.OfType<object>().Select(Key).ToHashSet();
        var hasNull = values.Contains(null);
        return value => value is null ? hasNull : set.Contains(Key(value));
    }

    public static object? Value(string soql, SObjectField field, Literal literal)
    {
        if (literal.Kind == LiteralKind.Null) return null;
        return field.Type switch
        {
            SObjectFieldType.Boolean => Expect(LiteralKind.Boolean, "boolean") ? literal.Text.Equals("true", StringComparison.OrdinalIgnoreCase) : null,
            SObjectFieldType.DateTime => Expect(LiteralKind.DateTime, "dateTime") ? DateTimeOffset.Parse(literal.Text, CultureInfo.InvariantCulture) : null,
            SObjectFieldType.Date => Expect(LiteralKind.Date, "date") ? DateOnly.Parse(literal.Text, CultureInfo.InvariantCulture) : null,
            _ when field.IsNumber => Expect(LiteralKind.Number, "double") ? decimal.Parse(literal.Text, CultureInfo.InvariantCulture) : null,
            _ when field.IsId => Expect(LiteralKind.Text, "string") ? Id(literal) : null,
            _ => Expect(LiteralKind.Text, "string") ? literal.Text.Replace("\\_", "_", StringComparison.Ordinal).Replace("\\%", "%", StringComparison.Ordinal) : null,
        };

        bool Expect(LiteralKind kind, string type) => literal.Kind == kind ? true : throw SoqlError.Field(soql, literal.Position,
            $"value of filter criterion for field '{field.Name}' must be of type {type} and should {(kind == LiteralKind.Text ? "" : "not ")}be enclosed in quotes");

        // FieldDefinition is asked by EntityDefinitionId = 'Lead', which is no record id.
        string Id(Literal text) => SalesforceId.Normalize(text.Text)
            ?? (field.Name == "EntityDefinitionId" || text.Text.Length == 0 ? text.Text
                : throw new SalesforceException(400, "INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {text.Text}"));
    }

    static bool Same(object? value, object? other) =>
        value is null || other is null or "" ? value is null && other is null or "" : Compare(value, other) == 0;

    static object Key(object value) => value is string { Length: not 18 } text ? text.ToUpperInvariant() : value;

    static Func<object?, bool> Like(string soql, SObjectField field, Comparison comparison)
    {
        if (!field.IsText) throw SoqlError.Field(soql, comparison.Field.Position, $"invalid operator on {field.Type.ToString().ToLowerInvariant()} field");
        if (comparison.Values is not [{ Kind: LiteralKind.Text } literal]) throw SoqlError.Field(soql, comparison.Field.Position, "value of LIKE must be quoted");

        var pattern = Regex.Escape(literal.Text).Replace(@"\\%", "\u0001", StringComparison.Ordinal).Replace(@"\\_", "\u0002", StringComparison.Ordinal)
            .Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal)
            .Replace("\u0001", "%", StringComparison.Ordinal).Replace("\u0002", "_", StringComparison.Ordinal);
        var regex = new Regex($"^{pattern}$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return value => value is string text && regex.IsMatch(text);
    }

    static Func<object?, bool> Within(string soql, SObjectField field, Comparison comparison, (DateTimeOffset From, DateTimeOffset To) span)
    {
        if (field.Type is not (SObjectFieldType.DateTime or SObjectFieldType.Date))
            throw SoqlError.Field(soql, comparison.Field.Position, $"value of filter criterion for field '{field.Name}' must not be a date");

        return value =>
        {
            var at = value is DateOnly day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : value as DateTimeOffset?;
            return at is null ? comparison.Operator == "!=" : comparison.Operator switch
            {
                "=" => at >= span.From && at < span.To,
                "!=" => at < span.From || at >= span.To,
                "<" => at < span.From,
                "<=" => at < span.To,
                ">" => at >= span.To,
                _ => at >= span.From,
            };
        };
    }
}

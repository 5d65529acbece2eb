namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// Turns one filter into a test of a record. Numbers and moments compare as such; enumerations with case, other text without;
/// the values of IN must be lower case for text (guide "Search the CRM"). An empty property passes only NOT_HAS_PROPERTY. [unverified for NEQ]
/// </summary>
static class SearchTest
{
    public static Func<PortalVersion, bool> Of(PortalTable table, SearchFilter filter)
    {
        if (table.Property(filter.Property) is not { } property)
            throw HubSpotException.Invalid($"There was a problem with the request. Property '{filter.Property}' does not exist for {table.Name}");
        // Contacts have this property, but a filter on it finds nothing. [seen by third parties]
        if (table.Name == "contacts" && filter.Property == "hs_lastmodifieddate") return _ => false;

        var slot = table.SlotOf(filter.Property);
        switch (filter.Operator)
        {
            case "HAS_PROPERTY": return version => version[slot] is not null;
            case "NOT_HAS_PROPERTY": return version => version[slot] is null;
            case "CONTAINS_TOKEN" or "NOT_CONTAINS_TOKEN":
                var token = Required(filter.Value, filter).Trim('*');
                var negated = filter.Operator == "NOT_CONTAINS_TOKEN";
                return version => version[slot] is { } text && text.Contains(token, StringComparison.OrdinalIgnoreCase) != negated;
            default:
                return property.Type is "number" or "datetime" or "date"
                    ? Ordered(table, property, slot, filter)
                    : Text(property, slot, filter);
        }
    }

    /// <summary>What a filter on the modification stamp confines it to, in milliseconds; everything for another filter.</summary>
    public static (long From, long To) Range(PortalTable table, SearchFilter filter)
    {
        if (filter.Property != table.ModifiedProperty || filter.Value is null || PropertyValue.Moment(filter.Value) is not { } at) return (long.MinValue, long.MaxValue);
        return filter.Operator switch
        {
            "GTE" or "GT" => (at, long.MaxValue),
            "LTE" or "LT" => (long.MinValue, at),
            "EQ" => (at, at),
            "BETWEEN" when filter.HighValue is not null && PropertyValue.Moment(filter.HighValue) is { } high => (at, high),
            _ => (long.MinValue, long.MaxValue),
        };
    }

    /// <summary>Whether <see cref="Range"/> says all that the filter asks for.</summary>
    public static bool IsRange(PortalTable table, SearchFilter filter) =>
        filter.Operator is "GTE" or "LTE" or "EQ" or "BETWEEN" && Range(table, filter) is not (long.MinValue, long.MaxValue);

    public static Func<PortalVersion, double?> Key(PortalTable table, PortalProperty property)
    {
        if (property.Name == "hs_object_id") return version => version.Id;
        if (property.Name == table.ModifiedProperty) return version => version.Modified;
        if (property.Name is "createdate" or "hs_createdate") return version => version.Created;
        var slot = table.SlotOf(property.Name);
        return property.Type == "number"
            ? version => version[slot] is { } text ? PropertyValue.Number(text) : null
            : version => version[slot] is { } text ? PropertyValue.Moment(text) : null;
    }

    static Func<PortalVersion, bool> Ordered(PortalTable table, PortalProperty property, int slot, SearchFilter filter)
    {
        var key = Key(table, property);
        double Parse(string? text) =>
            (property.Type == "number" ? PropertyValue.Number(Required(text, filter)) : PropertyValue.Moment(Required(text, filter)))
            ?? throw HubSpotException.Invalid($"Invalid value {text} for {property.Name}");

        if (filter.Operator is "IN" or "NOT_IN")
        {
            var set = filter.Values.Select(Parse).ToHashSet();
            return version => key(version) is { } value && set.Contains(value) == (filter.Operator == "IN");
        }

        var (low, high) = (Parse(filter.Value), filter.Operator == "BETWEEN" ? Parse(filter.HighValue) : 0);
        return filter.Operator switch
        {
            "EQ" => version => key(version) is { } value && value.Equals(low),
            "NEQ" => version => key(version) is { } value && !value.Equals(low),
            "LT" => version => key(version) < low,
            "LTE" => version => key(version) <= low,
            "GT" => version => key(version) > low,
            "GTE" => version => key(version) >= low,
            "BETWEEN" => version => key(version) is { } value && value >= low && value <= high,
            _ => throw Unknown(filter),
        };
    }

    static Func<PortalVersion, bool> Text(PortalProperty property, int slot, SearchFilter filter)
    {
        var comparison = property.Type == "string" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (filter.Operator is "IN" or "NOT_IN")
        {
            if (filter.Values.Count == 0) throw HubSpotException.Invalid($"values are required for {filter.Operator}");
            var set = filter.Values.ToHashSet(StringComparer.Ordinal);
            return version => version[slot] is { } text
                && set.Contains(property.Type == "string" ? text.ToLowerInvariant() : text) == (filter.Operator == "IN");
        }

        var other = Required(filter.Value, filter);
        return filter.Operator switch
        {
            "EQ" => version => string.Equals(version[slot], other, comparison),
            "NEQ" => version => version[slot] is { } text && !text.Equals(other, comparison),
            "LT" or "LTE" or "GT" or "GTE" => version => version[slot] is { } text && Holds(filter.Operator, string.Compare(text, other, comparison)),
            "BETWEEN" => version => version[slot] is { } text && string.Compare(text, other, comparison) >= 0
                && string.Compare(text, filter.HighValue, comparison) <= 0,
            _ => throw Unknown(filter),
        };
    }

    static bool Holds(string name, int sign) => name switch { "LT" => sign < 0, "LTE" => sign <= 0, "GT" => sign > 0, _ => sign >= 0 };

    static string Required(string? value, SearchFilter filter) =>
        value ?? throw HubSpotException.Invalid($"operator {filter.Operator} requires a value for {filter.Property}");

    static HubSpotException Unknown(SearchFilter filter) => HubSpotException.Invalid($"Invalid operator {filter.Operator}");
}

namespace LeadScoring.Connector.Store;

/// <summary>What another database would say in other words.</summary>
static class Dialect
{
    /// <summary>The values of the parameter @values, a JSON array: any number of them without changing the text of a query.</summary>
    public const string Values = "select value from json_each(@values)";

    /// <summary>The same for a parameter of another name.</summary>
    public static string ValuesOf(string parameter) => $"select value from json_each(@{parameter})";

    /// <summary>A condition that the column is in the parameter @only, a JSON array; none where any value will do.</summary>
    public static string Only(string column, IReadOnlySet<string>? only) =>
        only is null ? "" : $"and {column} in (select value from json_each(@only))";

    /// <summary>What a lead shows, a JSON object, without the field @field.</summary>
    public const string ShownWithoutField = """json_remove(shown, '$."' || @field || '"')""";

    /// <summary>The greater of two values; greatest(a, b) in PostgreSQL, where max is an aggregate only.</summary>
    public static string Greatest(string one, string other) => $"max({one}, {other})";

    /// <summary>The lesser of two values; least(a, b) in PostgreSQL, where min is an aggregate only.</summary>
    public static string Least(string one, string other) => $"min({one}, {other})";
}

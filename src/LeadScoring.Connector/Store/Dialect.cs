namespace LeadScoring.Connector.Store;

/// <summary>What another database would say in other words.</summary>
static class Dialect
{
    /// <summary>The values of the parameter @values, a JSON array: any number of them without changing the text of a query.</summary>
    public const string Values = "select value from json_each(@values)";

    /// <summary>The same for a parameter of another name.</summary>
    public static string ValuesOf(string parameter) => $"select value from json_each(@{parameter})";
}

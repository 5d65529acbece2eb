namespace LeadScoring.Sandbox.Salesforce.Soql;

/// <summary>The errors of a query, with the place, in the platform's layout.</summary>
static class SoqlError
{
    const string Advice = "Please reference your WSDL or the describe call for the appropriate names.";

    public static SalesforceException Malformed(string soql, int position, string message) => At("MALFORMED_QUERY", soql, position, message);

    public static SalesforceException Field(string soql, int position, string message) => At("INVALID_FIELD", soql, position, message);

    public static SalesforceException NoSuchColumn(string soql, SoqlPath path, string column, string entity) => Field(soql, path.Position,
        $"No such column '{column}' on entity '{entity}'. "
        + $"If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. {Advice}");

    public static SalesforceException NoSuchRelationship(string soql, SoqlPath path, string relationship) => Field(soql, path.Position,
        $"Didn't understand relationship '{relationship}' in field path. "
        + $"If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. {Advice}");

    public static SalesforceException NoSuchChildren(string soql, SoqlQuery child) => At("INVALID_TYPE", soql, child.FromPosition,
        $"Didn't understand relationship '{child.From}' in FROM part of query call. "
        + $"If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. {Advice}");

    public static SalesforceException NoSuchType(string soql, string type) => At("INVALID_TYPE", soql, soql.IndexOf(type, StringComparison.Ordinal),
        $"sObject type '{type}' is not supported. "
        + $"If you are attempting to use a custom object, be sure to append the '__c' after the entity name. {Advice}");

    static SalesforceException At(string code, string soql, int position, string message)
    {
        var place = Math.Clamp(position, 0, soql.Length);
        var excerpt = soql[Math.Max(0, place - 30)..Math.Min(soql.Length, place + 30)];
        return new(400, code, $"\n{excerpt}\n{new string(' ', Math.Min(30, place))}^\nERROR at Row:1:Column:{place + 1}\n{message}");
    }
}

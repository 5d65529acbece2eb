namespace LeadScoring.Sandbox.Salesforce;

/// <summary>An error that fails the whole request: <c>[{message, errorCode}]</c>.</summary>
sealed class SalesforceException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static SalesforceException NotFound() => new(404, "NOT_FOUND", "The requested resource does not exist");

    public static SalesforceException Parser(string message) => new(400, "JSON_PARSER_ERROR", message);
}

/// <summary>Why one record was not saved.</summary>
public sealed record SaveError(string StatusCode, string Message, params string[] Fields);

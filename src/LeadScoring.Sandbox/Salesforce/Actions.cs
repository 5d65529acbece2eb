using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.Salesforce;

/// <summary>
/// Standard actions emailSimple and customNotificationAction (Actions Developer Guide): inputs are checked as the guide says,
/// and what is accepted can be looked at in the org. One that fails answers 400 with the errors of each input. [unverified]
/// </summary>
sealed class Actions(SalesforceOrg org)
{
    const int MostMailRecipients = 150;
    const int LongestTitle = 250;
    const int LongestBody = 750;

    public ApiReply Answer(ApiCall call)
    {
        var name = call.Path[^1];
        if (!call.Json().TryGetProperty("inputs", out var inputs) || inputs.ValueKind != JsonValueKind.Array)
            throw new SalesforceException(400, "JSON_PARSER_ERROR", "inputs is required");

        SaveError?[] results = [.. inputs.EnumerateArray().Select(input => name == "emailSimple" ? Mail(input) : Notify(input))];
        return ApiReply.Json(Array.TrueForAll(results, error => error is null) ? 200 : 400, results.Select(error => new
        {
            ActionName = name,
            Errors = error is null ? null : new[] { new { error.StatusCode, error.Message, error.Fields } },
            IsSuccess = error is null,
            OutputValues = (object?)null,
        }).ToArray());
    }

    /// <summary>Page "Simple Email Actions". Without sender type the org's own rules choose one; ours always says.</summary>
    SaveError? Mail(JsonElement input)
    {
        string[] to = [.. Text(input, "emailAddresses").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), .. List(input, "emailAddressesArray")];
        if (to.Length == 0) return Missing("emailAddresses");
        if (to.Length > MostMailRecipients) return new("INVALID_API_INPUT", "Too many recipients", ["emailAddresses"]);
        if (Array.Find(to, address => !address.Contains('@', StringComparison.Ordinal)) is not null)
            return new("INVALID_EMAIL_ADDRESS", "Email address is invalid", ["emailAddresses"]);
        if (Text(input, "emailSubject").Length == 0) return Missing("emailSubject");
        if (Text(input, "emailBody").Length == 0) return Missing("emailBody");

        org.Deliver(new SentMail(to, Text(input, "emailSubject"), Text(input, "emailBody")));
        return null;
    }

    /// <summary>Page "Custom Notification Actions": the type, up to 500 recipients, title, body, and a target.</summary>
    SaveError? Notify(JsonElement input)
    {
        var type = Text(input, "customNotifTypeId");
        if (org.FindTable("CustomNotificationType") is not { } types || SalesforceOrg.Find(types, type) is null)
            return new("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", ["customNotifTypeId"]);

        var recipients = List(input, "recipientIds");
        if (recipients.Length is 0 or > 500) return Missing("recipientIds");
        var (title, body) = (Text(input, "title"), Text(input, "body"));
        if (title.Length is 0 or > LongestTitle) return new("INVALID_API_INPUT", "title is required, 250 characters at most", ["title"]);
        if (body.Length is 0 or > LongestBody) return new("INVALID_API_INPUT", "body is required, 750 characters at most", ["body"]);
        var target = Text(input, "targetId");
        if (target.Length == 0 && Text(input, "targetPageRef").Length == 0) return Missing("targetId");

        org.Deliver(new SentNotification(recipients, title, body, target));
        return null;
    }

    static SaveError Missing(string field) => new("REQUIRED_FIELD_MISSING", $"Missing required input parameter: {field}", [field]);

    static string Text(JsonElement input, string name) =>
        input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    static string[] List(JsonElement input, string name) => input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select(item => item.GetString() ?? "")]
        : [];
}

using System.Text.Json;
using LeadScoring.Sandbox.Http;
using LeadScoring.Sandbox.HubSpot;

namespace LeadScoring.Sandbox;

/// <summary>
/// The operator's back door on both ports: POST /sandbox/control changes records as a person would,
/// or says where HubSpot's webhooks go; GET /sandbox/requests counts the calls. HubSpot's contacts go by the object "contacts".
/// </summary>
sealed class Control(World world, RequestLog log)
{
    public ApiReply Answer(ApiCall call)
    {
        try
        {
            return (call.Method, call.Path) switch
            {
                ("GET", ["sandbox", "requests"]) => ApiReply.Json(200, new { log.Total, Kinds = log.ByKind() }),
                ("POST", ["sandbox", "control"]) => Change(call.Json()),
                _ => ApiReply.Json(404, new { Message = "POST /sandbox/control or GET /sandbox/requests" }),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or UriFormatException)
        {
            return ApiReply.Json(400, new { wrong.Message });
        }
    }

    ApiReply Change(JsonElement body)
    {
        if (body.TryGetProperty("webhooks", out var webhooks)) Subscribe(webhooks);
        var created = Each(body, "create").Select(Create).ToArray();
        foreach (var item in Each(body, "set")) Set(Text(item, "object"), Text(item, "id"), Text(item, "field"), item.GetProperty("value"));
        foreach (var item in Each(body, "touch")) Touch(Text(item, "object"), Text(item, "id"));
        foreach (var item in Each(body, "delete")) Delete(Text(item, "object"), Text(item, "id"));
        foreach (var item in Each(body, "associate")) world.HubSpot.Associate(Text(item, "object"), Text(item, "id"), Text(item, "contact"));
        foreach (var item in Each(body, "convert")) world.Salesforce.ConvertLead(Text(item, "id"));
        return ApiReply.Json(200, new { Created = created });
    }

    /// <summary>{ "url", "secret", "repeat", "shuffle", "generic" }; null ends the subscription.</summary>
    void Subscribe(JsonElement item) => world.HubSpot.Webhooks = item.ValueKind == JsonValueKind.Null
        ? null
        : new(new Uri(Text(item, "url")), item.TryGetProperty("secret", out var secret) ? Scalar(secret) ?? "" : WebhookTarget.SomeSecret)
        {
            Repeats = Flag(item, "repeat"),
            Shuffles = Flag(item, "shuffle"),
            IsGeneric = Flag(item, "generic"),
        };

    string Create(JsonElement item)
    {
        var values = item.GetProperty("values").EnumerateObject().ToDictionary(value => value.Name, value => Scalar(value.Value));
        var type = Text(item, "object");
        return IsHubSpot(type)
            ? world.HubSpot.Create(type, values)
            : world.Salesforce.Create(type, values.ToDictionary(value => value.Key, value => (object?)value.Value));
    }

    void Set(string type, string id, string field, JsonElement value)
    {
        if (IsHubSpot(type)) world.HubSpot.SetProperty(type, id, field, Scalar(value), "CRM_UI", at: null);
        else world.Salesforce.SetField(type, id, field, Scalar(value));
    }

    void Touch(string type, string id)
    {
        if (IsHubSpot(type)) world.HubSpot.Touch(type, id, at: null);
        else world.Salesforce.Touch(type, id);
    }

    void Delete(string type, string id)
    {
        if (IsHubSpot(type)) world.HubSpot.Delete(type, id);
        else world.Salesforce.Delete(type, id);
    }

    bool IsHubSpot(string type) => world.HubSpot.FindTable(type) is not null;

    static IEnumerable<JsonElement> Each(JsonElement body, string name) => body.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    static bool Flag(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.GetBoolean();

    static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? throw new JsonException($"{name} is required");

    static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}

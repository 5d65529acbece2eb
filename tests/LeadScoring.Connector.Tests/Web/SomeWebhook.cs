using System.Text;
using LeadScoring.Connector.Web;

namespace LeadScoring.Connector.Tests.Web;

/// <summary>A webhook as HubSpot sends it to https://hooks.example.com, signed at noon, unless a test says otherwise.</summary>
static class SomeWebhook
{
    public const string Secret = "client-secret";

    public const string Target = "/webhooks/hubspot/main";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Uri Public = new("https://hooks.example.com");

    public static string Notice(string id = "101", string type = "contact.propertyChange", string more = "") =>
        $$"""{"eventId":1,"subscriptionType":"{{type}}","objectId":{{id}},"propertyName":"hs_lead_status","propertyValue":"CONNECTED"{{more}}}""";

    public static SignedRequest Request(
        string? body = null, DateTimeOffset? at = null, string secret = Secret, string target = Target)
    {
        var timestamp = (at ?? Noon).ToUnixTimeMilliseconds().ToString();
        var bytes = Encoding.UTF8.GetBytes(body ?? $"[{Notice()}]");
        var signature = WebhookSignature.Sign(secret, "POST", "https://hooks.example.com" + target, bytes, timestamp);
        return new("POST", target, bytes, timestamp, Convert.ToBase64String(signature));
    }
}

using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Connector.Web;

/// <summary>
/// HubSpot's signature, version 3: HMAC-SHA256 with the app's client secret over method, full public address, raw body
/// and timestamp. Source: HubSpot's page "Validating requests".
/// </summary>
static class WebhookSignature
{
    /// <summary>The characters that HubSpot signs as themselves although they came encoded.</summary>
    static readonly (string Encoded, string Plain)[] Decoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("),
        ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];

    /// <param name="address">As it was called, percent-encoded.</param>
    /// <param name="timestamp">Unix milliseconds, as they stand in the header.</param>
    public static byte[] Sign(string secret, string method, string address, ReadOnlySpan<byte> body, string timestamp)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes(method + Decode(address)));
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        return hash.GetHashAndReset();
    }

    static string Decode(string address) => Decoded.Aggregate(
        address, (text, character) => text.Replace(character.Encoded, character.Plain, StringComparison.OrdinalIgnoreCase));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// Names a crossing the same way however often it is worked out: Message-ID, idempotency key and marker follow from it.
/// </summary>
static class CrossingId
{
    const int Length = 24;

    /// <param name="origin">Object and record, as they stand in the keys of the ledger.</param>
    public static string Of(string connection, string origin, DateTimeOffset at) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"{connection}\n{origin}\n{at.ToUnixTimeMilliseconds()}"));

    /// <summary>Of what is told once: a crossing on a channel to a recipient, or many of them in a digest.</summary>
    public static string OfAlert(params IEnumerable<string> parts) => Hash(string.Join('\n', parts));

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
}

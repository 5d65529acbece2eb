using System.Globalization;
using System.Security.Cryptography;

namespace LeadScoring.Connector.Web;

/// <summary>What a webhook says of itself.</summary>
/// <param name="Target">Path and query as they were called, percent-encoded.</param>
/// <param name="Timestamp">The header; null when it is missing.</param>
/// <param name="Signature">The header; null when it is missing.</param>
sealed record SignedRequest(string Method, string Target, ReadOnlyMemory<byte> Body, string? Timestamp, string? Signature);

enum WebhookVerdict
{
    Genuine,

    /// <summary>Genuine, and seen before: HubSpot gives every attempt a new timestamp, so somebody plays it back.</summary>
    Repeated,

    /// <summary>Too old, or from the future.</summary>
    Untimely,
    Forged,
}

/// <summary>
/// Judges the webhooks of one connection. Signatures are remembered for as long as their timestamp is accepted; what was
/// seen is forgotten with the process, which costs a read at worst.
/// </summary>
sealed class WebhookCheck(string secret, Uri publicAddress)
{
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    readonly string address = publicAddress.AbsoluteUri.TrimEnd('/');
    readonly Lock gate = new();
    readonly Dictionary<string, DateTimeOffset> seen = new(StringComparer.Ordinal);
    readonly Queue<string> order = new();

    public WebhookVerdict Judge(SignedRequest request, DateTimeOffset now)
    {
        if (request.Timestamp is not { } text || Time(text) is not { } at)
            return WebhookVerdict.Forged;

        var expected = WebhookSignature.Sign(secret, request.Method, address + request.Target, request.Body.Span, text);
        if (!CryptographicOperations.FixedTimeEquals(expected, Bytes(request.Signature)))
            return WebhookVerdict.Forged;
        if ((now - at).Duration() > Tolerance)
            return WebhookVerdict.Untimely;
        return IsNew(Convert.ToBase64String(expected), at, now) ? WebhookVerdict.Genuine : WebhookVerdict.Repeated;
    }

    static DateTimeOffset? Time(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    static ReadOnlySpan<byte> Bytes(string? signature)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(signature ?? "", bytes, out var length) ? bytes.AsSpan(0, length) : [];
    }

    /// <summary>Only genuine signatures come here, so nobody else can fill the memory.</summary>
    bool IsNew(string signature, DateTimeOffset at, DateTimeOffset now)
    {
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && seen[oldest] + Tolerance < now)
                seen.Remove(order.Dequeue());
            if (!seen.TryAdd(signature, at))
                return false;

            order.Enqueue(signature);
            return true;
        }
    }
}

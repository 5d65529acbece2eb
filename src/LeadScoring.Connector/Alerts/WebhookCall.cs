using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LeadScoring.Connector.Alerts;

/// <summary>
/// A call to an address of the customer's: {"text"}, which Slack, Mattermost, Rocket.Chat and Teams show, beside the same
/// things one by one. Signed so that the receiver can tell who calls and that it is not an old call played again:
/// X-Lead-Scoring-Signature is v1= and the hexadecimal HMAC-SHA256 of the timestamp, a full stop and the body.
/// </summary>
sealed class WebhookCall(Uri url, string secret, TimeProvider time, HttpMessageHandler? network = null) : IAlertSender, IDisposable
{
    public const string IdHeader = "Idempotency-Key";

    public const string TimestampHeader = "X-Lead-Scoring-Timestamp";

    public const string SignatureHeader = "X-Lead-Scoring-Signature";

    /// <summary>The most bytes of an answer that are kept to be read by a person.</summary>
    const int LongestAnswer = 500;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    readonly HttpClient client = new(network ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: network is null)
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool CanLookUp => false;

    public bool IsOfRecord => false;

    public Task<bool> IsThereAsync(AlertLetter letter, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>A stop does not cut a call under way: its outcome has to be stored.</summary>
    public async Task<AlertOutcome> SendAsync(AlertLetter letter, CancellationToken cancellationToken)
    {
        using var request = Request(letter);
        using var ending = new CancellationTokenSource(Patience, time);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return response.IsSuccessStatusCode
                ? AlertOutcome.Sent
                : Told(response.StatusCode, await WordsAsync(response.Content, ending.Token));
        }
        catch (HttpRequestException failure)
        {
            return new(AlertResult.Unknown, "HTTP_UNREACHABLE", failure.HttpRequestError.ToString());
        }
        catch (OperationCanceledException)
        {
            return new(AlertResult.Unknown, "HTTP_TIMEOUT");
        }
    }

    public void Dispose() => client.Dispose();

    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{timestamp}."));
        hash.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>An address that is gone or not allowed may be put right by a person; what is wrong with the call itself stays.</summary>
    static AlertOutcome Told(HttpStatusCode status, string answer)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"HTTP_{(int)status}");
        var refused = status is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity;
        return new(refused ? AlertResult.Refused : AlertResult.Failed, code, answer);
    }

    /// <summary>The beginning of an answer, whatever it says of its length and letters; empty when it breaks off.</summary>
    static async Task<string> WordsAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var words = new byte[LongestAnswer];
            return Encoding.UTF8.GetString(words, 0, await stream.ReadAtLeastAsync(words, LongestAnswer, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException)
        {
            return "";
        }
    }

    HttpRequestMessage Request(AlertLetter letter)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(WebhookBody.Of(letter), WebhookJson.Default.WebhookBody);
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(IdHeader, letter.Id);
        request.Headers.Add(TimestampHeader, timestamp);
        if (secret.Length > 0)
            request.Headers.Add(SignatureHeader, Sign(secret, timestamp, body));
        return request;
    }
}

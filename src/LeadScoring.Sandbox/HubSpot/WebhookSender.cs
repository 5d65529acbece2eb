using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadScoring.Sandbox.Http;

namespace LeadScoring.Sandbox.HubSpot;

/// <summary>
/// Sends webhooks as HubSpot does (pages "Webhooks API" and "Validating requests"): a POST of at most a hundred notices,
/// signed with version 3; five seconds to answer; anything but 2xx is tried again, up to ten times within 24 hours.
/// How long notices are gathered, and the waits between attempts, are [unverified].
/// </summary>
sealed class WebhookSender(HubSpotPortal portal, TimeProvider time) : IAsyncDisposable
{
    const int MostNotices = 100;
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly int[] MinutesBetween = [1, 3, 7, 15, 30, 60, 120, 240, 360, 480];

    readonly HttpClient client = new() { Timeout = Patience };
    readonly CancellationTokenSource stop = new();
    readonly Random dice = new(1);
    Task sending = Task.CompletedTask;

    public void Start() => sending = SendAsync(stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        client.Dispose();
        stop.Dispose();
    }

    async Task SendAsync(CancellationToken cancellationToken)
    {
        List<Task> deliveries = [];
        while (await portal.Notices.WaitToReadAsync(cancellationToken))
        {
            await Task.Delay(Gathering, TimeProvider.System, cancellationToken);
            List<WebhookNotice> gathered = [];
            while (portal.Notices.TryRead(out var notice)) gathered.Add(notice);
            if (portal.Webhooks is not { } target) continue;

            deliveries.RemoveAll(delivery => delivery.IsCompleted);
            deliveries.AddRange(Arranged(gathered, target).Chunk(MostNotices).Select(batch => DeliverAsync(batch, target, cancellationToken)));
        }
    }

    WebhookNotice[] Arranged(List<WebhookNotice> gathered, WebhookTarget target)
    {
        WebhookNotice[] told = target.Repeats ? [.. gathered, .. gathered] : [.. gathered];
        if (target.Shuffles) dice.Shuffle(told);
        return told;
    }

    async Task DeliverAsync(WebhookNotice[] batch, WebhookTarget target, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt <= MinutesBetween.Length; attempt++)
        {
            if (attempt > 0) await Task.Delay(TimeSpan.FromMinutes(MinutesBetween[attempt - 1]), time, cancellationToken);
            if (await IsTakenAsync(batch, target, attempt, cancellationToken)) return;
        }
    }

    async Task<bool> IsTakenAsync(WebhookNotice[] batch, WebhookTarget target, int attempt, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(batch.Select(notice => notice.Shape(attempt, target.IsGeneric)), Wire.Options);
        var timestamp = $"{time.GetUtcNow().ToUnixTimeMilliseconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-HubSpot-Request-Timestamp", timestamp);
        request.Headers.Add("X-HubSpot-Signature-v3", Signature(target, body, timestamp));
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    static string Signature(WebhookTarget target, byte[] body, string timestamp)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"POST{target.Url.AbsoluteUri}"), .. body, .. Encoding.UTF8.GetBytes(timestamp)];
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(target.ClientSecret), signed));
    }
}

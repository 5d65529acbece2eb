using LeadScoring.Connector.HubSpot;
using LeadScoring.Connector.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LeadScoring.Connector.Web;

/// <summary>
/// Takes the webhooks of one connection. It answers as soon as it knows who is speaking (HubSpot waits five seconds) and
/// leaves the work to a pull; whatever is lost between the two, polling finds.
/// </summary>
sealed class WebhookEndpoint(string connection, WebhookCheck check, Hints hints, TimeProvider time, ILogger logger)
{
    /// <summary>A webhook carries at most a hundred notices.</summary>
    public const int LargestBody = 1024 * 1024;

    static readonly TimeSpan BetweenComplaints = TimeSpan.FromMinutes(1);

    readonly Lock gate = new();
    DateTimeOffset complainedAt;

    public async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = Answer(SignedRequest(context, body.ToArray()));
    }

    int Answer(SignedRequest request)
    {
        var verdict = check.Judge(request, time.GetUtcNow());
        if (verdict is WebhookVerdict.Forged or WebhookVerdict.Untimely)
        {
            Complain(verdict);
            return StatusCodes.Status401Unauthorized;
        }

        if (HubSpotNotices.Read(request.Body) is not { } named)
            return StatusCodes.Status400BadRequest;

        if (verdict == WebhookVerdict.Genuine)
            hints.Add(named);
        logger.WebhookTaken(connection, named.Count, verdict);
        return StatusCodes.Status200OK;
    }

    /// <summary>Anybody can call; a wrong secret has to show in the log all the same.</summary>
    void Complain(WebhookVerdict verdict)
    {
        lock (gate)
        {
            if (time.GetUtcNow() - complainedAt < BetweenComplaints)
                return;
            complainedAt = time.GetUtcNow();
        }

        logger.WebhookRefused(connection, verdict);
    }

    static SignedRequest SignedRequest(HttpContext context, byte[] body) => new(
        context.Request.Method,
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        body,
        Header(context, "X-HubSpot-Request-Timestamp"),
        Header(context, "X-HubSpot-Signature-v3"));

    static string? Header(HttpContext context, string name) => context.Request.Headers[name] is [{ } value] ? value : null;
}

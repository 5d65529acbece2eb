using System.Net;
using System.Text;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>One request that reached the network.</summary>
sealed record Sent(string Method, Uri Address, string Body, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => Address.AbsolutePath;

    public string Query => Uri.UnescapeDataString(Address.Query.Split("q=", 2).Last());
}

/// <summary>Answers calls with what a test has written down, in that order. Sign-ins are answered without being asked to.</summary>
sealed class FakeNetwork(TimeProvider time) : HttpMessageHandler
{
    readonly Queue<Func<Sent, HttpResponseMessage>> script = [];

    /// <summary>Without sign-ins.</summary>
    public List<Sent> Calls { get; } = [];

    public List<Sent> SignIns { get; } = [];

    public string TokenReply { get; set; } = """{"access_token":"token","instance_url":"https://crm.example"}""";

    /// <summary>In place of <see cref="TokenReply"/>.</summary>
    public Func<Sent, HttpResponseMessage>? OnSignIn { get; set; }

    public HttpStatusCode TokenStatus { get; set; } = HttpStatusCode.OK;

    public FakeNetwork Answer(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) =>
        Answer(_ => Reply(body, status, headers));

    public FakeNetwork Answer(Func<Sent, HttpResponseMessage> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    public FakeNetwork Fail() => Answer(_ => throw new HttpRequestException("connection refused"));

    public HttpResponseMessage Reply(string body, HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        response.Headers.Date = time.GetUtcNow();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = new Sent(
            request.Method.Method,
            request.RequestUri ?? throw new InvalidOperationException("No address."),
            request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "",
            time.GetUtcNow(),
            request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        if (sent.Path.EndsWith("/token", StringComparison.Ordinal))
        {
            SignIns.Add(sent);
            return OnSignIn?.Invoke(sent) ?? Reply(TokenReply, TokenStatus);
        }

        Calls.Add(sent);
        return script.TryDequeue(out var answer) ? answer(sent) : throw new InvalidOperationException($"Nothing is written down for {sent.Address}");
    }
}

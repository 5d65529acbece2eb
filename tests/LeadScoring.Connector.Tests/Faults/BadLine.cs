using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Tests.Faults;

/// <summary>The line between the connector and the CRM, and what a test lets go wrong on it.</summary>
sealed class BadLine(TimeProvider time)
{
    readonly Lock gate = new();
    readonly List<Call> calls = [];

    /// <summary>Answers a call in the CRM's place; null lets it through.</summary>
    public Func<Call, Task<HttpResponseMessage?>> Trouble { get; set; } = LetThrough;

    /// <summary>In the order in which they were made, without sign-ins.</summary>
    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (gate)
                return [.. calls.Where(call => call.Kind != CrmCall.SignIn)];
        }
    }

    public int SignIns
    {
        get
        {
            lock (gate)
                return calls.Count(call => call.Kind == CrmCall.SignIn);
        }
    }

    public HttpMessageHandler Open() => new Handler(this);

    /// <summary>The first calls that are meant, sign-ins apart, get this answer.</summary>
    public void Refuse(int times, Func<Call, bool> meant, Func<Call, HttpResponseMessage> answer)
    {
        var left = times;
        Trouble = call => Task.FromResult(call.Kind != CrmCall.SignIn && meant(call) && Interlocked.Decrement(ref left) >= 0 ? answer(call) : null);
    }

    public void Mend() => Trouble = LetThrough;

    /// <summary>Forgets the calls made until now.</summary>
    public void Forget()
    {
        lock (gate)
            calls.Clear();
    }

    static Task<HttpResponseMessage?> LetThrough(Call call) => Task.FromResult<HttpResponseMessage?>(null);

    sealed class Handler(BadLine line) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
            var call = new Call(CrmCall.KindOf(request), request, body, line.Now, text => PassOnAsync(request, text, cancellationToken))
            {
                GivenUp = cancellationToken,
            };
            lock (line.gate)
                line.calls.Add(call);
            return await line.Trouble(call) ?? await base.SendAsync(request, cancellationToken);
        }

        Task<HttpResponseMessage> PassOnAsync(HttpRequestMessage request, string body, CancellationToken cancellationToken)
        {
            if (request.Content is { } content)
                request.Content = new StringContent(body, System.Text.Encoding.UTF8, content.Headers.ContentType?.MediaType ?? "application/json");
            return base.SendAsync(request, cancellationToken);
        }
    }

    DateTimeOffset Now => time.GetUtcNow();
}

/// <summary>One request on its way to the CRM.</summary>
/// <param name="PassOn">Sends it, with this body, and gives the CRM's answer.</param>
sealed record Call(string Kind, HttpRequestMessage Request, string Body, DateTimeOffset At, Func<string, Task<HttpResponseMessage>> PassOn)
{
    /// <summary>The connector no longer waits for an answer.</summary>
    public CancellationToken GivenUp { get; init; }

    public string Address => Uri.UnescapeDataString(Request.RequestUri?.PathAndQuery ?? "").Replace('+', ' ');

    public bool Writes => Kind == "update";

    /// <summary>Reads a page of records: a search of HubSpot, a query for leads or a further page of one of Salesforce.</summary>
    public bool ReadsRecords => Kind == "search" || (Kind == "query"
        && (Address.Contains("FROM Lead ", StringComparison.Ordinal) || Address.Contains("/query/", StringComparison.Ordinal)));
}

using System.Net.Http.Headers;

namespace LeadScoring.Connector.Crm;

/// <summary>One request, described so that it can be sent again.</summary>
/// <param name="Kind">What the call is for, as it is counted: query, search, update.</param>
sealed record CrmCall(HttpMethod Method, Uri Address, string Kind)
{
    /// <summary>The kind of call that opens a session.</summary>
    public const string SignIn = "sign-in";

    /// <summary>The kind of call that is made for its headers: they tell how much of the allocation is used.</summary>
    public const string Look = "look";

    static readonly HttpRequestOptionsKey<string> KindKey = new("crm-call-kind");

    public ReadOnlyMemory<byte>? Json { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>It changes records: a stop lets it end, because its outcome has to be stored, and its errors are not logged.</summary>
    public bool Writes { get; init; }

    /// <summary>Sent again it would do its work twice: without a clear answer it is not, and its outcome is unknown.</summary>
    public bool OnlyOnce { get; init; }

    public static string KindOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(KindKey, out var kind) ? kind : "other";

    public static void SetKind(HttpRequestMessage request, string kind) => request.Options.Set(KindKey, kind);

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(Method, Address);
        SetKind(request, Kind);
        request.Headers.Accept.Add(new("application/json"));
        foreach (var (name, value) in Headers)
            request.Headers.Add(name, value);

        if (Json is { } json)
        {
            request.Content = new ReadOnlyMemoryContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return request;
    }
}

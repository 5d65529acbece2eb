using System.Net;

namespace LeadScoring.Connector.Crm;

/// <summary>Puts the handlers of an adapter around the network.</summary>
static class CrmHandlers
{
    /// <summary>The first of <paramref name="around"/> sees a request first; the counter sees what is really sent.</summary>
    public static HttpMessageHandler Chain(CallCounter calls, HttpMessageHandler? network, params IReadOnlyList<DelegatingHandler> around)
    {
        HttpMessageHandler chain = new CountingHandler(calls, network ?? Network());
        foreach (var handler in around.Reverse())
        {
            handler.InnerHandler = chain;
            chain = handler;
        }

        return chain;
    }

    static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    sealed class CountingHandler(CallCounter calls, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            calls.Count(CrmCall.KindOf(request));
            return base.SendAsync(request, cancellationToken);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;

namespace LeadScoring.Connector.Crm;

/// <summary>
/// Signs every call. The session is renewed before its end where the CRM tells it, and once when a call is answered
/// 401, which is then sent again. Calls that run at the same time share one sign-in, and a refused sign-in stays
/// refused until the next pass.
/// </summary>
sealed class SignedCalls(SignIn signIn, TimeProvider time) : DelegatingHandler
{
    readonly SemaphoreSlim gate = new(1, 1);
    Session? session;
    long signedInAt;
    CrmException? refusal;

    /// <summary>Somebody may have put the credentials right since the last pass.</summary>
    public void BeginPass() => refusal = null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var used = await SessionAsync(refused: null, cancellationToken);
        var response = await SendAsync(request, used, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;

        response.Dispose();
        return await SendAsync(request, await SessionAsync(refused: used, cancellationToken), cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        gate.Dispose();
        base.Dispose(disposing);
    }

    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Session with, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", with.Token);
        return base.SendAsync(request, cancellationToken);
    }

    async ValueTask<Session> SessionAsync(Session? refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (session is { } current && current != refused && !HasAged(current))
                return current;

            return await RenewAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    bool HasAged(Session current) => time.GetElapsedTime(signedInAt) >= current.Use;

    async Task<Session> RenewAsync(CancellationToken cancellationToken)
    {
        if (refusal is not null)
            throw refusal;

        var asked = time.GetTimestamp();
        try
        {
            session = await signIn(base.SendAsync, cancellationToken);
            signedInAt = asked;
            return session;
        }
        catch (CrmException refused) when (refused.Failure == CrmFailure.Unauthorized)
        {
            refusal = refused;
            throw;
        }
    }
}

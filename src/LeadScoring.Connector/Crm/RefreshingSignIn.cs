using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Crm;

/// <summary>What a refresh token was exchanged for.</summary>
/// <param name="Rotated">The refresh token that takes its place; null when it goes on being good.</param>
sealed record Exchanged(Session Session, string? Rotated)
{
    /// <summary>Why nothing may be called with the session; the rotated token is good all the same.</summary>
    public CrmException? Objection { get; init; }

    /// <exception cref="CrmException">There is an objection.</exception>
    public Session Open() => Objection is null ? Session : throw Objection;
}

delegate Task<Exchanged> ExchangeToken(string refreshToken, SendRequest send, CancellationToken cancellationToken);

/// <summary>
/// Signs in with a refresh token. When the CRM answers with a new one, that one is stored before anything is called with
/// what came along: whatever becomes of the process, a restart finds it. So an exchange under way is let end when its caller
/// gives up: the old token may be void already, and the answer holds the new one.
/// </summary>
/// <param name="timeout">How long one exchange may take.</param>
sealed class RefreshingSignIn(string configured, RefreshTokens tokens, ExchangeToken exchange, TimeSpan timeout, TimeProvider time)
{
    public async Task<Session> SignInAsync(SendRequest send, CancellationToken cancellationToken)
    {
        var token = await NewestAsync(cancellationToken);
        try
        {
            return await ExchangeAsync(token, send, cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Failure == CrmFailure.Unauthorized)
        {
            var newest = await NewestAsync(cancellationToken);
            if (newest == token)
                throw;

            // Another process, such as a dry run, exchanged the token at the same time.
            return await ExchangeAsync(newest, send, cancellationToken);
        }
    }

    async Task<string> NewestAsync(CancellationToken cancellationToken) => await tokens.ReadAsync(configured, cancellationToken) ?? configured;

    async Task<Session> ExchangeAsync(string token, SendRequest send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var ending = new CancellationTokenSource(timeout, time);
        using var stopping = cancellationToken.Register(() => ending.CancelAfter(CrmHttp.Grace));
        var exchanged = await exchange(token, send, ending.Token);
        if (exchanged.Rotated is { Length: > 0 } rotated && rotated != token)
            await tokens.KeepAsync(configured, rotated, CancellationToken.None); // the old one may be void already
        return exchanged.Open();
    }
}

namespace LeadScoring.Connector.Crm;

/// <summary>What a sign-in gave. Compared by reference: a new sign-in may be answered with the old token.</summary>
/// <param name="life">How long the token is good for; null when the CRM does not say.</param>
sealed class Session(string token, TimeSpan? life = null)
{
    /// <summary>Longer than a call may take on its way, so that no token runs out under it.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    public string Token { get; } = token;

    /// <summary>How long to use it; a short life is used for half.</summary>
    public TimeSpan? Use { get; } = life is { } known ? (known > Ahead * 2 ? known - Ahead : known / 2) : null;
}

/// <summary>Sends a request of a sign-in, past the session that it is to open.</summary>
delegate Task<HttpResponseMessage> SendRequest(HttpRequestMessage request, CancellationToken cancellationToken);

/// <summary>One way to sign in to a CRM.</summary>
/// <exception cref="CrmException">With <see cref="CrmFailure.Unauthorized"/> when the CRM refused.</exception>
delegate Task<Session> SignIn(SendRequest send, CancellationToken cancellationToken);

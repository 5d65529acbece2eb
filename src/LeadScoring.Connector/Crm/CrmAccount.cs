namespace LeadScoring.Connector.Crm;

/// <summary>One account as one connection uses it: its sign-in, the calls made, and those still allowed.</summary>
/// <param name="signed">Null where the token is configured and nothing is signed in to.</param>
sealed class CrmAccount(CallCounter calls, CallAllowance allowance, SignedCalls? signed)
{
    public CallCounter Calls => calls;

    public CrmQuota? Quota => allowance.Quota;

    /// <summary>What the adapter has to do before a pass, when calls are allowed.</summary>
    public Func<CancellationToken, Task> Begin { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Counts from zero, and lets a refused sign-in be tried again.</summary>
    /// <param name="look">One call whose answer tells the quota.</param>
    /// <exception cref="CrmException">The account is paused.</exception>
    public async Task BeginPassAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        calls.Clear();
        signed?.BeginPass();
        await allowance.BeginPassAsync(look, cancellationToken);
        await Begin(cancellationToken);
    }

    /// <summary>The pass found the day's allocation used up.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => allowance.PauseAsync(cancellationToken);

    /// <exception cref="CrmException">The whole account has used more than OrgStop: nothing more may be called.</exception>
    public void RequireRoom() => allowance.RequireRoom();

    public Task EndPassAsync(CancellationToken cancellationToken) => allowance.EndPassAsync(cancellationToken);
}

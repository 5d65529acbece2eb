using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Crm;

/// <summary>
/// Says whether one more call may be made: not while the whole account has used more than OrgStop of its day, and not
/// when this connection has used CallShare of it in 24 hours. What it knows outlives the process in the call book.
/// </summary>
/// <param name="book">Null: nothing is remembered, and the share is not counted.</param>
sealed class CallAllowance(double orgStop, double callShare, CallBook? book, TimeProvider time) : IDisposable
{
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(15);

    /// <summary>Calls are taken from the book in small lots: one commit for each would cost more than the call.</summary>
    const int Lot = 10;

    readonly SemaphoreSlim gate = new(1, 1);
    CrmQuota? quota;
    long inHand;
    DateTimeOffset takenAt;

    /// <summary>As the newest reply told; null until one does.</summary>
    public CrmQuota? Quota => quota;

    /// <summary>A paused connection looks once in a quarter of an hour, and goes on when there is room again.</summary>
    /// <exception cref="CrmException">It stays paused.</exception>
    public async Task BeginPassAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        if (book is null)
            return;

        var known = await book.ReadAsync(cancellationToken);
        quota = known.Quota;
        if (known.LookedAt is not { } last)
            return;

        var now = time.GetUtcNow();
        if (now >= last && now < last + BetweenLooks)
            throw Stopped();

        await book.PauseAsync(now, cancellationToken);
        await LookAsync(look, cancellationToken);
        RequireRoom();
        await book.PauseAsync(lookedAt: null, cancellationToken);
    }

    /// <summary>The account has no room left; the next look is due a quarter of an hour after the last one.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        if (book is not null && (await book.ReadAsync(cancellationToken)).LookedAt is null)
            await book.PauseAsync(time.GetUtcNow(), cancellationToken);
    }

    public async Task EndPassAsync(CancellationToken cancellationToken)
    {
        if (book is null)
            return;

        if (quota is not null)
            await book.ToldAsync(quota, cancellationToken);
        if (inHand > 0)
            await book.GiveBackAsync(inHand, takenAt, cancellationToken);
        inHand = 0;
        if (IsStopped)
            await PauseAsync(cancellationToken);
    }

    /// <exception cref="CrmException">The whole account has used more than OrgStop.</exception>
    public void RequireRoom()
    {
        if (IsStopped)
            throw Stopped();
    }

    /// <exception cref="CrmException">The call may not be made.</exception>
    public async ValueTask TakeAsync(string kind, CancellationToken cancellationToken)
    {
        if (kind is not (CrmCall.Look or CrmCall.SignIn))
            RequireRoom();
        if (book is null)
            return;

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (inHand == 0)
            {
                takenAt = time.GetUtcNow();
                inHand = await book.TakeAsync(Lot, Share, takenAt, cancellationToken);
            }

            if (inHand == 0)
                throw ShareUsed();

            inHand--;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Tell(CrmQuota newest) => quota = newest;

    public void Dispose() => gate.Dispose();

    /// <summary>A refusal tells the quota as well as an answer does.</summary>
    static async Task LookAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look(cancellationToken);
        }
        catch (CrmException refusal) when (refusal.Failure is CrmFailure.Rejected or CrmFailure.VersionRetired)
        {
        }
    }

    bool IsStopped => quota is { } known && known.Used > orgStop * known.Limit;

    long? Share => quota is { } known ? (long)(callShare * known.Limit) : null;

    CrmException Stopped() => new(
        CrmFailure.QuotaExhausted,
        quota is { } known
            ? $"The whole account has used {known.Used} of {known.Limit} calls of its daily allocation; OrgStop is {orgStop:0.##}."
            : "The account has used up its daily allocation of calls.")
    {
        Remedy = "The connector looks again every 15 minutes. Find out who else calls the account, raise its allocation, or raise OrgStop.",
    };

    CrmException ShareUsed() => new(
        CrmFailure.ShareUsed,
        $"This connection has used its CallShare of {callShare:0.##}: {Share} calls in 24 hours.")
    {
        Remedy = "It goes on as calls become older than 24 hours. Raise CallShare, or let Schedule fire less often.",
    };
}

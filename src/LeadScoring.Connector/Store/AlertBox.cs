using System.Data.Common;
using Dapper;
using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Store;

/// <summary>
/// The alerts of one connection on their way: planned with the crossing, marked before they are given to a receiver, and
/// closed by what became of them. One that is marked may be there, until its receiver has said that it is not.
/// </summary>
sealed class AlertBox(Lease lease)
{
    /// <summary>A failed alert waits a minute, then twice as long each time, at most four hours.</summary>
    static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Attempts before it is given up: about twenty hours.</summary>
    public const int Tries = 12;

    /// <summary>Keeps what a batch of folded leads has people told.</summary>
    public static int Keep(DbConnection db, DbTransaction transaction, string connection, IReadOnlyList<FoldedLead> batch) => db.ExecuteMany(
        """
        insert into alert (connection, crossing, channel, recipient, lead_id, at)
        values (@Connection, @Crossing, @Channel, @Recipient, @LeadId, @At)
        on conflict (connection, crossing, channel, recipient) do nothing
        """,
        batch.SelectMany(folded => folded.Alerts.Select(alert => new
        {
            Connection = connection,
            alert.Crossing,
            Channel = (int)alert.Channel,
            alert.Recipient,
            folded.Lead.LeadId,
            At = Stored.Time(alert.At),
        })),
        transaction);

    /// <summary>What waited for a way until it was no news any more.</summary>
    public ValueTask<int> ForgetAsync(AlertChannel channel, DateTimeOffset before, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            """
            update alert set state = 3, code = 'no_way'
            where connection = @Connection and state = 0 and channel = @channel and at < @before
            """,
            new { lease.Connection, channel = (int)channel, before = Stored.Time(before) }, transaction),
        cancellationToken);

    /// <summary>Committed before a message is given to its receiver: from now on its outcome is unknown.</summary>
    /// <param name="digest">Null for a message of its own.</param>
    public ValueTask<int> MarkAsync(IReadOnlyList<AlertRow> rows, string? digest, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            "update alert set may_be_there = 1, digest = @Digest where alert_id = @AlertId",
            rows.Select(row => new { row.AlertId, Digest = digest ?? row.Digest }), transaction),
        cancellationToken);

    /// <summary>Records what became of an attempt with one message.</summary>
    public ValueTask<int> RecordAsync(
        IReadOnlyList<AlertRow> rows, AlertOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            """
            update alert set
                state = @State, may_be_there = @MayBeThere, attempts = attempts + 1, next_try_at = @NextTryAt, sent_at = @SentAt,
                code = @Code, message = @Message
            where alert_id = @AlertId
            """,
            rows.Select(row => new
            {
                row.AlertId,
                State = (int)StateAfter(row, outcome.Result),
                MayBeThere = outcome.Result == AlertResult.Unknown || outcome.KeepsDoubt,
                NextTryAt = Stored.Time(now + Wait(row.Attempts)),
                SentAt = outcome.Result == AlertResult.Sent ? Stored.Time(now) : (long?)null,
                outcome.Code,
                outcome.Message,
            }),
            transaction),
        cancellationToken);

    /// <summary>It was not given to the receiver after all, and no attempt is counted.</summary>
    public ValueTask<int> TakeBackAsync(IReadOnlyList<AlertRow> rows, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            "update alert set may_be_there = @MayBeThere where alert_id = @AlertId",
            rows.Select(row => new { row.AlertId, row.MayBeThere }), transaction),
        cancellationToken);

    /// <summary>They become dead letters.</summary>
    public ValueTask<int> GiveUpAsync(IReadOnlyList<AlertRow> rows, string why, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            "update alert set state = 2, code = @Why where alert_id = @AlertId and state = 0",
            rows.Select(row => new { row.AlertId, Why = why }), transaction),
        cancellationToken);

    /// <summary>Nobody is to be told any more.</summary>
    public ValueTask<int> DropAsync(IReadOnlyList<AlertRow> rows, string why, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            "update alert set state = 3, code = @Why where alert_id = @AlertId",
            rows.Select(row => new { row.AlertId, Why = why }), transaction),
        cancellationToken);

    /// <summary>What was sent, or is not to be sent any more, is forgotten after a while.</summary>
    public ValueTask<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            "delete from alert where connection = @Connection and state in (1, 3) and at < @before and coalesce(sent_at, at) < @before",
            new { lease.Connection, before = Stored.Time(before) }, transaction),
        cancellationToken);

    static AlertState StateAfter(AlertRow row, AlertResult result) => result switch
    {
        AlertResult.Sent => AlertState.Sent,
        AlertResult.Refused => AlertState.Dead,
        _ when row.Attempts + 1 >= Tries => AlertState.Dead,
        _ => AlertState.Waiting,
    };

    static TimeSpan Wait(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts, 10));
        return wait < LongestWait ? wait : LongestWait;
    }
}

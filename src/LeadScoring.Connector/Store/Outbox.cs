using Dapper;
using LeadScoring.Connector.Crm;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>A lead whose fields may differ from what the CRM shows, with the entries its reasons come from.</summary>
sealed record Unconfirmed(LeadRow Lead, IReadOnlyList<LedgerEntry> Recent);

/// <summary>What became of one lead's write, and the fields the CRM shows if it was accepted.</summary>
sealed record Written(LeadRow Lead, WriteResult Result, string Shown);

/// <summary>
/// The leads whose fields in the CRM may have to change. A row is only a mark: what to write is the difference between
/// what is wanted and what the CRM showed or confirmed last, worked out when it is sent, so repeating is harmless.
/// </summary>
sealed class Outbox(Lease lease)
{
    const int Rejected = 1;

    /// <summary>Given up, until the record changes, another mapping takes force, or a person asks.</summary>
    const int Dead = 2;

    /// <summary>Refusals after which a row is given up: about six days.</summary>
    const int Tries = 16;

    /// <summary>A refused row waits a minute, then twice as long each time, at most a day.</summary>
    static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    /// <summary>The next marked leads of one object that may be tried at <paramref name="now"/>, in the order of their row.</summary>
    /// <param name="only">Ids of records; null for any.</param>
    public ValueTask<IReadOnlyList<Unconfirmed>> DueAsync(
        string objectName, IReadOnlySet<string>? only, long after, DateTimeOffset now, int limit,
        CancellationToken cancellationToken) => lease.ReadAsync(
        db =>
        {
            var leads = db.Query<LeadRow>(
                $"""
                select lead.*
                from outbox
                join lead on lead.lead_id = outbox.lead_id
                where outbox.connection = @Connection and outbox.next_try_at <= @now and outbox.lead_id > @after
                    and lead.object = @objectName and lead.gone = 0 {Dialect.Only("lead.id", only)}
                order by outbox.lead_id
                limit @limit
                """,
                new { lease.Connection, objectName, only = Stored.List(only), after, now = Stored.Time(now), limit }).AsList();
            var recent = Ledgers.Recent(db, leads);
            return (IReadOnlyList<Unconfirmed>)leads.ConvertAll(
                lead => new Unconfirmed(lead, recent[lead.LeadId].Select(row => row.Entry()).ToList()));
        },
        cancellationToken);

    /// <summary>The CRM already shows what is wanted of these leads.</summary>
    public ValueTask<int> SettleAsync(IReadOnlyList<long> leads, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.ExecuteMany(
            "delete from outbox where lead_id = @LeadId", leads.Select(leadId => new { LeadId = leadId }), transaction),
        cancellationToken);

    /// <summary>Records what the CRM said to each write: sent = accepted + closed + to try again, always.</summary>
    public ValueTask<int> RecordAsync(IReadOnlyList<Written> written, DateTimeOffset now, CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) =>
            {
                var done = written.Where(write => write.Result.Outcome is WriteOutcome.Accepted or WriteOutcome.Closed or WriteOutcome.Deleted).ToList();
                db.ExecuteMany(
                    """
                    update lead set shown = @Shown, confirmed_at = @ConfirmedAt, closed = @Closed, gone = @Gone where lead_id = @LeadId
                    """,
                    done.Select(write => new
                    {
                        write.Lead.LeadId,
                        write.Shown,
                        ConfirmedAt = write.Result.Outcome == WriteOutcome.Accepted ? Stored.Time(write.Result.At) : write.Lead.ConfirmedAt,
                        Closed = write.Result.Outcome == WriteOutcome.Closed,
                        Gone = write.Result.Outcome == WriteOutcome.Deleted ? Gone.Deleted : write.Lead.Gone,
                    }),
                    transaction);
                db.ExecuteMany(
                    "delete from outbox where lead_id = @LeadId",
                    done.Select(write => new { write.Lead.LeadId }), transaction);
                return db.ExecuteMany(
                    """
                    update outbox set
                        state = case when @State = @Rejected and attempts + 1 >= @Tries then @Dead else @State end,
                        code = @Code, message = @Message, attempts = attempts + 1,
                        next_try_at = case when @State = @Rejected and attempts + 1 >= @Tries then @Never
                            else @Now + min(@Longest, @First * (1 << min(attempts, 20))) end
                    where lead_id = @LeadId
                    """,
                    written.Where(write => write.Result.Outcome is WriteOutcome.Rejected or WriteOutcome.Retry).Select(write => new
                    {
                        write.Lead.LeadId,
                        State = write.Result.Outcome == WriteOutcome.Rejected ? Rejected : 0,
                        write.Result.Code,
                        write.Result.Message,
                        Now = Stored.Time(now),
                        First = write.Result.Outcome == WriteOutcome.Rejected ? (long)FirstWait.TotalMilliseconds : 0,
                        Longest = (long)TimeSpan.FromDays(1).TotalMilliseconds,
                        Rejected,
                        Dead,
                        Tries,
                        Never = long.MaxValue,
                    }),
                    transaction);
            },
            cancellationToken);

    /// <summary>Rows the CRM refused, and rows still to be sent.</summary>
    public ValueTask<(int Rejected, int Waiting)> CountAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.QuerySingle<(int, int)>(
            """
            select count(*) filter (where state = @Rejected), count(*) filter (where state = 0)
            from outbox where connection = @Connection
            """,
            new { lease.Connection, Rejected }),
        cancellationToken);
}

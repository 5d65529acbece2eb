using System.Data.Common;
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

    /// <summary>
    /// A refused row waits a minute, then twice as long each time, at most a day. One that the CRM said nothing about is
    /// sent again at once, and waits from the second time on.
    /// </summary>
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

    /// <summary>The fields of these leads may have to change; inside a transaction that keeps more than that.</summary>
    public static int Mark(DbConnection db, DbTransaction transaction, IEnumerable<long> leads) => db.Execute(
        $"""
        insert into outbox (lead_id, connection)
        select lead_id, connection from lead
        where lead_id in ({Dialect.Values}) and gone = 0 and closed = 0
        on conflict (lead_id) do update set next_try_at = 0
        """,
        new { values = Stored.List(leads) }, transaction);

    /// <summary>The CRM already shows what is wanted of these leads.</summary>
    public ValueTask<int> SettleAsync(IReadOnlyList<LeadRow> leads, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => Unmark(db, transaction, leads), cancellationToken);

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
                Unmark(db, transaction, done.Select(write => write.Lead));
                Links.Relink(db, transaction, done.Where(write => write.Result.Outcome == WriteOutcome.Deleted).Select(write => write.Lead.Email));
                return db.ExecuteMany(
                    $"""
                    update outbox set
                        state = case when @State = @Rejected and attempts + 1 >= @Tries then @Dead else @State end,
                        code = @Code, message = @Message, attempts = attempts + 1,
                        next_try_at = case when @State = @Rejected and attempts + 1 >= @Tries then @Never
                            else @Now + {Dialect.Least("@Longest", $"@First * ((1 << {Dialect.Least("attempts", "20")}) - @AtOnce)")} end
                    where lead_id = @LeadId
                    """,
                    written.Where(write => write.Result.Outcome is WriteOutcome.Rejected or WriteOutcome.Retry).Select(write => new
                    {
                        write.Lead.LeadId,
                        State = write.Result.Outcome == WriteOutcome.Rejected ? Rejected : 0,
                        write.Result.Code,
                        write.Result.Message,
                        Now = Stored.Time(now),
                        First = write.Result is { Outcome: WriteOutcome.Rejected } or { Code: WriteResult.Missing } ? (long)FirstWait.TotalMilliseconds : 0,
                        AtOnce = write.Result.Outcome == WriteOutcome.Rejected ? 0 : 1,
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

    /// <summary>A mark stays when the record linked to the lead turned hot or cold since it was read: the other connection did not wait.</summary>
    static int Unmark(DbConnection db, DbTransaction transaction, IEnumerable<LeadRow> leads) => db.ExecuteMany(
        """
        delete from outbox
        where lead_id = @LeadId and not exists (
            select 1 from lead
            where lead.lead_id = @LeadId and lead.gone = 0
                and (linked_hot <> @LinkedHot or coalesce(linked_since, 0) <> @LinkedSince))
        """,
        leads.Select(lead => new { lead.LeadId, lead.LinkedHot, LinkedSince = lead.LinkedSince ?? 0 }), transaction);
}

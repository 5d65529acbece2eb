using System.Data.Common;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>A record that gave way to another, and that other one; null while it has not been read.</summary>
sealed record Succeeded(PendingLead Loser, PendingLead? Survivor);

/// <summary>Records that were converted or merged away: their ledgers move to the record that goes on.</summary>
sealed class Successions(Lease lease)
{
    /// <summary>The next records whose successor has not taken over yet, in the order in which they gave way.</summary>
    /// <param name="after">The last one of those before; 0 at first.</param>
    public ValueTask<IReadOnlyList<long>> PendingAsync(long after, int limit, CancellationToken cancellationToken) => lease.ReadAsync(
        db => (IReadOnlyList<long>)db.Query<long>(
            """
            select lead_id from lead
            where connection = @Connection and gone <> 0 and gone <> @Deleted and joined = 0
                and (coalesce(gone_at, stamp), lead_id) > (
                    coalesce((select coalesce(gone_at, stamp) from lead where lead_id = @after), 0), @after)
            order by coalesce(gone_at, stamp), lead_id
            limit @limit
            """,
            new { lease.Connection, Gone.Deleted, after, limit }).AsList(),
        cancellationToken);

    /// <summary>One of them as it is now, for two may have the same survivor.</summary>
    public ValueTask<Succeeded> ReadAsync(long leadId, CancellationToken cancellationToken) => lease.ReadAsync(
        db =>
        {
            var loser = db.QuerySingle<LeadRow>("select * from lead where lead_id = @leadId", new { leadId });
            return new Succeeded(WithEvents(db, loser), SurvivorOf(db, loser) is { } lead ? WithEvents(db, lead) : null);
        },
        cancellationToken);

    /// <summary>Moves a ledger and keeps what the survivor's score became, all or nothing.</summary>
    public ValueTask<int> JoinAsync(FoldedLead loser, FoldedLead survivor, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            var ids = new { Loser = loser.Lead.LeadId, Survivor = survivor.Lead.LeadId };
            LeadBook.Save(db, transaction, lease.Connection, [loser, survivor]);
            db.Execute("update ledger set lead_id = @Survivor where lead_id = @Loser", ids, transaction);
            db.Execute("update event set lead_id = @Survivor where lead_id = @Loser", ids, transaction);
            db.Execute("update activity set lead_id = @Survivor where lead_id = @Loser", ids, transaction);
            db.Execute("update alert set lead_id = @Survivor where lead_id = @Loser", ids, transaction);
            DropDoubled(db, transaction, survivor.Lead.LeadId);
            db.Execute("delete from outbox where lead_id = @Loser", ids, transaction);
            return db.Execute("update lead set joined = 1 where lead_id = @Loser", ids, transaction);
        },
        cancellationToken);

    /// <summary>Of two records that had turned hot, one alert is enough: that of the crossing since which the survivor is hot.</summary>
    static void DropDoubled(DbConnection db, DbTransaction transaction, long leadId) => db.Execute(
        """
        update alert set state = 3, code = 'joined'
        where lead_id = @leadId and state = 0 and may_be_there = 0 and exists (
            select 1 from alert as told
            join lead on lead.lead_id = told.lead_id
            where told.lead_id = alert.lead_id and told.channel = alert.channel and told.recipient = alert.recipient
                and told.at = lead.hot_since and told.at < alert.at and told.state in (0, 1))
        """,
        new { leadId }, transaction);

    /// <summary>Nothing goes on in its place: the ledger stays with the record, which is not written any more.</summary>
    public ValueTask<int> CloseAsync(long leadId, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            db.Execute("delete from outbox where lead_id = @leadId", new { leadId }, transaction);
            return db.Execute("update lead set joined = 1, closed = 1, next_check_at = null where lead_id = @leadId", new { leadId }, transaction);
        },
        cancellationToken);

    /// <summary>Follows a chain of merges to the record that is there.</summary>
    static LeadRow? SurvivorOf(DbConnection db, LeadRow loser)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = loser.Successor;
        while (next is not null && seen.Add(next))
        {
            var slash = next.IndexOf('/', StringComparison.Ordinal);
            var lead = db.QuerySingleOrDefault<LeadRow>(
                "select * from lead where connection = @Connection and object = @Object and id = @Id",
                new { loser.Connection, Object = next[..slash], Id = next[(slash + 1)..] });
            if (lead is null or { Stamp: 0 })
                return null;
            if (lead.Gone is Gone.Present or Gone.Deleted)
                return lead;
            next = lead.Successor;
        }

        return null;
    }

    static PendingLead WithEvents(DbConnection db, LeadRow lead) => new(lead, db.Query<EventRow>(
        "select * from event where connection = @Connection and lead_id = @LeadId and folded = 0",
        new { lead.Connection, lead.LeadId }).AsList())
    {
        Grants = Chains.Grants(db.Query<LedgerRow>(
            "select * from ledger where lead_id = @LeadId and about is not null order by seq", new { lead.LeadId })),
    };
}

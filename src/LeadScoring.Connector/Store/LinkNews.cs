using System.Data.Common;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>
/// What folding records brought about for those linked to them: the flag follows, and a removal goes on to the other
/// record. Told in the transaction that keeps the fold, whoever runs the other connection.
/// </summary>
static class LinkNews
{
    public static void Tell(DbConnection db, DbTransaction transaction, IReadOnlyList<FoldedLead> batch)
    {
        var linked = db.Query<long>(
            $"select lead_id from lead where lead_id in ({Dialect.Values}) and linked_id is not null",
            new { values = Stored.List(batch.Select(folded => folded.Lead.LeadId)) }, transaction).ToHashSet();
        if (linked.Count == 0)
            return;

        var told = batch.Where(folded => linked.Contains(folded.Lead.LeadId)).ToList();
        TellFlags(db, transaction, told);
        foreach (var folded in told.Where(folded => folded.Removals.Count > 0))
            TellRemovals(db, transaction, folded);
    }

    static void TellFlags(DbConnection db, DbTransaction transaction, List<FoldedLead> told)
    {
        var followed = db.Query<long>(
            $"""
            update lead set
                linked_hot = other.hot, linked_since = case when other.hot = 1 then other.hot_since end
            from lead as other
            where other.lead_id in ({Dialect.Values}) and lead.lead_id = other.linked_id
                and (lead.linked_hot <> other.hot
                    or (other.hot = 1 and coalesce(lead.linked_since, 0) <> coalesce(other.hot_since, 0)))
            returning lead.lead_id
            """,
            new { values = Stored.List(told.Select(folded => folded.Lead.LeadId)) }, transaction).AsList();
        Outbox.Mark(db, transaction, followed);
        Requests.Hasten(db, transaction, followed);
    }

    /// <summary>Here the flag stays away until the other record has answered: it may have turned hot once more since.</summary>
    static void TellRemovals(DbConnection db, DbTransaction transaction, FoldedLead folded)
    {
        var other = db.QuerySingle<LeadRow>(
            "select other.* from lead join lead as other on other.lead_id = lead.linked_id where lead.lead_id = @LeadId",
            new { folded.Lead.LeadId }, transaction);
        db.ExecuteMany(
            """
            insert into event (connection, key, lead_id, kind, occurred_at, observed_at, is_first, crm_order, source, estimated)
            values (@Connection, @Key, @LeadId, @Kind, @OccurredAt, @ObservedAt, 0, '', @Source, 0)
            on conflict (connection, key) do nothing
            """,
            folded.Removals.Select(removal => new
            {
                other.Connection,
                Key = $"{other.Origin}linked/{folded.Lead.Connection}/{removal.Key}",
                other.LeadId,
                Kind = EventKinds.RemovedElsewhere,
                removal.OccurredAt,
                removal.ObservedAt,
                removal.Source,
            }),
            transaction);
        db.Execute("update lead set linked_hot = 0, linked_since = null where lead_id = @LeadId", new { folded.Lead.LeadId }, transaction);
        Outbox.Mark(db, transaction, [folded.Lead.LeadId]);
        Requests.Hasten(db, transaction, [other.LeadId]);
    }
}

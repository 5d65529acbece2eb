using Dapper;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Store;

/// <summary>Leads that may have left the CRM without its saying so.</summary>
sealed class Departures(Lease lease)
{
    /// <summary>Rows looked at in one go, so that a store of a million leads costs no more than one of a hundred thousand.</summary>
    const int Window = 100_000;

    /// <summary>The next hot leads, and those with a timer, in the order of their row.</summary>
    /// <returns>With the row to go on after; 0 when the end was reached.</returns>
    public ValueTask<(IReadOnlyList<string> Ids, long Last)> StandingAsync(
        string objectName, long after, int limit, CancellationToken cancellationToken) => lease.ReadAsync(
        db =>
        {
            var found = db.Query<(long LeadId, string Id)>(
                """
                select lead_id, id
                from (select * from lead where lead_id > @after order by lead_id limit @Window) as near
                where connection = @Connection and object = @objectName and gone = 0 and stamp > 0
                    and (hot = 1 or linked_hot = 1 or resets_at is not null)
                order by lead_id
                limit @limit
                """,
                new { lease.Connection, objectName, after, Window, limit }).AsList();
            var last = found.Count == limit ? found[^1].LeadId : db.ExecuteScalar<long?>(
                "select lead_id from lead where lead_id > @after order by lead_id limit 1 offset @Window - 1", new { after, Window }) ?? 0;
            return ((IReadOnlyList<string>)found.ConvertAll(lead => lead.Id), last);
        },
        cancellationToken);

    /// <summary>They are not written, listed or judged any more, until the CRM shows them again.</summary>
    public ValueTask<int> RecordAsync(
        string objectName, IReadOnlyList<Vanished> vanished, DateTimeOffset at, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            var rows = vanished.Select(one => new
            {
                lease.Connection,
                Object = objectName,
                one.Id,
                At = Stored.Time(at),
                Gone = one.MergedInto is null ? Gone.Deleted : Gone.Merged,
                Successor = one.MergedInto is { } survivor ? $"{objectName}/{survivor}" : null,
            }).ToList();
            db.Execute(
                """
                delete from outbox
                where lead_id in (select lead_id from lead where connection = @Connection and object = @Object and id = @Id)
                """,
                rows, transaction);
            var recorded = db.Execute(
                """
                update lead set gone = @Gone, successor = @Successor, gone_at = @At
                where connection = @Connection and object = @Object and id = @Id and gone = 0
                """,
                rows, transaction);
            Links.Relink(db, transaction, lease.Connection, objectName, [.. vanished.Select(one => one.Id)]);
            return recorded;
        },
        cancellationToken);
}

using System.Data.Common;
using Dapper;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>Where the changes of each object's status were read from last: its history, or the records themselves.</summary>
sealed class StatusSources(Lease lease, TimeProvider time)
{
    /// <summary>Leads that show another status than was scored or waits to be; a row older than that tells nothing.</summary>
    static readonly string lost =
        $"""
        select shown.lead_id
        from (
            select lead.lead_id, lead.stamp, lead.seen_status, lead.status, lead.status_at, (
                select event.seq from event
                where event.connection = lead.connection and event.lead_id = lead.lead_id and event.folded = 0
                    and event.kind in ({EventKinds.Status}, {EventKinds.Seen})
                order by event.occurred_at desc, event.crm_order desc, event.seq desc
                limit 1) as seq
            from lead
            where lead.connection = @Connection and lead.object = @Object and lead.stamp > 0 and lead.joined = 0
        ) as shown
        left join event as waiting on waiting.seq = shown.seq
        where shown.stamp >= coalesce(waiting.occurred_at, shown.status_at, 0)
            and coalesce(shown.seen_status, '')
                <> coalesce(case when shown.seq is null then shown.status else waiting.value end, '')
        """;

    /// <summary>
    /// To be told before anything is read. Of a history that was read up to now, changes may be known by nothing but the
    /// status that the record shows: when the history goes away, they are taken from there, at the record's stamp, and
    /// rows of the history that come after all and are not newer count no more.
    /// </summary>
    /// <returns>How many changes were taken from the records.</returns>
    public async ValueTask<int> TurnAsync(string objectName, string field, EventSource source, CancellationToken cancellationToken)
    {
        var turn = new Turn(lease.Connection, objectName, field, $"source:{objectName}:{field}", $"{source}", Stored.Time(time.GetUtcNow()));
        var last = await lease.ReadAsync(
            db => db.ExecuteScalar<string?>("select text from cache where connection = @Connection and name = @Name", turn), cancellationToken);
        return last == turn.Source ? 0 : await lease.WriteAsync(
            (db, transaction) =>
            {
                db.Execute(
                    """
                    insert into cache (connection, name, at, text) values (@Connection, @Name, @Now, @Source)
                    on conflict (connection, name) do update set at = excluded.at, text = excluded.text
                    """,
                    turn, transaction);
                return source == EventSource.Latest ? TakeLatest(db, transaction, turn) : 0;
            },
            cancellationToken);
    }

    static int TakeLatest(DbConnection db, DbTransaction transaction, Turn turn)
    {
        var leads = Stored.List(db.Query<long>(lost, turn, transaction));
        db.Execute(
            $"""
            insert into event (connection, key, lead_id, kind, occurred_at, observed_at, value, is_first, crm_order, source, estimated)
            select connection, object || '/' || id || '/' || @Field || '/' || stamp || '/' || coalesce(seen_status, ''), lead_id,
                {EventKinds.Status}, stamp, @Now + coalesce((select crm_ahead from connection where name = @Connection), 0),
                seen_status, 0, '', {(int)EventSource.Latest}, 1
            from lead where lead_id in ({Dialect.Values})
            on conflict (connection, key) do nothing
            """,
            new { turn.Connection, turn.Field, turn.Now, values = leads }, transaction);
        return db.Execute(
            $"update lead set latest_at = stamp where lead_id in ({Dialect.Values})",
            new { values = leads }, transaction);
    }

    sealed record Turn(string Connection, string Object, string Field, string Name, string Source, long Now);
}

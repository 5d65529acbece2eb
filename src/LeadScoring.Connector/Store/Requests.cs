using System.Data.Common;
using Dapper;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>What people ask of a connection from the command line; the next pass of whoever runs it does it.</summary>
sealed class Requests(Lease lease)
{
    const string Cool = "cool";
    const string Linked = "linked";

    /// <summary>Asks that hot be removed from a lead.</summary>
    /// <returns>The number of the request.</returns>
    public static ValueTask<long> AskToCoolAsync(
        Database database, string connection, long leadId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (db, transaction) => db.ExecuteScalar<long>(
                """
                insert into request (connection, kind, argument, asked_at) values (@connection, @Cool, @leadId, @now)
                returning request_id
                """,
                new { connection, Cool, leadId, now = Stored.Time(now) }, transaction),
            cancellationToken);

    public static ValueTask<bool> IsDoneAsync(Database database, long request, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.ExecuteScalar<bool>(
                "select exists (select 1 from request where request_id = @request and answer is not null)", new { request }),
            cancellationToken);

    /// <summary>The newest request that is not answered; 0 when there is none.</summary>
    public static ValueTask<long> NewestAsync(Database database, string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.ExecuteScalar<long>(
                "select coalesce(max(request_id), 0) from request where connection = @connection and answer is null", new { connection }),
            cancellationToken);

    /// <summary>Turns what was asked into events at <paramref name="reached"/>, answered in the same transaction.</summary>
    public ValueTask<int> ApplyAsync(DateTimeOffset reached, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            var added = db.Execute(
                """
                insert into event (connection, key, lead_id, kind, occurred_at, observed_at, is_first, crm_order, source, estimated)
                select request.connection, lead.object || '/' || lead.id || '/cool/' || request.request_id, lead.lead_id,
                    @Kind, @at, @at, 0, '', 1, 0
                from request
                join lead on lead.lead_id = cast(request.argument as integer)
                where request.connection = @Connection and request.kind = @Cool and request.answer is null
                on conflict (connection, key) do nothing
                """,
                new { lease.Connection, Cool, Kind = (int)EventKind.Removed, at = Stored.Time(reached) }, transaction);
            db.Execute(
                "update request set answer = 'done' where connection = @Connection and answer is null and kind <> 'retry'",
                new { lease.Connection }, transaction);
            db.Execute(
                """
                delete from request
                where connection = @Connection and kind = @Linked and request_id < (select max(request_id) from request)
                """,
                new { lease.Connection, Linked }, transaction);
            return added;
        },
        cancellationToken);

    /// <summary>Asks the connections of these leads for a pass, in the transaction that gives them something to write.</summary>
    public static int Hasten(DbConnection db, DbTransaction transaction, IEnumerable<long> leads) => db.Execute(
        $"""
        insert into request (connection, kind, argument, asked_at)
        select distinct lead.connection, @Linked, '', 0
        from lead
        where lead.lead_id in ({Dialect.Values})
            and not exists (
                select 1 from request
                where request.connection = lead.connection and request.kind = @Linked and request.answer is null)
        """,
        new { Linked, values = Stored.List(leads) }, transaction);
}

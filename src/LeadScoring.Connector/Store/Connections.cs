using System.Text.Json;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>What a connection remembers about itself.</summary>
/// <param name="Since">Where the replay of history begins, fixed at the first pass.</param>
/// <param name="GoLive">The end of the first complete pass; null before it.</param>
/// <param name="TrailedAt">The newest trailing pass, in CRM time; null before the first.</param>
sealed record ConnectionRow(DateTimeOffset? Since, DateTimeOffset? GoLive, DateTimeOffset? TrailedAt);

/// <summary>The standing facts of one connection: go-live, caches, values no mapping names, past passes.</summary>
sealed class Connections(Lease lease, TimeProvider time)
{
    public ValueTask<ConnectionRow> ReadAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.QuerySingleOrDefault<(long? Since, long? GoLive, long? TrailedAt)?>(
            "select since_at, go_live, trailed_at from connection where name = @Connection", new { lease.Connection }) is { } row
            ? new ConnectionRow(Stored.Time(row.Since), Stored.Time(row.GoLive), Stored.Time(row.TrailedAt))
            : new ConnectionRow(null, null, null),
        cancellationToken);

    /// <summary>
    /// Fixes the beginning of the replay (a later pass keeps the first answer), and how far the CRM's clock is ahead of
    /// this machine's.
    /// </summary>
    public ValueTask<int> BeginAsync(DateTimeOffset since, DateTimeOffset crmTime, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            """
            insert into connection (name, since_at, crm_ahead) values (@Connection, @since, @ahead)
            on conflict (name) do update set
                since_at = coalesce(connection.since_at, excluded.since_at), crm_ahead = excluded.crm_ahead
            """,
            new { lease.Connection, since = Stored.Time(since), ahead = (long)(crmTime - time.GetUtcNow()).TotalMilliseconds },
            transaction),
        cancellationToken);

    /// <summary>What the CRM's clock shows, by what its last answers have told of it.</summary>
    public ValueTask<DateTimeOffset> CrmTimeAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => time.GetUtcNow() + TimeSpan.FromMilliseconds(db.ExecuteScalar<long>(
            "select coalesce(max(crm_ahead), 0) from connection where name = @Connection", new { lease.Connection })),
        cancellationToken);

    /// <summary>A complete pass has read these objects up to then; an earlier answer stays.</summary>
    public ValueTask<int> GoLiveAsync(IReadOnlyList<string> objects, DateTimeOffset at, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            db.ExecuteMany(
                "insert into object_live (connection, object, at) values (@Connection, @name, @at) on conflict (connection, object) do nothing",
                objects.Select(name => new { lease.Connection, name, at = Stored.Time(at) }), transaction);
            return db.Execute(
                "update connection set go_live = coalesce(go_live, @at) where name = @Connection",
                new { lease.Connection, at = Stored.Time(at) }, transaction);
        },
        cancellationToken);

    /// <summary>The end of the first complete reading of each object, where there was one.</summary>
    public ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> LiveAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => (IReadOnlyDictionary<string, DateTimeOffset>)db.Query<(string Object, long At)>(
            "select object, at from object_live where connection = @Connection", new { lease.Connection })
            .ToDictionary(row => row.Object, row => Stored.Time(row.At), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>A trailing pass has read every stream.</summary>
    public ValueTask<int> TrailedAsync(DateTimeOffset at, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            "update connection set trailed_at = @at where name = @Connection",
            new { lease.Connection, at = Stored.Time(at) }, transaction),
        cancellationToken);

    /// <summary>What the CRM told under this name, unless it is older than <paramref name="maxAge"/>.</summary>
    public ValueTask<string?> CachedAsync(string name, TimeSpan maxAge, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<string?>(
            "select text from cache where connection = @Connection and name = @name and at > @oldest and at <= @now",
            new
            {
                lease.Connection,
                name,
                oldest = Stored.Time(time.GetUtcNow() - maxAge),
                now = Stored.Time(time.GetUtcNow()),
            }),
        cancellationToken);

    public ValueTask<int> CacheAsync(string name, string text, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute(
            """
            insert into cache (connection, name, at, text) values (@Connection, @name, @now, @text)
            on conflict (connection, name) do update set at = excluded.at, text = excluded.text
            """,
            new { lease.Connection, name, text, now = Stored.Time(time.GetUtcNow()) }, transaction),
        cancellationToken);

    /// <summary>The CRM's fields were changed: the next pass describes its objects anew.</summary>
    public static ValueTask<int> ForgetFieldsAsync(Database database, string connection, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (db, transaction) => db.Execute(
                "update cache set at = 0 where connection = @connection and name like 'describe:%'", new { connection }, transaction),
            cancellationToken);

    /// <summary>Adds to the counts of status values that no mapping names.</summary>
    public ValueTask<int> CountUnmappedAsync(IReadOnlyDictionary<string, int> values, CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) =>
            {
                var text = db.ExecuteScalar<string>(
                    "select unmapped from connection where name = @Connection", new { lease.Connection }, transaction) ?? "{}";
                var counts = JsonSerializer.Deserialize<Dictionary<string, int>>(text) ?? [];
                foreach (var (value, count) in values)
                    counts[value] = counts.GetValueOrDefault(value) + count;
                return db.Execute(
                    "update connection set unmapped = @text where name = @Connection",
                    new { lease.Connection, text = JsonSerializer.Serialize(counts) }, transaction);
            },
            cancellationToken);

    /// <summary>Keeps the report of a pass, and forgets those older than thirty days.</summary>
    public ValueTask<int> PassedAsync(
        string run, DateTimeOffset started, string status, string report, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            db.Execute(
                "delete from pass where connection = @Connection and ended_at < @oldest",
                new { lease.Connection, oldest = Stored.Time(time.GetUtcNow().AddDays(-30)) }, transaction);
            return db.Execute(
                """
                insert into pass (run, connection, started_at, ended_at, status, report)
                values (@run, @Connection, @started, @ended, @status, @report)
                """,
                new { run, lease.Connection, started = Stored.Time(started), ended = Stored.Time(time.GetUtcNow()), status, report },
                transaction);
        },
        cancellationToken);
}

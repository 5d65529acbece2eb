using System.Data.Common;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>
/// The right to run one connection, held by one process at a time. Every write of a pass goes through it and is refused
/// once somebody else has taken over. The lock file beside the database is released by the operating system when the
/// process dies, however it dies, so a successor never waits.
/// </summary>
sealed class Lease : IDisposable
{
    readonly FileStream file;
    readonly long fence;

    Lease(Database database, string connection, FileStream file, long fence)
    {
        Database = database;
        Connection = connection;
        this.file = file;
        this.fence = fence;
    }

    public Database Database { get; }

    public string Connection { get; }

    /// <exception cref="LeaseHeldException">Another process runs this connection.</exception>
    public static async Task<Lease> TakeAsync(
        Database database, string connection, string holder, CancellationToken cancellationToken)
    {
        var held = await LockAsync(database, connection, cancellationToken);
        var number = await database.WriteAsync(
            (db, transaction) => db.ExecuteScalar<long>(
                """
                insert into lease (connection, holder, fence) values (@connection, @holder, 1)
                on conflict (connection) do update set holder = @holder, fence = lease.fence + 1
                returning fence
                """,
                new { connection, holder }, transaction),
            cancellationToken);
        return new Lease(database, connection, held, number);
    }

    /// <summary>Who runs the connection now; null when nobody does.</summary>
    public static async Task<string?> HolderAsync(Database database, string connection, CancellationToken cancellationToken)
    {
        if (TryLock(PathOf(database, connection)) is { } free)
        {
            await free.DisposeAsync();
            return null;
        }

        return await LastHolderAsync(database, connection, cancellationToken);
    }

    /// <summary>One transaction, refused when the lease has passed on.</summary>
    /// <exception cref="LeaseLostException">Somebody else runs this connection by now.</exception>
    public ValueTask<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) =>
        Database.WriteAsync(
            (db, transaction) =>
            {
                var current = db.ExecuteScalar<long>(
                    "select fence from lease where connection = @Connection", new { Connection }, transaction);
                return current == fence ? work(db, transaction) : throw new LeaseLostException(Connection);
            },
            cancellationToken);

    public ValueTask<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken) =>
        Database.ReadAsync(query, cancellationToken);

    public void Dispose() => file.Dispose();

    /// <summary>Somebody who only looks holds the lock for an instant, so one refusal proves nothing.</summary>
    static async Task<FileStream> LockAsync(Database database, string connection, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (TryLock(PathOf(database, connection)) is { } held)
                return held;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }

        throw new LeaseHeldException(connection, await LastHolderAsync(database, connection, cancellationToken) ?? "another process");
    }

    static ValueTask<string?> LastHolderAsync(Database database, string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.ExecuteScalar<string?>("select holder from lease where connection = @connection", new { connection }),
            cancellationToken);

    static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    static string PathOf(Database database, string connection) => $"{database.Path}.{Uri.EscapeDataString(connection)}.lease";
}

/// <summary>Another process runs the connection.</summary>
sealed class LeaseHeldException(string connection, string holder)
    : Exception($"Connection \"{connection}\" is run by {holder}. Stop it, or let it do the work.")
{
    public string Holder { get; } = holder;
}

/// <summary>The connection was taken over while this process still worked on it; nothing of the refused write was kept.</summary>
sealed class LeaseLostException(string connection) : Exception($"Connection \"{connection}\" was taken over by another process.");

using Dapper;
using LeadScoring.Connector.Crm;

namespace LeadScoring.Connector.Store;

/// <summary>What was known of an account when somebody last called it.</summary>
/// <param name="LookedAt">While it is paused, when a call was last spent on looking.</param>
sealed record AllocationRow(CrmQuota? Quota, DateTimeOffset? LookedAt);

/// <summary>
/// The calls of one connection, and the allocation they come from. Kept beside any lease, because the calls of a dry run
/// count as well.
/// </summary>
sealed class CallBook(Database database, string connection)
{
    const long Day = 24;

    public ValueTask<AllocationRow> ReadAsync(CancellationToken cancellationToken) => database.ReadAsync(
        db => db.QuerySingleOrDefault<(long? Used, long? Quota, long? LookedAt)?>(
            "select used, quota, looked_at from allocation where connection = @connection", new { connection }) is { } row
            ? new AllocationRow(row is { Used: { } used, Quota: { } quota } ? new(used, quota) : null, Stored.Time(row.LookedAt))
            : new AllocationRow(null, null),
        cancellationToken);

    public ValueTask<int> ToldAsync(CrmQuota quota, CancellationToken cancellationToken) => database.WriteAsync(
        (db, transaction) => db.Execute(
            """
            insert into allocation (connection, used, quota) values (@connection, @Used, @Limit)
            on conflict (connection) do update set used = excluded.used, quota = excluded.quota
            """,
            new { connection, quota.Used, quota.Limit }, transaction),
        cancellationToken);

    /// <summary>Pauses the connection, or goes on pausing it after a look at <paramref name="lookedAt"/>; null ends the pause.</summary>
    public ValueTask<int> PauseAsync(DateTimeOffset? lookedAt, CancellationToken cancellationToken) => database.WriteAsync(
        (db, transaction) => db.Execute(
            """
            insert into allocation (connection, looked_at) values (@connection, @at)
            on conflict (connection) do update set looked_at = excluded.looked_at
            """,
            new { connection, at = Stored.Time(lookedAt) }, transaction),
        cancellationToken);

    /// <summary>
    /// Counts calls before they are made, so that a crash forgets none. An hour that the last 24 only touch counts whole.
    /// </summary>
    /// <param name="most">The most that may be used in 24 hours; null for no limit.</param>
    /// <returns>How many may be made: <paramref name="count"/>, or as many as are left.</returns>
    public ValueTask<long> TakeAsync(long count, long? most, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (db, transaction) =>
        {
            var hour = HourOf(now);
            db.Execute(
                "delete from call_hour where connection = @connection and hour < @oldest",
                new { connection, oldest = hour - Day }, transaction);
            var used = db.ExecuteScalar<long>(
                "select coalesce(sum(calls), 0) from call_hour where connection = @connection", new { connection }, transaction);
            var granted = most is { } limit ? Math.Clamp(limit - used, 0, count) : count;
            db.Execute(
                """
                insert into call_hour (connection, hour, calls) values (@connection, @hour, @granted)
                on conflict (connection, hour) do update set calls = call_hour.calls + excluded.calls
                """,
                new { connection, hour, granted }, transaction);
            return granted;
        },
        cancellationToken);

    /// <summary>Calls that were taken at <paramref name="takenAt"/> and not made.</summary>
    public ValueTask<int> GiveBackAsync(long count, DateTimeOffset takenAt, CancellationToken cancellationToken) => database.WriteAsync(
        (db, transaction) => db.Execute(
            $"""
            update call_hour set calls = {Dialect.Greatest("0", "calls - @count")}
            where connection = @connection and hour = @hour
            """,
            new { connection, count, hour = HourOf(takenAt) }, transaction),
        cancellationToken);

    static long HourOf(DateTimeOffset time) => (long)Math.Floor((time - DateTimeOffset.UnixEpoch).TotalHours);
}

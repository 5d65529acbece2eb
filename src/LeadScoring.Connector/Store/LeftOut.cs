using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>The rows of each stream that the CRM left out of its answers, and that have to be asked for again.</summary>
sealed class LeftOut(Lease lease)
{
    public ValueTask<OpenRows> ReadAsync(string stream, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.QuerySingleOrDefault<(long At, string Text)?>(
            "select at, text from cache where connection = @Connection and name = @name", new { lease.Connection, name = Name(stream) }) is { } row
            ? new OpenRows(row.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries), row.At == 0 ? null : Stored.Time(row.At))
            : new OpenRows([], LookedAt: null),
        cancellationToken);

    public ValueTask<int> KeepAsync(string stream, OpenRows rows, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => rows.Ids.Count == 0
            ? db.Execute("delete from cache where connection = @Connection and name = @name", new { lease.Connection, name = Name(stream) }, transaction)
            : db.Execute(
                """
                insert into cache (connection, name, at, text) values (@Connection, @name, @at, @text)
                on conflict (connection, name) do update set at = excluded.at, text = excluded.text
                """,
                new { lease.Connection, name = Name(stream), at = Stored.Time(rows.LookedAt) ?? 0, text = string.Join(' ', rows.Ids) }, transaction),
        cancellationToken);

    static string Name(string stream) => $"left_out:{stream}";
}

/// <param name="LookedAt">When it was last asked which of them the CRM still lists, or when the first was asked for again; null before.</param>
sealed record OpenRows(IReadOnlyList<string> Ids, DateTimeOffset? LookedAt);

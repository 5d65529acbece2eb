using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>The rows of each stream that the CRM left out of its answers, and that have to be asked for again.</summary>
sealed class LeftOut(Lease lease)
{
    public ValueTask<IReadOnlyList<string>> ReadAsync(string stream, CancellationToken cancellationToken) => lease.ReadAsync(
        db => (IReadOnlyList<string>)(db.ExecuteScalar<string?>(
            "select text from cache where connection = @Connection and name = @name", new { lease.Connection, name = Name(stream) }) ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries),
        cancellationToken);

    public ValueTask<int> KeepAsync(string stream, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => ids.Count == 0
            ? db.Execute("delete from cache where connection = @Connection and name = @name", new { lease.Connection, name = Name(stream) }, transaction)
            : db.Execute(
                """
                insert into cache (connection, name, at, text) values (@Connection, @name, 0, @text)
                on conflict (connection, name) do update set text = excluded.text
                """,
                new { lease.Connection, name = Name(stream), text = string.Join(' ', ids) }, transaction),
        cancellationToken);

    static string Name(string stream) => $"left_out:{stream}";
}

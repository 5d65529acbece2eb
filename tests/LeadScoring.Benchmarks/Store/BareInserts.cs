using System.Data.Common;
using LeadScoring.Connector.Store;

namespace LeadScoring.Benchmarks.Store;

/// <summary>
/// The least a database can do for the same rows: one prepared insert for the lead, one for the event and one for the
/// ledger entry, a transaction a page, nothing read and nothing decided.
/// </summary>
static class BareInserts
{
    const string Lead =
        """
        insert into lead (connection, object, id, name, email, owner_id, created_at, stamp, seen_status, model, status, entries)
        values ('salesforce', 'Lead', @id, @name, @email, '005000000000001AAA', @at, @at, @status, @model, @status, 1)
        """;

    const string Event =
        """
        insert into event (connection, key, lead_id, kind, occurred_at, observed_at, value, is_first, crm_order, source, estimated, folded)
        values ('salesforce', @key, @lead, 0, @at, @at, @status, 0, '', 1, 0, 1)
        """;

    const string Entry =
        """
        insert into ledger (connection, key, part, lead_id, kind, rule, points, part_after, total_after, occurred_at,
            observed_at, model, layer, source, estimated)
        values ('salesforce', @key, 0, @lead, 0, @status, 0, 0, 0, @at, @at, @model, 'company', 1, 0)
        """;

    static readonly string[] Names = ["@id", "@name", "@email", "@at", "@status", "@model", "@key", "@lead"];

    public static async Task RunAsync(Database database, int leads)
    {
        await using var connection = await database.ConnectAsync(CancellationToken.None);
        foreach (var page in Enumerable.Range(1, leads).Chunk(ScratchStore.PageSize))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            Insert(connection, transaction, Lead, page);
            Insert(connection, transaction, Event, page);
            Insert(connection, transaction, Entry, page);
            await transaction.CommitAsync();
        }
    }

    static void Insert(DbConnection connection, DbTransaction transaction, string sql, int[] page)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        var parameters = Names.Where(name => sql.Contains(name, StringComparison.Ordinal)).Select(name => Add(command, name)).ToArray();
        foreach (var number in page)
        {
            foreach (var parameter in parameters)
                parameter.Value = Value(parameter.ParameterName, number);
            command.ExecuteNonQuery();
        }
    }

    static DbParameter Add(DbCommand command, string name)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        command.Parameters.Add(parameter);
        return parameter;
    }

    static object Value(string name, int number) => name switch
    {
        "@id" => $"00QAAA{number:D9}AAA",
        "@name" => $"Person {number}",
        "@email" => $"person.{number}@example.com",
        "@at" => 1_772_452_800_000L + number,
        "@model" => "5f2b6a0e7cb34d0c8b8a3a4ea3bfb7e8b6d4c1d2e3f405162738495a6b7c8d9e",
        "@key" => $"Lead/00QAAA{number:D9}AAA/Status/{1_772_452_800_000L + number}/Closed - Not Converted",
        "@lead" => (long)number,
        _ => "Closed - Not Converted",
    };
}

using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LeadScoring.Connector.Tests.Processes;

/// <summary>Looks into the database of a connector from outside.</summary>
static class StoreFile
{
    /// <summary>
    /// The scores, flags, parts and timers of every lead, its whole ledger, what is still to be done and how far was read;
    /// without row numbers, observed times, and timers of records that are gone, which never run out.
    /// </summary>
    public static string Contents(string file) => string.Join('\n', [
        .. Rows(file, """
            select connection, object, id, status_points, behaviour_points, fit_points, status, status_at, hot, hot_since, resets_at,
                case when gone = 0 then next_check_at end, last_reset_at, entries, closed, gone, successor, seen_status, hot_source, last_interaction_at,
                last_removal_at, last_cooled_at, stage, removed, model
            from lead
            order by connection, object, id
            """),
        .. Rows(file, """
            select ledger.connection, key, part, kind, rule, points, part_after, total_after, occurred_at, ledger.model, layer, note
            from ledger
            order by ledger.connection, key, part
            """),
        .. Rows(file, "select connection, count(*) from event where folded = 0 group by connection"),
        .. Rows(file, "select connection, count(*) from outbox group by connection"),
        .. Rows(file, "select connection, stream, at from cursor order by connection, stream"),
    ]);

    /// <summary>How far each stream has been read.</summary>
    public static IReadOnlyList<string> Cursors(string file) =>
        Rows(file, "select connection, stream, at, id from cursor order by connection, stream");

    /// <summary>Leads whose parts are not the sums of their ledger.</summary>
    public static IReadOnlyList<string> Unbalanced(string file) => Rows(file, """
        select lead.connection, lead.object, lead.id
        from lead
        left join ledger on ledger.lead_id = lead.lead_id
        group by lead.lead_id
        having status_points <> total(ledger.points) filter (where part = 0)
            or behaviour_points <> total(ledger.points) filter (where part = 1)
            or fit_points <> total(ledger.points) filter (where part = 2)
        """);

    /// <summary>A line for each row, its values apart by a bar.</summary>
    public static List<string> Rows(string file, string query)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        return rows;
    }

    public static long Number(string file, string query) => long.Parse(Rows(file, query)[0], CultureInfo.InvariantCulture);

    static string Text(object value) => value is DBNull ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

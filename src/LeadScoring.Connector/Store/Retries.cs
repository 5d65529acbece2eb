using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>What became of rows that a person asked to have tried again.</summary>
sealed record RetryAnswer(int Retried, int Accepted, int Rejected);

/// <summary>
/// Rows that a CRM refused and alerts that failed or were given up, tried at once by the pass that follows a request, which is
/// answered when that pass has come to its end.
/// </summary>
sealed class Retries(Lease lease)
{
    const string Kind = "retry";

    /// <returns>The number of the request.</returns>
    public static ValueTask<long> AskAsync(Database database, string connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (db, transaction) => db.ExecuteScalar<long>(
                """
                insert into request (connection, kind, argument, asked_at) values (@connection, @Kind, '', @now)
                returning request_id
                """,
                new { connection, Kind, now = Stored.Time(now) }, transaction),
            cancellationToken);

    /// <returns>Null while no pass has answered it.</returns>
    public static async ValueTask<RetryAnswer?> AnswerAsync(Database database, long request, CancellationToken cancellationToken)
    {
        var answer = await database.ReadAsync(
            db => db.ExecuteScalar<string?>("select answer from request where request_id = @request", new { request }), cancellationToken);
        return answer is null ? null : JsonSerializer.Deserialize<RetryAnswer>(answer);
    }

    /// <summary>Before anything is sent.</summary>
    public ValueTask<int> BeginAsync(CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            if (!IsAsked(db, transaction))
                return 0;

            var argument = JsonSerializer.Serialize(new Asked(
                [.. db.Query<long>(
                    "update outbox set next_try_at = 0 where connection = @Connection and state in (1, 2) returning lead_id",
                    new { lease.Connection }, transaction)],
                [.. db.Query<long>(
                    """
                    update alert set next_try_at = 0, asked = 1, attempts = 0, digest = case when state = 2 and may_be_there = 0 then null else digest end, state = 0
                    where connection = @Connection and (state = 2 or (state = 0 and attempts > 0))
                    returning alert_id
                    """,
                    new { lease.Connection }, transaction)]));
            return db.Execute(
                "update request set argument = @argument where connection = @Connection and kind = @Kind and answer is null and argument = ''",
                new { lease.Connection, Kind, argument }, transaction);
        },
        cancellationToken);

    /// <summary>After everything has been sent.</summary>
    public ValueTask<int> EndAsync(CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) =>
        {
            var asked = db.Query<(long Id, string Argument)>(
                "select request_id, argument from request where connection = @Connection and kind = @Kind and answer is null and argument <> ''",
                new { lease.Connection, Kind }, transaction).AsList();
            foreach (var (id, argument) in asked)
            {
                db.Execute(
                    "update request set answer = @answer where request_id = @id",
                    new { id, answer = JsonSerializer.Serialize(Judge(db, transaction, argument)) }, transaction);
            }

            return asked.Count;
        },
        cancellationToken);

    bool IsAsked(DbConnection db, DbTransaction transaction) => db.ExecuteScalar<bool>(
        "select exists (select 1 from request where connection = @Connection and kind = @Kind and answer is null and argument = '')",
        new { lease.Connection, Kind }, transaction);

    static RetryAnswer Judge(DbConnection db, DbTransaction transaction, string argument)
    {
        var asked = JsonSerializer.Deserialize<Asked>(argument) ?? new([], []);
        var (refused, failed, sent) = db.QuerySingle<(int, int, int)>(
            $"""
            select (select count(*) from outbox where lead_id in ({Dialect.ValuesOf("leads")})),
                count(*) filter (where state = 2 or (state = 0 and attempts > 0)), count(*) filter (where state = 1)
            from alert where alert_id in ({Dialect.ValuesOf("alerts")})
            """,
            new { leads = Stored.List(asked.Leads), alerts = Stored.List(asked.Alerts) }, transaction);
        return new(asked.Leads.Count + asked.Alerts.Count, asked.Leads.Count - refused + sent, refused + failed);
    }

    sealed record Asked(IReadOnlyList<long> Leads, IReadOnlyList<long> Alerts);
}

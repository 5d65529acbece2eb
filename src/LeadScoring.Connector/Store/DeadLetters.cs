using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>Something that was given up, until a person has it tried again.</summary>
/// <param name="What">fields, mail, notification, activity or webhook.</param>
sealed record DeadLetter(string What, string Object, string Id, string Code, int Attempts);

/// <summary>What was given up, and what is still to be told; works beside a running worker.</summary>
sealed class DeadLetters(Database database)
{
    static readonly string[] Channels = ["mail", "notification", "activity", "webhook"];

    public ValueTask<IReadOnlyList<DeadLetter>> ReadAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<DeadLetter>)db.Query<(long Channel, string Object, string Id, string? Code, long Attempts)>(
                """
                select -1, lead.object, lead.id, outbox.code, outbox.attempts
                from outbox
                join lead on lead.lead_id = outbox.lead_id
                where outbox.connection = @connection and outbox.state = 2
                union all
                select alert.channel, lead.object, lead.id, alert.code, alert.attempts
                from alert
                join lead on lead.lead_id = alert.lead_id
                where alert.connection = @connection and alert.state = 2
                """,
                new { connection })
            .Select(row => new DeadLetter(row.Channel < 0 ? "fields" : Channels[row.Channel], row.Object, row.Id, row.Code ?? "", (int)row.Attempts))
            .ToList(),
        cancellationToken);

    /// <summary>Alerts that wait to be sent.</summary>
    public ValueTask<int> WaitingAlertsAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.ExecuteScalar<int>("select count(*) from alert where connection = @connection and state = 0", new { connection }),
        cancellationToken);
}

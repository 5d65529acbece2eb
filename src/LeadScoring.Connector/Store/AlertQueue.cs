using System.Data.Common;
using Dapper;
using LeadScoring.Connector.Alerts;

namespace LeadScoring.Connector.Store;

/// <summary>Which alerts of one connection are due, and which went out.</summary>
sealed class AlertQueue(Lease lease)
{
    /// <summary>The next alerts that may be tried, in the order in which they were planned.</summary>
    /// <param name="closed">The ways that none can take now.</param>
    public ValueTask<IReadOnlyList<DueAlert>> DueAsync(
        IReadOnlyCollection<AlertChannel> closed, long after, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        lease.ReadAsync(
            db =>
            {
                var rows = db.Query<AlertRow>(
                    $"""
                    select alert.* from alert
                    join lead on lead.lead_id = alert.lead_id
                    where alert.connection = @Connection and alert.state = 0 and alert.next_try_at <= @now
                        and alert.channel not in ({Dialect.Values}) and alert.alert_id > @after and (lead.gone in (@Present, @Deleted) or lead.joined = 1)
                    order by alert.alert_id
                    limit @limit
                    """,
                    new
                    {
                        lease.Connection,
                        after,
                        now = Stored.Time(now),
                        limit,
                        Gone.Present,
                        Gone.Deleted,
                        values = Channels(closed),
                    }).AsList();
                return Due(db, rows);
            },
            cancellationToken);

    /// <summary>What is left of a digest that did not arrive.</summary>
    public ValueTask<IReadOnlyList<DueAlert>> OfDigestAsync(string digest, CancellationToken cancellationToken) => lease.ReadAsync(
        db => Due(db, db.Query<AlertRow>(
            "select * from alert where connection = @Connection and digest = @digest and state = 0 order by alert_id",
            new { lease.Connection, digest }).AsList()),
        cancellationToken);

    /// <summary>How many alerts wait for a way.</summary>
    public ValueTask<int> WaitingAsync(AlertChannel channel, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<int>(
            "select count(*) from alert where connection = @Connection and state = 0 and channel = @channel",
            new { lease.Connection, channel = (int)channel }),
        cancellationToken);

    /// <summary>Alerts that failed and are tried again.</summary>
    public ValueTask<int> FailingAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<int>(
            "select count(*) from alert where connection = @Connection and state = 0 and attempts > 0", new { lease.Connection }),
        cancellationToken);

    /// <summary>Messages that were sent one by one on these channels since then.</summary>
    public ValueTask<int> SentSinceAsync(
        IReadOnlyCollection<AlertChannel> channels, DateTimeOffset since, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<int>(
            $"""
            select count(*) from alert
            where connection = @Connection and sent_at > @since and digest is null and channel in ({Dialect.Values})
            """,
            new { lease.Connection, since = Stored.Time(since), values = Channels(channels) }),
        cancellationToken);

    /// <summary>Whether a digest went to the recipient since then.</summary>
    public ValueTask<bool> HadDigestAsync(
        AlertChannel channel, string recipient, DateTimeOffset since, CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<bool>(
            """
            select exists (
                select 1 from alert
                where connection = @Connection and sent_at > @since and digest is not null
                    and channel = @channel and recipient = @recipient)
            """,
            new { lease.Connection, since = Stored.Time(since), channel = (int)channel, recipient }),
        cancellationToken);

    static IReadOnlyList<DueAlert> Due(DbConnection db, List<AlertRow> rows)
    {
        var leads = db.Query<LeadRow>(
            $"select * from lead where lead_id in ({Dialect.Values})",
            new { values = Stored.List(rows.Select(row => row.LeadId).Distinct()) }).ToDictionary(lead => lead.LeadId);
        var recent = Ledgers.Recent(db, leads.Values);
        return rows.ConvertAll(row => new DueAlert(row, leads[row.LeadId], recent[row.LeadId].Select(entry => entry.Entry()).ToList()));
    }

    static string Channels(IEnumerable<AlertChannel> channels) => Stored.List(channels.Select(channel => (int)channel));
}

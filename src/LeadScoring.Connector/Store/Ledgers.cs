using System.Data.Common;
using Dapper;
using LeadScoring.Core;

namespace LeadScoring.Connector.Store;

/// <summary>A refused or waiting write, as <c>status</c> counts it.</summary>
sealed record OutboxCount(int Rejected, int Waiting);

/// <summary>One stream's cursor.</summary>
sealed record StreamCursor(string Stream, DateTimeOffset At, string Id);

/// <summary>The last pass of a connection.</summary>
sealed record LastPass(DateTimeOffset EndedAt, string Status, string Report);

/// <summary>What the reporting commands read; works beside a running worker.</summary>
sealed class Ledgers(Database database)
{
    /// <summary>Leads with an entry, or hot in the other CRM: hot first, then by total, then by the moment they turned hot.</summary>
    public ValueTask<IReadOnlyList<LeadRow>> LeadsAsync(
        string? connection, bool hotOnly, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<LeadRow>)db.Query<LeadRow>(
            """
            select * from lead
            where (entries > 0 or linked_hot = 1) and gone = 0 and (@connection is null or connection = @connection)
                and (hot = 1 or linked_hot = 1 or @hotOnly = 0)
            order by hot = 1 or linked_hot = 1 desc, status_points + behaviour_points + fit_points desc,
                coalesce(hot_since, linked_since) desc, connection, object, id
            """,
            new { connection, hotOnly = hotOnly ? 1 : 0 }).AsList(),
        cancellationToken);

    /// <summary>The leads an id or e-mail address (any case) names.</summary>
    public ValueTask<IReadOnlyList<LeadRow>> FindAsync(
        string connection, string idOrEmail, string? objectName, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<LeadRow>)db.Query<LeadRow>(
            """
            select * from lead
            where connection = @connection and stamp > 0 and (gone = 0 or id = @idOrEmail) and (id = @idOrEmail or (length(@idOrEmail) = 15 and substr(id, 1, 15) = @idOrEmail) or lower(email) = lower(@idOrEmail))
                and (@objectName is null or lower(object) = lower(@objectName))
            order by object, id
            """,
            new { connection, idOrEmail, objectName }).AsList(),
        cancellationToken);

    /// <summary>The leads with these rows.</summary>
    public ValueTask<IReadOnlyList<LeadRow>> OfRowsAsync(IEnumerable<long> leads, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<LeadRow>)db.Query<LeadRow>(
            $"select * from lead where lead_id in ({Dialect.Values})", new { values = Stored.List(leads) }).AsList(),
        cancellationToken);

    /// <summary>How many records of a connection are linked; null while nobody of it is to be.</summary>
    public ValueTask<int?> LinkedAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.ExecuteScalar<int?>(
            """
            select (select count(*) from lead where lead.connection = linking.connection and linked_id is not null)
            from linking
            where connection = @connection
            """,
            new { connection }),
        cancellationToken);

    public ValueTask<IReadOnlyList<LedgerRow>> EntriesAsync(long leadId, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<LedgerRow>)db.Query<LedgerRow>(
            "select * from ledger where lead_id = @leadId order by seq", new { leadId }).AsList(),
        cancellationToken);

    /// <summary>The entries since the last reset of each of these leads, and those of fit, which its reasons come from.</summary>
    public ValueTask<ILookup<long, LedgerRow>> RecentAsync(IReadOnlyCollection<LeadRow> leads, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Recent(db, leads), cancellationToken);

    public ValueTask<IReadOnlyList<StreamCursor>> CursorsAsync(string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => (IReadOnlyList<StreamCursor>)db.Query<(string Stream, long At, string Id)>(
                    "select stream, at, id from cursor where connection = @connection and stream not like '%:baseline:%' order by stream", new { connection })
                .Select(row => new StreamCursor(row.Stream, Stored.Time(row.At), row.Id))
                .ToList(),
            cancellationToken);

    /// <summary>How soon owners approached their hot leads since then: one row for each lead that was.</summary>
    public ValueTask<IReadOnlyList<(string? OwnerId, TimeSpan After)>> ResponsesAsync(
        string connection, DateTimeOffset since, CancellationToken cancellationToken) => database.ReadAsync(
        db => (IReadOnlyList<(string?, TimeSpan)>)db.Query<(string? OwnerId, long After)>(
                "select owner_id, contacted_at - hot_since from response where connection = @connection and contacted_at >= @since",
                new { connection, since = Stored.Time(since) })
            .Select(row => (row.OwnerId, TimeSpan.FromMilliseconds(row.After)))
            .ToList(),
        cancellationToken);

    /// <summary>Hot leads that nobody has approached since they turned hot, by owner.</summary>
    public ValueTask<IReadOnlyDictionary<string, int>> WaitingAsync(string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => (IReadOnlyDictionary<string, int>)db.Query<(string OwnerId, long Count)>(
                    """
                    select coalesce(owner_id, ''), count(*) from lead
                    where connection = @connection and hot = 1 and gone = 0 and contacted_at is null
                    group by coalesce(owner_id, '')
                    """,
                    new { connection })
                .ToDictionary(row => row.OwnerId, row => (int)row.Count, StringComparer.Ordinal),
            cancellationToken);

    public ValueTask<LastPass?> LastPassAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.QueryFirstOrDefault<(long EndedAt, string Status, string Report)?>(
            "select ended_at, status, report from pass where connection = @connection order by ended_at desc limit 1",
            new { connection }) is { } row
            ? new LastPass(Stored.Time(row.EndedAt), row.Status, row.Report)
            : null,
        cancellationToken);

    /// <summary>How far the CRM's clock was ahead of this machine's when it last told its time.</summary>
    public ValueTask<TimeSpan> CrmAheadAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => TimeSpan.FromMilliseconds(
            db.ExecuteScalar<long?>("select crm_ahead from connection where name = @connection", new { connection }) ?? 0),
        cancellationToken);

    public ValueTask<DateTimeOffset?> GoLiveAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => Stored.Time(db.ExecuteScalar<long?>("select go_live from connection where name = @connection", new { connection })),
        cancellationToken);

    public ValueTask<OutboxCount> OutboxAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db =>
        {
            var (rejected, waiting) = db.QuerySingle<(int, int)>(
                """
                select count(*) filter (where state = 1), count(*) filter (where state = 0)
                from outbox where connection = @connection
                """,
                new { connection });
            return new OutboxCount(rejected, waiting);
        },
        cancellationToken);

    public ValueTask<ModelInForce?> ModelAsync(string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Models.Read(db, connection), cancellationToken);

    public ValueTask<StagedModel?> StagedAsync(string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(db => Models.ReadStaged(db, connection), cancellationToken);

    /// <summary>Whether the newest status events of the connection came from the CRM's history.</summary>
    public ValueTask<bool> IsTrackedAsync(string connection, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.ExecuteScalar<long?>(
            "select source from event where connection = @connection and kind in (0, 100) order by seq desc limit 1",
            new { connection }) == 0,
        cancellationToken);

    /// <summary>What the CRM told under this name, however long ago.</summary>
    public ValueTask<string?> CachedAsync(string connection, string name, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.ExecuteScalar<string?>(
            "select text from cache where connection = @connection and name = @name", new { connection, name }),
        cancellationToken);

    public static ILookup<long, LedgerRow> Recent(DbConnection db, IEnumerable<LeadRow> leads) => db.Query<LedgerRow>(
            $"""
            select ledger.*
            from ledger
            join lead on lead.lead_id = ledger.lead_id
            where ledger.lead_id in ({Dialect.Values})
                and (ledger.occurred_at >= coalesce(lead.last_reset_at, 0) or ledger.kind = @Fit)
            order by ledger.lead_id, ledger.seq
            """,
            new { values = Stored.List(leads.Select(lead => lead.LeadId)), Fit = (int)EntryKind.Fit })
        .ToLookup(row => row.LeadId);
}

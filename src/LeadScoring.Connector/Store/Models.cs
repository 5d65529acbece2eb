using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>The version of the mapping file a connection scores by.</summary>
/// <param name="At">The moment it took force, in CRM time; null for the first, which had no predecessor.</param>
sealed record ModelInForce(string Hash, string Text, DateTimeOffset? At);

/// <summary>A changed mapping file that is not in force.</summary>
/// <param name="State">waiting, invalid or test_failed.</param>
/// <param name="Alerts">The person who approved it wants the leads alerted that it turns hot.</param>
sealed record StagedModel(string Hash, string State, int Flips, string Message, bool Approved, bool Alerts);

/// <summary>The versions of a connection's mapping file: the one in force, and the one waiting.</summary>
sealed class Models(Lease lease)
{
    public ValueTask<ModelInForce?> InForceAsync(CancellationToken cancellationToken) =>
        lease.ReadAsync(db => Read(db, lease.Connection), cancellationToken);

    public ValueTask<StagedModel?> StagedAsync(CancellationToken cancellationToken) =>
        lease.ReadAsync(db => ReadStaged(db, lease.Connection), cancellationToken);

    /// <summary>Puts a version into force; nothing is staged any more.</summary>
    /// <param name="alerts">Whether the leads that it turns hot are alerted.</param>
    /// <param name="signals">The names of its signals; one that the version before did not have counts from now on.</param>
    public ValueTask<int> EnforceAsync(
        string hash, string text, IReadOnlyCollection<string> signals, DateTimeOffset? at, bool alerts, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) =>
            {
                db.Execute(
                    $"delete from signal where connection = @Connection and name not in ({Dialect.Values})",
                    new { lease.Connection, values = Stored.List(signals) }, transaction);
                db.ExecuteMany(
                    """
                    insert into signal (connection, name, began_at) values (@Connection, @Name, @At)
                    on conflict (connection, name) do nothing
                    """,
                    signals.Select(name => new { lease.Connection, Name = name, At = Stored.Time(at) }), transaction);
                db.Execute(
                    """
                    insert into model (connection, hash, text, staged_at, in_force_at)
                    values (@Connection, @hash, @text, @now, @at)
                    on conflict (connection, hash) do update set in_force_at = excluded.in_force_at
                    """,
                    new { lease.Connection, hash, text, now = Stored.Time(now), at = Stored.Time(at) }, transaction);
                db.Execute("delete from staged where connection = @Connection", new { lease.Connection }, transaction);
                LeadBook.MarkUnconfirmed(db, transaction, lease.Connection);
                return db.Execute(
                    """
                    insert into connection (name, model, model_at, model_alerts) values (@Connection, @hash, @at, @alerts)
                    on conflict (name) do update set
                        model = excluded.model, model_at = excluded.model_at, model_alerts = excluded.model_alerts
                    """,
                    new { lease.Connection, hash, at = Stored.Time(at), alerts }, transaction);
            },
            cancellationToken);

    /// <summary>Whether the leads that the version in force turns hot are alerted.</summary>
    public ValueTask<bool> AlertsAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => db.ExecuteScalar<bool>("select model_alerts from connection where name = @Connection", new { lease.Connection }),
        cancellationToken);

    /// <summary>When the signals came into force that were added later; the others were there from the beginning.</summary>
    public ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> SignalsAsync(CancellationToken cancellationToken) => lease.ReadAsync(
        db => (IReadOnlyDictionary<string, DateTimeOffset>)db.Query<(string Name, long At)>(
                "select name, began_at from signal where connection = @Connection and began_at is not null", new { lease.Connection })
            .ToDictionary(row => row.Name, row => Stored.Time(row.At), StringComparer.Ordinal),
        cancellationToken);

    /// <summary>Notes why a changed file is not in force. A person's word for the same file is kept.</summary>
    public ValueTask<int> StageAsync(string hash, string state, int flips, string message, CancellationToken cancellationToken) =>
        lease.WriteAsync(
            (db, transaction) => db.Execute(
                """
                insert into staged (connection, hash, state, flips, message, approved)
                values (@Connection, @hash, @state, @flips, @message, 0)
                on conflict (connection) do update set
                    approved = case when staged.hash = excluded.hash then staged.approved else 0 end,
                    hash = excluded.hash, state = excluded.state, flips = excluded.flips, message = excluded.message
                """,
                new { lease.Connection, hash, state, flips, message }, transaction),
            cancellationToken);

    /// <summary>The file is again the one in force.</summary>
    public ValueTask<int> UnstageAsync(CancellationToken cancellationToken) => lease.WriteAsync(
        (db, transaction) => db.Execute("delete from staged where connection = @Connection", new { lease.Connection }, transaction),
        cancellationToken);

    /// <summary>
    /// A person put the file with this hash into force; the next complete pass does it, and a running worker begins one.
    /// </summary>
    public static ValueTask<int> ApproveAsync(
        Database database, string connection, string hash, bool alerts, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (db, transaction) =>
            {
                db.Execute(
                    """
                    insert into staged (connection, hash, state, flips, message, approved, alerts)
                    values (@connection, @hash, 'waiting', 0, '', 1, @alerts)
                    on conflict (connection) do update set approved = 1, hash = excluded.hash, alerts = excluded.alerts
                    """,
                    new { connection, hash, alerts }, transaction);
                return db.Execute(
                    "insert into request (connection, kind, argument, asked_at) values (@connection, 'publish', @hash, 0)",
                    new { connection, hash }, transaction);
            },
            cancellationToken);

    public static ModelInForce? Read(System.Data.Common.DbConnection db, string connection)
    {
        var row = db.QuerySingleOrDefault<(string Hash, string Text, long? At)?>(
            """
            select model.hash, model.text, connection.model_at
            from connection
            join model on model.connection = connection.name and model.hash = connection.model
            where connection.name = @connection
            """,
            new { connection });
        return row is { } found ? new(found.Hash, found.Text, Stored.Time(found.At)) : null;
    }

    public static StagedModel? ReadStaged(System.Data.Common.DbConnection db, string connection)
    {
        var row = db.QuerySingleOrDefault<(string Hash, string State, long Flips, string Message, long Approved, long Alerts)?>(
            "select hash, state, flips, message, approved, alerts from staged where connection = @connection", new { connection });
        return row is { } found ? new(found.Hash, found.State, (int)found.Flips, found.Message, found.Approved != 0, found.Alerts != 0) : null;
    }
}

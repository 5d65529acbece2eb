using Dapper;

namespace LeadScoring.Connector.Store;

/// <summary>Records that are not linked although the other CRM has their address: how many, and the ids of a few.</summary>
sealed record Ambiguous(int Count, IReadOnlyList<string> Some);

/// <summary>Whose people are linked, and who cannot be.</summary>
sealed class People(Lease lease)
{
    const int Named = 5;

    /// <summary>Brings the links into line with the configuration. A million leads are looked at only when it has changed.</summary>
    /// <param name="linked">The CRM of each connection whose people are linked; none to link nobody.</param>
    public async ValueTask EnforceAsync(IReadOnlyDictionary<string, string> linked, CancellationToken cancellationToken)
    {
        var current = await lease.ReadAsync(
            db => db.Query<(string Connection, string Crm)>("select connection, crm from linking").ToHashSet(), cancellationToken);
        if (!current.SetEquals(linked.Select(pair => (pair.Key, pair.Value))))
            await lease.WriteAsync(
                (db, transaction) =>
                {
                    db.Execute("delete from linking", transaction: transaction);
                    db.ExecuteMany(
                        "insert into linking (connection, crm) values (@Key, @Value)", linked, transaction);
                    Links.RelinkAll(db, transaction);
                    return 0;
                },
                cancellationToken);
    }

    public ValueTask<Ambiguous> AmbiguousAsync(CancellationToken cancellationToken) =>
        AmbiguousAsync(lease.Database, lease.Connection, cancellationToken);

    /// <summary>The same beside a running worker.</summary>
    public static ValueTask<Ambiguous> AmbiguousAsync(Database database, string connection, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => new Ambiguous(
                db.ExecuteScalar<int>("select count(*) from lead where connection = @connection and ambiguous = 1", new { connection }),
                db.Query<string>(
                    """
                    select object || ' ' || id from lead
                    where connection = @connection and ambiguous = 1
                    order by lead_id
                    limit @Named
                    """,
                    new { connection, Named }).AsList()),
            cancellationToken);
}

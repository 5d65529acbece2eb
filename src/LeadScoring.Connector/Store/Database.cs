using System.Data.Common;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LeadScoring.Connector.Store;

/// <summary>
/// The one database: opens connections, brings the schema up to date, and runs transactions. SQLite in WAL mode with
/// synchronous=FULL, so what was committed survives a power cut.
/// </summary>
sealed class Database
{
    readonly string connectionString;

    /// <summary>Columns are lower-case with underscores, properties are not.</summary>
    static Database() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    Database(string connectionString) => this.connectionString = connectionString;

    /// <summary>The file, for messages and locks beside it.</summary>
    public string Path => new SqliteConnectionStringBuilder(connectionString).DataSource;

    /// <summary>Opens the database, creates the file readable by its owner only, and migrates it.</summary>
    public static async Task<Database> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 };
        CreateOwnerOnly(builder.DataSource);
        var database = new Database(builder.ToString());
        await database.MigrateAsync(cancellationToken);
        return database;
    }

    public async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync("pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000");
        return connection;
    }

    /// <summary>Runs <paramref name="work"/> in one transaction: all of it is kept, or nothing.</summary>
    public async ValueTask<T> WriteAsync<T>(
        Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var result = work(connection, transaction);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public async ValueTask<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        return query(connection);
    }

    /// <summary>A complete copy in another file, taken while others work.</summary>
    public async Task<Database> CopyAsync(string path, CancellationToken cancellationToken)
    {
        CreateOwnerOnly(path);
        var copy = new Database(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await using var source = new SqliteConnection(connectionString);
        await source.OpenAsync(cancellationToken);
        await using var target = new SqliteConnection(copy.connectionString);
        await target.OpenAsync(cancellationToken);
        source.BackupDatabase(target);
        return copy;
    }

    async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await connection.ExecuteAsync("pragma journal_mode = wal");
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("create table if not exists migration (name text primary key)", transaction: transaction);
        var applied = (await connection.QueryAsync<string>("select name from migration", transaction: transaction)).ToHashSet();
        foreach (var (name, sql) in Migrations().Where(migration => !applied.Contains(migration.Name)))
        {
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync("insert into migration (name) values (@name)", new { name }, transaction);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    static IEnumerable<(string Name, string Sql)> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!); // the name was just listed
            yield return (name.Split('.')[^2], reader.ReadToEnd());
        }
    }

    static void CreateOwnerOnly(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!); // a full path has one
        if (File.Exists(path))
            return;

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
    }
}

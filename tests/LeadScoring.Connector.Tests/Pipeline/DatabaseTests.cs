using System.Runtime.Versioning;
using Dapper;
using LeadScoring.Connector.Store;

namespace LeadScoring.Connector.Tests.Pipeline;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
sealed class DatabaseTests : IDisposable
{
    static readonly int All = typeof(Database).Assembly.GetManifestResourceNames()
        .Count(name => name.EndsWith(".sql", StringComparison.Ordinal));

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lead-scoring-");

    string Path => System.IO.Path.Combine(directory.FullName, "state", "connector.db");

    [Test]
    public async Task A_migration_that_was_applied_is_not_applied_again()
    {
        await OpenAsync();

        var database = await OpenAsync();

        Assert.That(await MigrationsAsync(database), Is.EqualTo(All));
    }

    [Test]
    public async Task A_start_that_was_interrupted_before_the_schema_stood_is_completed_by_the_next()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!); // Path has a folder
        await File.WriteAllBytesAsync(Path, []);

        var database = await OpenAsync();

        Assert.That(await MigrationsAsync(database), Is.EqualTo(All));
    }

    [Test]
    public async Task A_migration_that_fails_leaves_nothing_behind()
    {
        var database = await OpenAsync();
        await ChangeAsync(database, "delete from migration");

        await Assert.CatchAsync(() => OpenAsync());

        Assert.That(await MigrationsAsync(database), Is.Zero);
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_and_its_copy_are_readable_by_their_owner_only()
    {
        var database = await OpenAsync();
        var copy = System.IO.Path.Combine(directory.FullName, "copy.db");

        await database.CopyAsync(copy, CancellationToken.None);

        Assert.That(
            new[] { Path, copy }.Select(File.GetUnixFileMode),
            Is.All.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task A_transaction_that_throws_keeps_nothing()
    {
        var database = await OpenAsync();

        Task Write() => database.WriteAsync<int>(
            (db, transaction) =>
            {
                db.Execute("delete from migration", transaction: transaction);
                throw new InvalidOperationException("half way");
            },
            CancellationToken.None).AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(Write);
        Assert.That(await MigrationsAsync(database), Is.EqualTo(All));
    }

    [Test]
    public async Task A_copy_lives_apart()
    {
        var database = await OpenAsync();

        var copy = await database.CopyAsync(System.IO.Path.Combine(directory.FullName, "copy.db"), CancellationToken.None);
        await ChangeAsync(copy, "delete from migration");

        Assert.That((await MigrationsAsync(database), await MigrationsAsync(copy)), Is.EqualTo((All, 0)));
    }

    public void Dispose() => directory.Delete(recursive: true);

    Task<Database> OpenAsync() => Database.OpenAsync($"Data Source={Path}", CancellationToken.None);

    static ValueTask<int> ChangeAsync(Database database, string sql) =>
        database.WriteAsync((db, transaction) => db.Execute(sql, transaction: transaction), CancellationToken.None);

    static ValueTask<int> MigrationsAsync(Database database) =>
        database.ReadAsync(db => db.ExecuteScalar<int>("select count(*) from migration"), CancellationToken.None);
}

using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Pipeline;
using LeadScoring.Connector.Store;
using LeadScoring.Core.Rules;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Benchmarks.Store;

/// <summary>A store in a directory of its own, deleted afterwards, and the way of a page through it.</summary>
sealed class ScratchStore : IDisposable
{
    public const string Connection = "salesforce";
    public const int PageSize = 2000;

    static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    static readonly Mappings Mapping = Mappings.Salesforce.WithoutHistory();

    readonly DirectoryInfo directory;
    readonly Lease lease;

    ScratchStore(DirectoryInfo folder, Database database, Lease lease)
    {
        directory = folder;
        this.lease = lease;
        Database = database;
    }

    public Database Database { get; }

    public Lease Lease => lease;

    public static async Task<ScratchStore> OpenAsync()
    {
        var folder = Directory.CreateTempSubdirectory("lead-scoring-benchmark-");
        var database = await Database.OpenAsync($"Data Source={Path.Combine(folder.FullName, "store.db")}", CancellationToken.None);
        return new(folder, database, await Lease.TakeAsync(database, Connection, "benchmark", CancellationToken.None));
    }

    public void Dispose()
    {
        lease.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        directory.Delete(recursive: true);
    }

    public async Task AppendAndFoldAsync(int leads)
    {
        var model = Mapping.Read();
        await AppendAsync(model.Model, model.Scopes[0], leads);
        var folding = new Folding(
            new LeadBook(lease), new Connections(lease, TimeProvider.System), new PassReport(Connection), NullLogger.Instance);
        var context = new FoldContext(
            new SettingsBook(model.Model), new Dictionary<string, Owner>(), ModelAt: null, Start.AddDays(-90), Start.AddDays(1));
        await folding.FoldAsync(context, CancellationToken.None);
    }

    async Task AppendAsync(ScoringModel model, ObjectScope scope, int leads)
    {
        var inbox = new Inbox(lease);
        var stream = new CrmStream(scope.Name, scope, new(scope.Name, new Dictionary<string, CrmField>(), new HashSet<string>()), []);
        var intake = new Intake(new(
            Connection, model.Hash, model.Objects[scope.Name], LeadScoring.Core.EventSource.Latest, Live: true));
        foreach (var page in Enumerable.Range(0, leads).Chunk(PageSize))
        {
            var records = page.Select(Record).ToList();
            var known = await inbox.KnownAsync(scope.Name, [.. records.Select(record => record.Id)], CancellationToken.None);
            var cursor = new Cursor(records[^1].Stamp, records[^1].Id);
            await inbox.KeepAsync(intake.Take(stream, new(records, [], cursor, Start), known, behind: false), CancellationToken.None);
        }
    }

    static CrmRecord Record(int number)
    {
        var at = Start.AddMilliseconds(number);
        var fields = new Dictionary<string, string?> { ["Status"] = number % 10 == 0 ? Mapping.Hot : Mapping.Cold };
        return new("Lead", $"00QAAA{number:D9}AAA", at.AddDays(-10), at, fields)
        {
            Name = $"Person {number}",
            Email = $"person.{number}@example.com",
            OwnerId = "005000000000001AAA",
        };
    }
}

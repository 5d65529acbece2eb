using LeadScoring.Connector.Crm;
using LeadScoring.Connector.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace LeadScoring.Connector.Tests.Crm;

/// <summary>A database and a key ring in a directory of their own.</summary>
sealed class ScratchMemory : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("lead-scoring-");

    public string File => Path.Combine(directory.FullName, "connector.db");

    public string Keys => Path.Combine(directory.FullName, "keys");

    /// <summary>As a process finds it when it starts.</summary>
    public async Task<CrmMemory> OpenAsync(string connection = "hubspot")
    {
        var database = await Database.OpenAsync($"Data Source={File};Pooling=false", CancellationToken.None);
        return new(new(database, connection), new(database, connection, KeyRing.Open(Keys), NullLogger.Instance));
    }

    public void Dispose() => directory.Delete(recursive: true);
}

using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using LeadScoring.Connector.Store;

namespace LeadScoring.Benchmarks.Store;

/// <summary>
/// What keeping one lead with one new event costs, in pages of 2000: append with the cursor, fold, and durable commit. The
/// gate: at most 50 µs a lead. Beside it a bare insert of the same rows, in transactions of the same size.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, iterationCount: 7, warmupCount: 2)]
[MemoryDiagnoser]
public class StoreBenchmarks
{
    const int Leads = 20_000;

    ScratchStore store = null!; // made before each iteration

    [IterationSetup]
    public void Open() => store = ScratchStore.OpenAsync().GetAwaiter().GetResult();

    [IterationCleanup]
    public void Close() => store.Dispose();

    [Benchmark(OperationsPerInvoke = Leads)]
    public Task AppendFoldCommit() => store.AppendAndFoldAsync(Leads);

    [Benchmark(Baseline = true, OperationsPerInvoke = Leads)]
    public Task BareInsert() => BareInserts.RunAsync(store.Database, Leads);
}

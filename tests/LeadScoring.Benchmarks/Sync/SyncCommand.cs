namespace LeadScoring.Benchmarks.Sync;

static class SyncCommand
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}

static class CrmProcess
{
    public const string Verb = "crms";

    public static Task<int> ServeAsync(string[] args) => Task.FromResult(args.Length);
}

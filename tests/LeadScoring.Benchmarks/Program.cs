using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using LeadScoring.Benchmarks.Sync;

return args switch
{
    ["sync", ..] => await SyncCommand.RunAsync(args),
    [CrmProcess.Verb, .. var rest] => await CrmProcess.ServeAsync(rest),
    _ => Measure(args),
};

static int Measure(string[] args)
{
    var here = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance);
    BenchmarkSwitcher.FromAssembly(typeof(SyncCommand).Assembly).Run(args, DefaultConfig.Instance.AddJob(here.AsDefault()));
    return 0;
}

using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using BotAdvice.Benchmarks;

// In this process: nothing is restored or built again, so it runs wherever the bot does.
var config = DefaultConfig.Instance
    .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddColumn(StatisticColumn.Median)
    .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);

if (args is ["start"])
{
    ColdStart.Run();
    return;
}

BenchmarkSwitcher.FromTypes([typeof(TurnBenchmarks), typeof(SearchBenchmarks)]).Run(args.Length > 0 ? args : ["--filter", "*"], config);
ColdStart.Run();

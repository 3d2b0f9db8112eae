using System.Globalization;
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

switch (args)
{
    case ["start"]:
        ColdStart.Run();
        return 0;
    case ["load", .. var at]:
        return LoadComparison.Run(at is [var peer, ..] ? peer : "../shared/bench/peer-botbuilder-js");
    case ["soak", .. var minutes]:
        return await Soak.RunAsync(minutes is [var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 10);
    case ["memory"]:
        return await LiveConversations.RunAsync();
    case ["empty", var port]:
        return EmptyServer.Run(port);
    case ["rank"]:
        RankingFit.Run();
        return 0;
    case ["kinds"]:
        KindFit.Run();
        return 0;
    case ["search", .. var shared]:
        return SearchComparison.Run(shared is [var folder, ..] ? folder : "../shared");
}

BenchmarkSwitcher.FromTypes([typeof(TurnBenchmarks), typeof(SearchBenchmarks)]).Run(args.Length > 0 ? args : ["--filter", "*"], config);
ColdStart.Run();
return 0;

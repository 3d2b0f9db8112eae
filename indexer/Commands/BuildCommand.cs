using System.CommandLine;
using System.Globalization;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Commands;

/// <summary><c>build</c>: makes the index that the bot loads.</summary>
internal static class BuildCommand
{
    private const string DefaultOutput = "knowledge-base.index";

    /// <summary>For the help.</summary>
    public static readonly string[] Examples = ["build", "build knowledge-base --output /srv/botadvice/knowledge-base.index", "build --allow-faults"];

    public static Command Create(CommandContext context)
    {
        var folder = SharedOptions.Folder();
        var on = SharedOptions.On();
        var output = new Option<string?>("--output", "-o")
        {
            Description = $"The file to write; \"{DefaultOutput}\" beside the knowledge base when left out.",
            HelpName = "FILE",
        };
        var allowFaults = new Option<bool>("--allow-faults") { Description = "Build although the check finds faults. For trying things out." };

        var command = new Command(
            "build",
            "Checks the knowledge base and builds the index that the bot loads.")
        {
            folder,
            output,
            on,
            allowFaults,
        };
        command.SetAction(arguments =>
        {
            var started = context.Time.GetTimestamp();
            var progress = new SlowProgress(context);
            var path = SharedOptions.Find(arguments.GetValue(folder), context);

            progress.Report("reading");
            // Before reading: should a file change meanwhile, the fingerprint is the old one and the index counts as out of date.
            var fingerprint = KnowledgeFingerprint.Of(path);
            var load = KnowledgeLoader.Load(path);

            progress.Report("checking");
            var problems = KnowledgeChecker.Check(load, arguments.GetValue(on) ?? context.Today);
            if (problems.Count > 0)
            {
                CheckCommand.WriteText(problems, load.Files.Count, context.Output);
                if (!arguments.GetValue(allowFaults))
                {
                    context.Output.WriteLine("Nothing was built. Mend the faults, or say --allow-faults.");
                    return ExitCode.FaultsFound;
                }
            }

            var target = arguments.GetValue(output) is { } named
                ? Path.GetFullPath(named, context.CurrentFolder)
                : Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path)) ?? path, DefaultOutput);
            IndexBuilder.Build(load.Knowledge, fingerprint, progress).Save(target);

            var size = new FileInfo(target).Length / 1024.0;
            var took = context.Time.GetElapsedTime(started).TotalSeconds;
            context.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(context.CurrentFolder, target)}: {size:N0} KB, {Count(load.Knowledge)} entries, built in {took:0.0} s."));
            return ExitCode.Fine;
        });
        return command;
    }

    private static int Count(KnowledgeBase knowledge) =>
        knowledge.Incidents.Count + knowledge.Emergencies.Count + knowledge.Routes.Count + knowledge.Deadlines.Count + knowledge.Guidance.Count
        + knowledge.PlanSteps.Count + knowledge.Advisers.Count + knowledge.Alerts.Count + knowledge.SmallTalk.Count + knowledge.OutOfScope.Count + knowledge.Commands.Count;
}

/// <summary>Says what is being done once it has taken long enough for somebody to wonder, and only to a person.</summary>
internal sealed class SlowProgress(CommandContext context) : IProgress<string>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly long started = context.Time.GetTimestamp();

    public void Report(string value)
    {
        if (context.ShowsProgress && context.Time.GetElapsedTime(started) > Patience)
        {
            context.Error.WriteLine($"{value} ...");
        }
    }
}

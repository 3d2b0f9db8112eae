using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotAdvice.Indexer.Checking;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Commands;

/// <summary><c>check</c>: names every fault of the knowledge base, where it is and how to mend it.</summary>
internal static class CheckCommand
{
    /// <summary>For the help.</summary>
    public static readonly string[] Examples = ["check", "check knowledge-base --on 2027-01-31", "check --format github"];

    public static Command Create(CommandContext context)
    {
        var folder = SharedOptions.Folder();
        var on = SharedOptions.On();
        var format = new Option<string>("--format")
        {
            Description = "text for people, json for programs, github for notes in a pull request.",
            DefaultValueFactory = _ => "text",
        };
        format.AcceptOnlyFromAmong("text", "json", "github");

        var command = new Command(
            "check",
            "Names every fault of the knowledge base, where it is and how to mend it. Exit code 1 when there is one.")
        {
            folder,
            on,
            format,
        };
        command.SetAction(arguments =>
        {
            var path = SharedOptions.Find(arguments.GetValue(folder), context);
            var load = KnowledgeLoader.Load(path);
            var problems = KnowledgeChecker.Check(load, arguments.GetValue(on) ?? context.Today);
            switch (arguments.GetValue(format))
            {
                case "json":
                    context.Output.WriteLine(JsonSerializer.Serialize(problems, ProblemJson.Default.IReadOnlyListProblem));
                    break;
                case "github":
                    WriteForGitHub(problems, Path.GetRelativePath(context.CurrentFolder, path).Replace('\\', '/'), context.Output);
                    break;
                default:
                    WriteText(problems, load.Files.Count, context.Output);
                    break;
            }

            return problems.Count > 0 ? ExitCode.FaultsFound : ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The faults, a line each, and how many there are of each rule.</summary>
    internal static void WriteText(IReadOnlyList<Problem> problems, int files, TextWriter output)
    {
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        if (problems.Count == 0)
        {
            output.WriteLine($"{files} files, no faults.");
            return;
        }

        var rules = problems.CountBy(problem => problem.Rule, StringComparer.Ordinal)
            .OrderByDescending(rule => rule.Value)
            .ThenBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => $"{rule.Key} {rule.Value}");
        output.WriteLine();
        output.WriteLine($"{files} files, {problems.Count} {(problems.Count == 1 ? "fault" : "faults")}: {string.Join(", ", rules)}.");
    }

    private static void WriteForGitHub(IReadOnlyList<Problem> problems, string folder, TextWriter output)
    {
        foreach (var problem in problems)
        {
            var file = Escaped($"{folder}/{problem.File}").Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
            output.WriteLine($"::error file={file},line={problem.Line},title={problem.Rule}::{Escaped($"{problem.What} {problem.Fix}")}");
        }
    }

    private static string Escaped(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}

/// <summary>Generated writers for <c>--format json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<Problem>))]
internal sealed partial class ProblemJson : JsonSerializerContext;

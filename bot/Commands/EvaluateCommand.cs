using System.CommandLine;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Commands;

/// <summary><c>evaluate</c>: how well the bot understands messages whose right understanding is known.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("folder") { Description = "The folder with the .jsonl files; by default the repository's tests/evaluation.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<string?>("--json") { Description = "Write the figures to this file, to compare with later." };
        var baseline = new Option<string?>("--baseline") { Description = "A file written by --json: shows the figures of then." };
        var misses = new Option<bool>("--misses") { Description = "List the misses of the build split. Those of the score split are never listed." };
        var command = new Command("evaluate", "Measures understanding on tests/evaluation and prints a table for both splits.")
        {
            folder, json, baseline, misses, KnowledgeOptions.FolderOption,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(folder) ?? EvaluationSet.FindFolder();
            if (path is null || !Directory.Exists(path))
            {
                Console.Error.WriteLine(path is null ? "There is no folder \"tests/evaluation\" here or above. Name it." : $"There is no folder \"{path}\".");
                return 2;
            }

            try
            {
                var set = EvaluationSet.ReadFolder(path);
                var earlier = parsed.GetValue(baseline) is { } file ? EvaluationJson.Read(file) : null;
                var responder = new Responder(KnowledgeFolder.Open(parsed.GetValue(KnowledgeOptions.FolderOption), Console.Error));
                var all = Evaluation.Evaluation.Of(responder, set, TimeProvider.System.GetUtcNow());
                var (build, score) = (all.Split(build: true), all.Split(build: false));
                var table = new EvaluationTable(build, score, Console.Out);
                table.PrintFigures(earlier);
                table.PrintClasses();
                table.PrintFacts();
                table.PrintConfusions();
                table.PrintCalibration();
                if (parsed.GetValue(misses))
                {
                    table.PrintMisses();
                }

                if (parsed.GetValue(json) is { } output)
                {
                    File.WriteAllText(output, EvaluationJson.Write(build, score));
                    Console.WriteLine($"\nThe figures stand in {Path.GetFullPath(output)}.");
                }

                return 0;
            }
            catch (FormatException fault)
            {
                Console.Error.WriteLine(fault.Message);
                return 2;
            }
        });
        return command;
    }
}

using System.CommandLine;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Commands;

/// <summary><c>cases</c>: plays the golden cases, and holds every answer against its own must-say and must-not-say.</summary>
internal static class CasesCommand
{
    public static Command Create()
    {
        var command = new Command("cases", "Plays the golden cases of the knowledge base and lists those that do not hold.") { KnowledgeOptions.FolderOption };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(KnowledgeOptions.FolderOption) ?? KnowledgeFolder.Find();
            if (folder is null || !Directory.Exists(folder))
            {
                Console.Error.WriteLine("There is no folder \"knowledge-base\" here or above. Name it with --knowledge.");
                return 2;
            }

            var responder = new Responder(KnowledgeFolder.Open(folder, Console.Error));
            var loaded = KnowledgeLoader.Load(folder);
            var now = TimeProvider.System.GetUtcNow();
            var failed = 0;
            foreach (var golden in loaded.Cases)
            {
                var differences = GoldenCaseRunner.Run(responder, golden, now);
                failed += differences.Count > 0 ? 1 : 0;
                foreach (var difference in differences)
                {
                    Console.WriteLine($"{golden.Where}: case {golden.Id}: {difference}");
                }
            }

            foreach (var difference in MustSayRunner.Run(responder, loaded.Knowledge, now))
            {
                failed++;
                Console.WriteLine(difference);
            }

            Console.WriteLine($"{loaded.Cases.Count} cases and {loaded.Knowledge.Guidance.Count} answers played, {failed} do not hold.");
            return failed == 0 ? 0 : 1;
        });
        return command;
    }
}

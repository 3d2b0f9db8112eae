using System.CommandLine;
using BotAdvice.Bot.Curation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Commands;

/// <summary><c>diff</c>: which questions two knowledge bases answer differently.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "The index file or folder in use now." };
        var changed = new Argument<string>("NEW") { Description = "The index file or folder with the change." };
        var questions = new Option<string?>("--questions") { Description = "A file with one message a line. Default: every way of asking and telling that both know." };
        var on = new Option<DateTimeOffset?>("--on") { Description = "The day or moment at which it is asked, such as 2027-03-18. Default: the present." };
        var command = new Command("diff", "Lists the questions that two knowledge bases answer differently.\n\nExample:\n  diff /srv/botadvice/knowledge-base.index knowledge-base") { old, changed, questions, on };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(questions) is { } file && !File.Exists(file))
            {
                Console.Error.WriteLine($"There is no file \"{file}\".");
                return 2;
            }

            var before = KnowledgeFolder.Open(parsed.GetValue(old), Console.Error, withTold: true);
            var after = KnowledgeFolder.Open(parsed.GetValue(changed), Console.Error, withTold: true);
            var messages = parsed.GetValue(questions) is { } asked
                ? File.ReadLines(asked).Select(line => line.Trim()).Where(line => line.Length > 0).ToList()
                : [.. Known(before).Intersect(Known(after), StringComparer.Ordinal)];
            var count = 0;
            foreach (var change in ReplyDiff.Between(new Responder(before), new Responder(after), messages, parsed.GetValue(on) ?? TimeProvider.System.GetUtcNow()))
            {
                count++;
                Console.WriteLine($"\"{change.Said.ReplaceLineEndings(" ")}\"\n  {change.What}: {Shown(change.Before)}\n  now: {Shown(change.After)}");
            }

            Console.WriteLine($"{count} of {messages.Count} questions would be answered differently.");
            return 0;
        });
        return command;
    }

    private static string Shown(string text) => text.Length > 0 ? text : "nothing";

    private static IEnumerable<string> Known(KnowledgeIndex index) => index.Told.Concat(Known(index.Knowledge));

    private static IEnumerable<string> Known(KnowledgeBase knowledge) => knowledge.Emergencies.Values.SelectMany(emergency => emergency.SaidAs)
        .Concat(knowledge.Guidance.Values.SelectMany(guidance => guidance.Asks.Prepend(guidance.Title)))
        .Concat(knowledge.Advisers.Values.SelectMany(adviser => adviser.Asks))
        .Concat(knowledge.Commands.Values.Concat(knowledge.SmallTalk.Values).Concat(knowledge.OutOfScope.Values).SelectMany(exchange => exchange.Asks));
}

using System.CommandLine;
using System.Diagnostics;
using System.Text;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Commands;

/// <summary><c>ask</c>: one message, or a file of them, through the whole path, without a host.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var text = new Argument<string[]>("text") { Description = "What the reader says. Several are the turns of one conversation.", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "Print one line of JSON: what was understood and decided, and the reply." };
        var lines = new Option<bool>("--jsonl") { Description = "Read one JSON object a line from standard input, write one a line." };
        var record = new Option<bool>("--record") { Description = "Print the incident record instead of the reply: as text, or with --json as JSON." };
        var now = new Option<DateTimeOffset?>("--now") { Description = "The moment at which it is said, such as 2026-11-20T16:30:00Z. Default: the present." };
        var command = new Command("ask", "Asks the bot and prints its reply.\n\nExamples:\n  ask \"we paid a fake invoice yesterday\"\n  ask --json \"someone rang from Microsoft\"\n  ask --jsonl < stories.jsonl")
        {
            text, json, lines, record, now, KnowledgeOptions.FolderOption,
        };
        command.SetAction(parsed =>
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            Console.InputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            var said = parsed.GetValue(text) ?? [];
            if (said.Length == 0 && !parsed.GetValue(lines))
            {
                Console.Error.WriteLine("There is nothing to ask. Write: ask \"what happened\", or ask --jsonl < file.");
                return 2;
            }

            var responder = new Responder(KnowledgeFolder.Open(parsed.GetValue(KnowledgeOptions.FolderOption), Console.Error));
            if (parsed.GetValue(lines))
            {
                AskLines(responder);
                return 0;
            }

            var moment = parsed.GetValue(now) ?? TimeProvider.System.GetUtcNow();
            var (response, milliseconds) = Converse(responder, said, moment);
            if (parsed.GetValue(record))
            {
                var written = new RecordWriter(responder.Knowledge).Write(response.Situation, moment);
                Console.WriteLine(parsed.GetValue(json) ? RecordJson.Write(written) : RecordText.Write(written, new(responder.Knowledge.Phrases)));
                return 0;
            }

            var reply = PlainTextRenderer.Render(response.Answer);
            Console.WriteLine(parsed.GetValue(json) ? AskJson.Write(null, response.Trace, reply, milliseconds) : reply);
            return 0;
        });
        return command;
    }

    private static void AskLines(Responder responder)
    {
        for (var number = 1L; Console.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var input = AskJson.Read(line);
                var (response, milliseconds) = Converse(responder, input.Turns, input.Now ?? TimeProvider.System.GetUtcNow());
                Console.WriteLine(AskJson.Write(input.Id, response.Trace, PlainTextRenderer.Render(response.Answer), milliseconds));
            }
            catch (FormatException fault)
            {
                Console.WriteLine(AskJson.Fault(number, fault.Message));
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A fault of ours costs one line; the lines after it are still answered.
                Console.WriteLine(AskJson.Fault(number, $"This line could not be answered: {fault.Message}"));
            }
        }
    }

    /// <summary>Plays a conversation and gives the last response, with the time that it took alone.</summary>
    private static (Response Response, double Milliseconds) Converse(IResponder responder, IReadOnlyList<string> turns, DateTimeOffset now)
    {
        var situation = Situation.New;
        Response response;
        var turn = 0;
        double milliseconds;
        do
        {
            var started = Stopwatch.GetTimestamp();
            response = responder.Respond(situation, turns[turn], now);
            milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            situation = response.Situation;
        }
        while (++turn < turns.Count);
        return (response, milliseconds);
    }
}

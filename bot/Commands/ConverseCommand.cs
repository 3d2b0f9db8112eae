using System.CommandLine;
using System.Text;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Evaluation;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Commands;

/// <summary><c>converse</c>: plays transcripts and prints the whole conversations, with what is not as expected.</summary>
internal static class ConverseCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Transcripts, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var brief = new Option<bool>("--brief") { Description = "Print only what is not as expected." };
        var command = new Command(
            "converse",
            "Plays written conversations and prints what is said, with what is not as expected.\n\nExamples:\n  converse tests/conversations/money/paid-invoice.md\n  converse --brief tests/conversations")
        {
            paths, brief, KnowledgeOptions.FolderOption,
        };
        command.SetAction(parsed =>
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            var problems = new List<Problem>();
            var transcripts = Transcript.Files(parsed.GetValue(paths) ?? []).Select(file => Transcript.Read(file, problems)).OfType<Transcript>().ToList();
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            var responder = new Responder(KnowledgeFolder.Open(parsed.GetValue(KnowledgeOptions.FolderOption), Console.Error));
            var differences = transcripts.Sum(transcript => Play(responder, transcript, parsed.GetValue(brief)));
            Console.WriteLine($"{transcripts.Count} conversations, {differences} differences.");
            return differences + problems.Count == 0 ? 0 : 1;
        });
        return command;
    }

    private static int Play(Responder responder, Transcript transcript, bool brief)
    {
        var markdown = new MarkdownRenderer(new Phrases(responder.Knowledge.Phrases));
        var situation = Situation.New;
        var now = transcript.Now;
        var differences = 0;
        Print($"######## {transcript.Title} ({transcript.Path})\n");
        foreach (var turn in transcript.Turns)
        {
            now += turn.After;
            var response = responder.Respond(situation, turn.Says, now);
            situation = response.Situation;
            Print($"YOU [{UkMoment.Full(now)}]: {turn.Says}\n\nBOT ({response.Trace.Kind} {response.Trace.Incident} {response.Trace.Confidence:0.00}):");
            Print(PlainTextRenderer.Render(response.Answer));
            var reply = new DeliveredReply(markdown.Render(response.Answer), [.. response.Answer.QuickReplies.Select(button => button.Says)]);
            foreach (var expectation in turn.Expected)
            {
                foreach (var difference in expectation.Differences(reply, responder.Knowledge))
                {
                    differences++;
                    Console.WriteLine($"{transcript.Path}({expectation.Line}): the reply {difference}.");
                }
            }

            Print("");
        }

        return differences;

        void Print(string text)
        {
            if (!brief)
            {
                Console.WriteLine(text);
            }
        }
    }
}

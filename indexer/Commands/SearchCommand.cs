using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Loading;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Indexer.Commands;

/// <summary><c>search</c>: which guidance the bot finds for a question, and which words decided.</summary>
internal static class SearchCommand
{
    /// <summary>For the help.</summary>
    public static readonly string[] Examples =
        ["search \"how long should a password be\"", "search \"backups\" knowledge-base --top 3", "search \"mfa\" --index knowledge-base.index --json"];

    public static Command Create(CommandContext context)
    {
        var words = new Argument<string>("WORDS") { Description = "The question, in quotes." };
        var folder = SharedOptions.Folder();
        var index = new Option<string?>("--index") { Description = "Search this index instead of the folder.", HelpName = "FILE" };
        var top = new Option<int>("--top") { Description = "How many answers to show, from 1 to 100.", HelpName = "N", DefaultValueFactory = _ => 5 };
        top.Validators.Add(result =>
        {
            // A value that is no number is told by the parser itself.
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var count) && count is < 1 or > 100)
            {
                result.AddError("--top is a whole number from 1 to 100.");
            }
        });
        var json = new Option<bool>("--json") { Description = "One JSON list, for programs." };

        var command = new Command("search", "Shows which guidance the bot finds for a question, best first, and the words that decided.")
        {
            words,
            folder,
            index,
            top,
            json,
        };
        command.SetAction(arguments =>
        {
            var (search, speller) = arguments.GetValue(index) is { } file
                ? SearchIn(KnowledgeIndex.Open(IndexFile.Read(Path.GetFullPath(file, context.CurrentFolder))))
                : SearchIn(SharedOptions.Find(arguments.GetValue(folder), context));
            var question = speller.Mend(Words.Of(arguments.GetRequiredValue(words)));
            IReadOnlyList<PassageHit> hits = [.. search.Find(question, arguments.GetValue(top)).Select(hit => search.Explain(question, hit))];
            if (arguments.GetValue(json))
            {
                context.Output.WriteLine(JsonSerializer.Serialize(hits, HitsJson.Default.IReadOnlyListPassageHit));
            }
            else
            {
                WriteText(hits, context.Output);
            }

            return ExitCode.Fine;
        });
        return command;
    }

    private static (PassageSearch Search, Speller Speller) SearchIn(KnowledgeIndex index) => (index.Passages, index.Speller);

    private static (PassageSearch Search, Speller Speller) SearchIn(string folder)
    {
        var knowledge = KnowledgeLoader.Load(folder).Knowledge;
        using var words = new MemoryStream(Speller.Count(knowledge));
        return (PassageSearch.Of(knowledge), Speller.Load(words, knowledge.ShortForms));
    }

    private static void WriteText(IReadOnlyList<PassageHit> hits, TextWriter output)
    {
        foreach (var hit in hits)
        {
            var place = hit.Anchor.Length > 0 ? $"{hit.Guidance}#{hit.Anchor}" : hit.Guidance;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{hit.Confidence,5:0.00}  {place}"));
            if (hit.Ask.Length > 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       like \"{hit.Ask}\" ({hit.AskSimilarity:0.00})"));
            }

            if (hit.Reasons.Count > 0)
            {
                output.WriteLine($"       by {string.Join(", ", hit.Reasons.Select(Told))}");
            }
        }

        if (hits.Count == 0)
        {
            output.WriteLine("Nothing was found.");
        }
    }

    private static string Told(SearchReason reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reason.From}{(string.Equals(reason.Term, reason.From, StringComparison.Ordinal) ? "" : $" as {reason.Term}")} {reason.Impact:0.0}");
}

/// <summary>Generated writers for <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<PassageHit>))]
internal sealed partial class HitsJson : JsonSerializerContext;

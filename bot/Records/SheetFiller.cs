using System.Text.RegularExpressions;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Records;

/// <summary>Fills a sheet with what is known. What is not known becomes a blank.</summary>
internal sealed partial class SheetFiller(Phrases phrases, FactWords facts, Links links)
{
    /// <summary>The parts of a sheet that fit, filled in; a part of which no line fits is left out.</summary>
    public IReadOnlyList<RecordPart> Fill(Sheet sheet, Situation situation)
    {
        var valuesOf = CasePlanner.Values(situation.Facts);
        return [.. sheet.Parts
            .Select(part => new RecordPart(part.Heading, [.. part.Lines.Where(line => line.When.Fits(valuesOf)).Select(line => Fill(line.Text, situation))]))
            .Where(part => part.Lines.Count > 0)];
    }

    /// <summary>A fact's value in words with full dates, or a blank.</summary>
    public string Value(string fact, Situation situation) => situation.Facts.GetValueOrDefault(fact) is { } value && value.Value is not "unsure"
        ? facts.Value(fact, value, default)
        : phrases["record.blank"];

    private string Fill(string text, Situation situation) => links.Resolve(Name().Replace(text, match => match.Groups["name"].Value switch
    {
        Sheet.Story when situation.Story.Count == 0 => phrases["record.story-blank"],
        Sheet.Story => Words(string.Join(' ', situation.Story.Select(told => told[^1] is '.' or '!' or '?' ? told : $"{told}."))),
        var fact => Value(fact, situation),
    }));

    // The reader's own words stand in a text of ours here: nothing in them may become a link or a mark.
    private static string Words(string story) => Mark().Replace(story, match => match.Value switch
    {
        "[" => "(",
        "]" => ")",
        _ => " ",
    });

    [GeneratedRegex(@"\{(?<name>[a-z0-9-]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"[\[\]]|\*+|\\?\s*\r?\n\s*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();
}

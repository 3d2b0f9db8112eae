using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Bot.Records;

/// <summary>The record as plain text: for <c>ask --record</c>, to save, and to paste into a form.</summary>
internal static class RecordText
{
    public static string Write(IncidentRecord record, Phrases phrases)
    {
        var blocks = new List<Block>
        {
            new HeadingBlock(phrases[Title(record)]),
            new TextBlock(string.Join(' ', phrases[Intro(record)], phrases["record.blanks"], Made(record, phrases))),
        };
        foreach (var section in new RecordSections(phrases).Of(record))
        {
            blocks.Add(new HeadingBlock(section.Heading));

            // Whether a door is open now is of no use in a text that is kept.
            blocks.AddRange(section.Blocks.Select(block => block is DoorBlock door ? door with { Open = "" } : block));
        }

        return PlainTextRenderer.Render(new(blocks, []));
    }

    /// <summary>The phrase that is its title.</summary>
    public static string Title(IncidentRecord record) => record.IsPlanOnly ? "record.plan-title" : "record-title";

    /// <summary>The phrase that says what it is for.</summary>
    public static string Intro(IncidentRecord record) => record switch
    {
        { IsPractice: true } => "record.practice",
        { IsPlanOnly: true } => "record.plan-intro",
        _ => "record-intro",
    };

    /// <summary>"Made on 22 November 2026 at 6:03pm."</summary>
    public static string Made(IncidentRecord record, Phrases phrases) =>
        phrases["record-made", ("date", Labels.Day(DateOnly.FromDateTime(Deciding.Hours.UkTime.Local(record.MadeAt).DateTime))), ("time", UkMoment.Time(record.MadeAt))];
}

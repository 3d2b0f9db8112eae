using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Rendering;

/// <summary>An answer as plain text, 7-bit where it can be: for <c>ask</c>, SMS-like channels, speech and logs of what we said.</summary>
internal static partial class PlainTextRenderer
{
    /// <summary>The answer's blocks; quick replies stand after the question, since a plain channel has no buttons.</summary>
    public static string Render(Answer answer)
    {
        var text = new StringBuilder();
        foreach (var block in answer.Blocks)
        {
            Append(text, block);
        }

        if (answer.QuickReplies.Count > 0)
        {
            Paragraph(text, string.Join("  ", answer.QuickReplies.Select(reply => $"[{reply.Label}]")));
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Markdown without its marks; a web link keeps its address in brackets, a number or mail address stands as it is.</summary>
    public static string Plain(string markdown) =>
        Link().Replace(markdown, match => match.Groups["href"].Value is var href && href.StartsWith("https:", StringComparison.Ordinal) && href != match.Groups["name"].Value
                ? $"{match.Groups["name"].Value} ({href})"
                : match.Groups["name"].Value)
            .Replace("**", "", StringComparison.Ordinal);

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case TextBlock paragraph:
                Paragraph(text, Plain(paragraph.Markdown));
                break;
            case HeadingBlock heading:
                Paragraph(text, heading.Text.ToUpper(CultureInfo.InvariantCulture), last: "\n");
                break;
            case ListBlock list:
                Paragraph(text, string.Join('\n', list.Items.Select((item, index) =>
                    $"{(list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}.") : "-")} {Plain(item)}")));
                break;
            case NoticeBlock notice:
                Paragraph(text, $"{notice.Label}: {Plain(notice.Markdown)}");
                break;
            case DoorBlock door:
                Door(text, door);
                break;
            case DeadlineBlock deadline:
                Paragraph(text, $"{deadline.Title}: {Plain(deadline.Text)}");
                break;
            case QuestionBlock question:
                Paragraph(text, question.Ask);
                break;
            case FactsBlock facts:
                Paragraph(text, string.Join('\n', facts.Rows.Select(row => $"- {row.Name}: {row.Value}")));
                break;
            case LinkBlock link:
                Paragraph(text, link.Href is { } href ? $"{link.Label}: {href}" : $"[{link.Label}]");
                break;
            case CodeBlock code:
                Paragraph(text, code.Code is { } shown ? $"{code.Label}: {shown}" : $"[{code.Label}]");
                break;
            case SourcesBlock sources:
                Paragraph(text, string.Join('\n', sources.Sources.Select(Source)));
                break;
        }
    }

    private static void Door(StringBuilder text, DoorBlock door)
    {
        var lines = new List<string> { door.Name };
        lines.AddRange(door.Ways.Select(way => $"  {way.Text}{(way.Note.Length > 0 ? $" - {way.Note}" : "")}"));
        Add(door.Open);
        Add(Plain(door.Why));
        if (door.Say.Length > 0)
        {
            Add($"\"{door.Say}\"");
        }

        lines.AddRange(door.HaveReady.Select(item => $"  - {Plain(item)}"));
        Add(door.Note);
        Paragraph(text, string.Join('\n', lines));

        void Add(string line)
        {
            if (line.Length > 0)
            {
                lines.Add($"  {line}");
            }
        }
    }

    /// <summary>A source as one line.</summary>
    public static string Source(SourceLine source) => string.Create(
        CultureInfo.InvariantCulture, $"Source: {source.Publisher}, {source.Url}, checked {source.Checked:d MMMM yyyy}");

    private static void Paragraph(StringBuilder text, string paragraph, string last = "\n\n") => text.Append(paragraph).Append(last);

    [GeneratedRegex(@"\[(?<name>[^\]]+)\]\((?<href>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Link();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Rendering;

/// <summary>
/// An answer as Markdown for chat clients: bold, links, lists and paragraphs, which all of them show. Headings are bold lines,
/// since few clients show real ones.
/// </summary>
internal sealed partial class MarkdownRenderer(Phrases phrases)
{
    /// <summary>The answer's blocks; quick replies are the channel's suggested actions.</summary>
    public string Render(Answer answer) => string.Join("\n\n", answer.Blocks.Select(Render).Where(text => text.Length > 0));

    /// <summary>Bold, links and line breaks; anything else that could be a mark is shown as it is.</summary>
    public static string Inlines(string markdown) => Inlines(Inline.Parse(markdown));

    /// <summary>Words in which nothing is a mark.</summary>
    public static string Escape(string text) => Special().Replace(text, @"\$0");

    private static string Inlines(IEnumerable<Inline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        Inline.Words words => Escape(words.Text),
        Inline.Blank blank => Escape(blank.Text),
        Inline.Bold bold => $"**{Inlines(bold.Inner)}**",
        Inline.Link link => $"[{Inlines(link.Inner)}]({link.Href})",
        _ => "  \n",
    }));

    private string Render(Block block) => block switch
    {
        TextBlock text => Inlines(text.Markdown),
        HeadingBlock heading => $"**{Escape(heading.Text)}**",
        ListBlock list => Items(list.Items, list.Ordered),
        NoticeBlock notice => $"**{Escape(notice.Label)}:** {Inlines(notice.Markdown)}",
        DoorBlock door => Door(door),
        DeadlineBlock deadline => $"**{Escape(deadline.Title)}:** {Inlines(deadline.Text)}",
        QuestionBlock question => $"**{Escape(question.Ask)}**",
        FactsBlock facts => string.Join('\n', facts.Rows.Select(row => $"- {Escape(row.Name)}: {Escape(row.Value)}")),
        SourcesBlock sources => string.Join("  \n", sources.Sources.Select(Source)),
        LinkBlock { Href: { } href } link => $"[{Escape(link.Label)}]({href})",
        LinkBlock => "",
        CodeBlock code => $"{Escape(code.Label)}: **{Escape(code.Code ?? "")}**",
        _ => throw new System.Diagnostics.UnreachableException($"No Markdown for a {block.GetType().Name}."),
    };

    private string Door(DoorBlock door)
    {
        var text = new StringBuilder($"**{Escape(door.Name)}**");
        Line(Inlines(door.Why));
        Line(Escape(door.Open));
        foreach (var way in door.Ways)
        {
            Line(Way(way));
        }

        Line(door.Say.Length > 0 ? $"{Escape(phrases["say-label"])}: \"{Escape(door.Say)}\"" : "");
        Line(Inlines(door.Note));
        if (door.HaveReady.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n{Escape(phrases["have-ready-heading"])}:\n\n{Items(door.HaveReady, ordered: false)}");
        }

        return text.ToString();

        void Line(string line) => text.Append(line.Length > 0 ? $"  \n{line}" : "");
    }

    /// <summary>A way in as one line: "Ring [0300 ...](tel:...) - note".</summary>
    public string Way(Way way)
    {
        var shown = Escape(Labels.Text(way));
        var linked = Inline.SafeHref(way.Href) is { } href ? $"[{shown}]({href})" : shown;
        return $"{Escape(Labels.Of(way, phrases))} {linked}{(way.Note.Length > 0 ? $" - {Inlines(way.Note)}" : "")}".Trim();
    }

    /// <summary>A source as one line.</summary>
    public string Source(SourceLine source)
    {
        var words = Escape(phrases["source-line", ("publisher", source.Publisher), ("date", Labels.Day(source.Checked))]);
        return Inline.SafeHref(source.Url) is { } href ? $"[{words}]({href})" : words;
    }

    private static string Items(IEnumerable<string> items, bool ordered) => string.Join('\n', items.Select((item, index) =>
        $"{(ordered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}.") : "-")} {Inlines(item)}"));

    [GeneratedRegex(@"[\\`*_\[\]<>]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Special();
}

using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Rendering;

/// <summary>An answer as HTML that a screen reader can walk: headings, lists, a door as an article under its name.</summary>
/// <remarks>The message that holds it has a heading of level 2; headings here are of level 3, doors below one of level 4.</remarks>
internal sealed class HtmlRenderer(Phrases phrases)
{
    /// <summary>The answer's blocks; quick replies are the page's, since they are part of its form.</summary>
    public Html Render(Answer answer)
    {
        var parts = new List<Html>();
        var underHeading = false;
        foreach (var block in answer.Blocks)
        {
            parts.Add(Render(block, underHeading));
            underHeading = block is HeadingBlock || (underHeading && block is DoorBlock or TextBlock or ListBlock or NoticeBlock);
        }

        return Html.Join(parts);
    }

    /// <summary>Bold, links and line breaks as HTML.</summary>
    public static Html Inlines(string markdown) => Inlines(Inline.Parse(markdown));

    private static Html Inlines(IEnumerable<Inline> inlines) => Html.Join(inlines.Select(inline => inline switch
    {
        Inline.Words words => Html.Of($"{words.Text}"),
        Inline.Blank blank => Html.Of($"""<span class="blank">{blank.Text}</span>"""),
        Inline.Bold bold => Html.Of($"<strong>{Inlines(bold.Inner)}</strong>"),
        Inline.Link link => Link(link.Href, Inlines(link.Inner)),
        _ => Html.Of($"<br>"),
    }));

    private Html Render(Block block, bool underHeading) => block switch
    {
        TextBlock text => Html.Of($"<p>{Inlines(text.Markdown)}</p>"),
        HeadingBlock heading => Html.Of($"<h3>{heading.Text}</h3>"),
        ListBlock { Ordered: true } list => Html.Of($"<ol>{Items(list.Items)}</ol>"),
        ListBlock list => Html.Of($"<ul>{Items(list.Items)}</ul>"),
        NoticeBlock notice => Html.Of($"""<div class="notice"><p class="label">{notice.Label}</p><p>{Inlines(notice.Markdown)}</p></div>"""),
        DoorBlock door => Door(door, underHeading),
        DeadlineBlock deadline => Html.Of($"""<div class="deadline"><p class="label">{deadline.Title}</p><p>{Inlines(deadline.Text)}</p></div>"""),
        QuestionBlock question => Html.Of($"""<h3 class="question">{question.Ask}</h3>"""),
        FactsBlock facts => Html.Of($"<dl>{facts.Rows.Select(row => Html.Of($"<div><dt>{row.Name}</dt><dd>{row.Value}</dd></div>"))}</dl>"),
        SourcesBlock sources => Html.Of($"{sources.Sources.Select(Source)}"),
        LinkBlock { Href: { } href } link => Html.Of($"""<p><a class="button" href="{href}" target="_blank" rel="noopener noreferrer">{link.Label}</a></p>"""),
        LinkBlock => Html.Empty,
        CodeBlock code => Html.Of($"""<p class="code"><span class="label">{code.Label}</span> <strong>{code.Code}</strong></p>"""),
        _ => throw new System.Diagnostics.UnreachableException($"No HTML for a {block.GetType().Name}."),
    };

    private Html Door(DoorBlock door, bool underHeading) => Html.Of(
        $"""
        <article class="door">{(underHeading ? Html.Of($"<h4>{door.Name}</h4>") : Html.Of($"<h3>{door.Name}</h3>"))}
        {Optional(door.Why, why => Html.Of($"<p>{Inlines(why)}</p>"))}{Opening(door)}
        {door.Ways.Select(Way)}
        {Optional(door.Say, say => Html.Of($"""<p class="say"><span class="label">{phrases["say-label"]}</span> <q>{say}</q></p>"""))}
        {(door.HaveReady.Count > 0 ? Html.Of($"""<p class="label">{phrases["have-ready-heading"]}</p><ul>{Items(door.HaveReady)}</ul>""") : Html.Empty)}
        {Optional(door.Note, note => Html.Of($"""<p class="note">{Inlines(note)}</p>"""))}
        {(door.Source is { } source ? Source(source) : Html.Empty)}</article>
        """);

    // The state is in the words; the mark and the colour only repeat them.
    private static Html Opening(DoorBlock door) => Optional(door.Open, open => door.IsOpen switch
    {
        true => Html.Of($"""<p class="state open">{open}</p>"""),
        false => Html.Of($"""<p class="state closed">{open}</p>"""),
        null => Html.Of($"""<p class="state">{open}</p>"""),
    });

    private Html Way(Way way)
    {
        var label = Labels.Of(way, phrases);
        var text = Labels.Text(way);
        var shown = Inline.SafeHref(way.Href) switch
        {
            { } href when way.Kind is "phone" => Html.Of($"""<a class="call" href="{href}">{label} <strong>{text}</strong></a>"""),
            { } href => Html.Of($"{label} {Link(href, Html.Of($"{text}"))}"),
            null => Html.Of($"{label} {text}"),
        };
        return Html.Of($"""<p class="way">{shown}</p>{Optional(way.Note, note => Html.Of($"""<p class="note">{Inlines(note)}</p>"""))}""");
    }

    private Html Source(SourceLine source)
    {
        var words = phrases["source-line", ("publisher", source.Publisher), ("date", Labels.Day(source.Checked))];
        return Inline.SafeHref(source.Url) is { } href
            ? Html.Of($"""<p class="source">{Link(href, Html.Of($"{words}"))}</p>""")
            : Html.Of($"""<p class="source">{words}</p>""");
    }

    // A page elsewhere opens beside the chat, so that nobody loses the conversation; what it learns of us is nothing.
    private static Html Link(string href, Html inner) => href.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
        ? Html.Of($"""<a href="{href}" target="_blank" rel="noopener noreferrer">{inner}</a>""")
        : Html.Of($"""<a href="{href}">{inner}</a>""");

    private static IEnumerable<Html> Items(IEnumerable<string> items) => items.Select(item => Html.Of($"<li>{Inlines(item)}</li>"));

    private static Html Optional(string text, Func<string, Html> with) => text.Length > 0 ? with(text) : Html.Empty;
}

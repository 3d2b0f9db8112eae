using System.Text.Json.Nodes;
using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Rendering;

/// <summary>
/// An answer as an Adaptive Card 1.5, which Teams and Web Chat show. A client that cannot show it gets the same words from
/// <c>fallbackText</c>.
/// </summary>
internal sealed class AdaptiveCardRenderer(Phrases phrases)
{
    /// <summary>The content type of the attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    // A door with more ways in than this has them as links in the text; Teams shows up to six buttons in a row.
    private const int MostButtons = 4;

    private readonly MarkdownRenderer markdown = new(phrases);

    /// <summary>The card.</summary>
    /// <param name="answer">What it shows.</param>
    /// <param name="withChoices">Whether it ends with the quick replies as buttons; otherwise they are the channel's suggested actions.</param>
    public JsonObject Render(Answer answer, bool withChoices = false)
    {
        var plain = PlainTextRenderer.Render(answer with { QuickReplies = [] });
        return new()
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["fallbackText"] = plain,
            ["body"] = new JsonArray([.. answer.Blocks.SelectMany(Render), .. withChoices ? answer.QuickReplies.Select(Choice) : []]),
        };
    }

    /// <summary>The answer as it is read out: no addresses of pages, no lists of sources.</summary>
    public static string Speak(Answer answer) => PlainTextRenderer.Render(new(
        [.. answer.Blocks.Where(block => block is not (SourcesBlock or LinkBlock)).Select(block => block is DoorBlock door
            ? door with { Ways = [.. door.Ways.Where(way => way.Kind is not "web")] }
            : block)],
        []));

    private IEnumerable<JsonNode> Render(Block block) => block switch
    {
        TextBlock text => [Text(MarkdownRenderer.Inlines(text.Markdown))],
        HeadingBlock heading => [Heading(heading.Text)],
        ListBlock list => list.Items.Select((item, index) => (JsonNode)Item(list.Ordered ? $"{(index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}." : "•", item)),
        NoticeBlock notice => [Container("warning", Strong(notice.Label), Text(MarkdownRenderer.Inlines(notice.Markdown)))],
        DoorBlock door => [Door(door)],
        DeadlineBlock deadline => [Container("accent", Strong(deadline.Title), Text(MarkdownRenderer.Inlines(deadline.Text)))],
        QuestionBlock question => [Heading(question.Ask)],
        FactsBlock facts => [Facts(facts)],
        LinkBlock { Href: { } href } link => [new JsonObject
        {
            ["type"] = "ActionSet",
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = link.Label, ["url"] = href }),
        }],
        LinkBlock => [],
        CodeBlock code => [Strong($"{code.Label}: {code.Code}")],
        SourcesBlock sources => sources.Sources.Select(source => (JsonNode)Small(markdown.Source(source))),
        _ => throw new System.Diagnostics.UnreachableException($"No card for a {block.GetType().Name}."),
    };

    // A row each: Teams cuts long labels off that share one. Pressed, it says its words in the chat as if they were typed; a client that
    // does not know that sends them as a value.
    private static JsonObject Choice(QuickReply choice) => new()
    {
        ["type"] = "ActionSet",
        ["spacing"] = "Small",
        ["actions"] = new JsonArray(new JsonObject
        {
            ["type"] = "Action.Submit",
            ["title"] = choice.Label,
            ["data"] = new JsonObject
            {
                ["says"] = choice.Says,
                ["msteams"] = new JsonObject { ["type"] = "imBack", ["value"] = choice.Says },
            },
        }),
    };

    private JsonObject Door(DoorBlock door)
    {
        var items = new List<JsonNode> { Strong(door.Name) };
        Add(MarkdownRenderer.Inlines(door.Why), Text);
        Add(door.Open, Strong);
        foreach (var way in door.Ways)
        {
            items.Add(Text(markdown.Way(way)));
        }

        Add(door.Say.Length > 0 ? $"{MarkdownRenderer.Escape(phrases["say-label"])}: \"{MarkdownRenderer.Escape(door.Say)}\"" : "", Text);
        if (door.HaveReady.Count > 0)
        {
            items.Add(Strong(phrases["have-ready-heading"]));
            items.AddRange(door.HaveReady.Select(item => Item("•", item)));
        }

        Add(MarkdownRenderer.Inlines(door.Note), Small);
        var buttons = door.Ways.Where(way => Opens(way) is not null).Take(MostButtons).Select(way => (JsonNode)new JsonObject
        {
            ["type"] = "Action.OpenUrl",
            ["title"] = $"{Labels.Of(way, phrases)} {Labels.Text(way)}".Trim(),
            ["url"] = Opens(way),
        }).ToList();
        if (buttons.Count > 0)
        {
            items.Add(new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. buttons]) });
        }

        if (door.Source is { } source)
        {
            items.Add(Small(markdown.Source(source)));
        }

        return Container("emphasis", [.. items]);

        void Add(string text, Func<string, JsonNode> make)
        {
            if (text.Length > 0)
            {
                items.Add(make(text));
            }
        }
    }

    // Buttons open a number or a page; mail and text messages stay links in the text.
    private static string? Opens(Way way) => way.Kind is "phone" or "web" ? Inline.SafeHref(way.Href) : null;

    private static JsonObject Text(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static JsonObject Small(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["size"] = "Small", ["isSubtle"] = true };

    // By weight and not by colour: "good" and "warning" are too pale to read in Microsoft's own light theme.
    private static JsonObject Strong(string text) => new() { ["type"] = "TextBlock", ["text"] = MarkdownRenderer.Escape(text), ["wrap"] = true, ["weight"] = "Bolder" };

    private static JsonObject Heading(string text) => new()
    {
        ["type"] = "TextBlock",
        ["text"] = MarkdownRenderer.Escape(text),
        ["wrap"] = true,
        ["weight"] = "Bolder",
        ["size"] = "Medium",
        ["style"] = "heading",
        ["spacing"] = "Medium",
    };

    // Steps are columns: lists in a card's text lose their numbers in some clients.
    private static JsonObject Item(string mark, string text) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(
            new JsonObject { ["type"] = "Column", ["width"] = "auto", ["items"] = new JsonArray(Text(mark)) },
            new JsonObject { ["type"] = "Column", ["width"] = "stretch", ["items"] = new JsonArray(Text(MarkdownRenderer.Inlines(text))) }),
    };

    private static JsonObject Facts(FactsBlock facts) => new()
    {
        ["type"] = "FactSet",
        ["facts"] = new JsonArray([.. facts.Rows.Select(row => (JsonNode)new JsonObject
        {
            ["title"] = MarkdownRenderer.Escape(row.Name),
            ["value"] = MarkdownRenderer.Escape(row.Value),
        })]),
    };

    private static JsonObject Container(string style, params JsonNode[] items) => new()
    {
        ["type"] = "Container",
        ["style"] = style,
        ["spacing"] = "Medium",
        ["items"] = new JsonArray([.. items]),
    };
}

using BotAdvice.Bot.Answering;

namespace BotAdvice.Tests.Bot.Rendering;

/// <summary>Answers to render.</summary>
internal static class A
{
    public const string Script = "<script>alert('x')</script>";

    public static Phrases Phrases { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["number-label"] = "Ring",
        ["web-label"] = "Go to",
        ["email-label"] = "Email",
        ["say-label"] = "You can say",
        ["have-ready-heading"] = "Have ready",
        ["source-line"] = "Source: {publisher}, checked {date}",
    });

    public static DoorBlock Door { get; } = new(
        "report-fraud",
        "Report Fraud",
        "You get a **crime reference**.",
        [new("phone", "0300 123 2040", "tel:03001232040", "Press 9."), new("web", "https://www.reportfraud.police.uk/form", "https://www.reportfraud.police.uk/form", "")],
        "Closed now. Opens tomorrow at 8am.",
        false,
        "This is fraud.",
        ["The *amount*."],
        "In Scotland, ring 101.",
        new("Report Fraud", "https://www.reportfraud.police.uk/", new DateOnly(2026, 11, 22)));

    /// <summary>One of each block.</summary>
    public static Answer OneOfEach { get; } = Of(
        new TextBlock("You paid a **criminal**."),
        new HeadingBlock("Do this now"),
        new ListBlock(true, ["Ring your bank ([159](tel:159)).", "Keep the email."]),
        new ListBlock(false, ["A point."]),
        new NoticeBlock("Do not", "Do not reply."),
        new HeadingBlock("Who to tell"),
        Door,
        new DeadlineBlock("ico-72h", "Tell the ICO", "By 4:10pm on Friday.", null),
        new FactsBlock([new("amount", "How much", "£4,500")]),
        new SourcesBlock([new("NCSC", "https://www.ncsc.gov.uk/", new DateOnly(2026, 11, 1))]),
        new QuestionBlock("nation", "Where in the UK are you?", "Scotland has its own police."));

    /// <summary>One of each block, with an attack in every text.</summary>
    public static Answer Nasty { get; } = Of(
        new TextBlock($"{Script} [x](javascript:alert(1)) [y](data:text/html,z) [z](https://ok.example/\"onmouseover=\"a) **<b>**"),
        new HeadingBlock(Script),
        new ListBlock(true, [Script, "[**bold**](vbscript:x)"]),
        new NoticeBlock(Script, Script),
        new DoorBlock(
            Script, Script, Script, [new("phone", Script, "javascript:alert(1)", Script), new("web", Script, "https://ok.example/?\"><script>", "")], Script, true, Script, [Script], Script, new(Script, "javascript:alert(1)", default)),
        new DeadlineBlock("x", Script, Script, null),
        new FactsBlock([new("x", Script, Script)]),
        new SourcesBlock([new(Script, "http://plain.example/", default)]),
        new QuestionBlock("x", Script, Script));

    public static Answer Of(params Block[] blocks) => new(blocks, [new("England", "England")]);
}

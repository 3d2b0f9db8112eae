using System.Text.Json.Serialization;

namespace BotAdvice.Bot.Answering;

/// <summary>
/// A piece of an answer that every channel can show. Texts are Markdown limited to bold, links and line breaks;
/// links are already absolute (https, tel, mailto).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "block")]
[JsonDerivedType(typeof(TextBlock), "text")]
[JsonDerivedType(typeof(HeadingBlock), "heading")]
[JsonDerivedType(typeof(ListBlock), "list")]
[JsonDerivedType(typeof(NoticeBlock), "notice")]
[JsonDerivedType(typeof(DoorBlock), "door")]
[JsonDerivedType(typeof(DeadlineBlock), "deadline")]
[JsonDerivedType(typeof(QuestionBlock), "question")]
[JsonDerivedType(typeof(FactsBlock), "facts")]
[JsonDerivedType(typeof(SourcesBlock), "sources")]
[JsonDerivedType(typeof(LinkBlock), "link")]
[JsonDerivedType(typeof(CodeBlock), "code")]
internal abstract record Block;

/// <summary>A paragraph.</summary>
internal sealed record TextBlock(string Markdown) : Block;

/// <summary>A short heading.</summary>
internal sealed record HeadingBlock(string Text) : Block;

/// <summary>Steps (ordered) or points.</summary>
internal sealed record ListBlock(bool Ordered, IReadOnlyList<string> Items) : Block;

/// <summary>Something that must not be missed: the one "do not", danger, a caution.</summary>
/// <param name="Label">For example "Do not".</param>
/// <param name="Markdown">The text.</param>
internal sealed record NoticeBlock(string Label, string Markdown) : Block;

/// <summary>A place to ring or to report to.</summary>
/// <param name="RouteId">The route's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Why">What it does for the reader here; may be empty.</param>
/// <param name="Ways">How to reach it, best first.</param>
/// <param name="Open">Whether it is open now, in words; empty when not known.</param>
/// <param name="IsOpen">True, false, or null when not known.</param>
/// <param name="Say">What to say first; may be empty.</param>
/// <param name="HaveReady">What to have ready; may be empty.</param>
/// <param name="Note">For example where to turn in Scotland instead; may be empty.</param>
/// <param name="Source">Where its facts were read; null for a reader's own bank and the like.</param>
internal sealed record DoorBlock(
    string RouteId,
    string Name,
    string Why,
    IReadOnlyList<Way> Ways,
    string Open,
    bool? IsOpen,
    string Say,
    IReadOnlyList<string> HaveReady,
    string Note,
    SourceLine? Source) : Block;

/// <summary>One way to reach a door.</summary>
/// <param name="Kind">phone, sms, email, web, post, textphone, app or in-person.</param>
/// <param name="Text">The number or address as shown, or where to find it.</param>
/// <param name="Href">tel:, mailto:, sms: or https: link; null when there is none.</param>
/// <param name="Note">What to know about it; may be empty.</param>
internal sealed record Way(string Kind, string Text, string? Href, string Note);

/// <summary>A clock that runs, or that does not.</summary>
/// <param name="Id">The deadline's id.</param>
/// <param name="Title">What has to be done.</param>
/// <param name="Text">By when, and unless what, in words.</param>
/// <param name="Due">The last moment; null when it cannot be worked out yet.</param>
internal sealed record DeadlineBlock(string Id, string Title, string Text, DateTimeOffset? Due) : Block;

/// <summary>The one question at the end of a reply.</summary>
/// <param name="Fact">The fact that it asks for.</param>
/// <param name="Ask">The question.</param>
/// <param name="Why">What its answer changes.</param>
internal sealed record QuestionBlock(string Fact, string Ask, string Why) : Block;

/// <summary>What was understood, a fact a row, each of which can be changed.</summary>
internal sealed record FactsBlock(IReadOnlyList<FactRow> Rows) : Block;

/// <summary>A fact in plain words.</summary>
internal sealed record FactRow(string Fact, string Name, string Value);

/// <summary>Where what was said comes from.</summary>
internal sealed record SourcesBlock(IReadOnlyList<SourceLine> Sources) : Block;

/// <summary>A source as shown.</summary>
internal sealed record SourceLine(string Publisher, string Url, DateOnly Checked);

/// <summary>A page of ours that only this reader should open.</summary>
/// <param name="Label">What it shows.</param>
/// <param name="Grant">The grant that opens it; empty until one is given.</param>
/// <param name="Ending">What follows the grant's secret in the address: "", ".txt", "/deadlines.ics".</param>
/// <param name="Href">The address. It is worked out when it is shown and stored nowhere; null where there is none.</param>
internal sealed record LinkBlock(string Label, string Grant, string Ending, [property: JsonIgnore] string? Href = null) : Block;

/// <summary>A code to type elsewhere.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Grant">The grant that it stands for; empty until one is given.</param>
/// <param name="Code">The code. It is worked out when it is shown and stored nowhere; null where there is none.</param>
internal sealed record CodeBlock(string Label, string Grant, [property: JsonIgnore] string? Code = null) : Block;

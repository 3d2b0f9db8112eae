namespace BotAdvice.Indexer.Knowledge;

/// <summary>What every sourced entry of the knowledge base has in common.</summary>
public abstract record Entry
{
    /// <summary>The file name without its ending; unique within its folder.</summary>
    public required string Id { get; init; }

    /// <summary>What a reader sees as the entry's name.</summary>
    public required string Title { get; init; }

    /// <summary>Where each fact was read, and when. Never empty for entries that advise.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>The first day (UK) on which the entry is valid; null when it always was.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day (UK) on which the entry is valid; null when no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The Markdown text, cut at its headings; the text before the first heading comes first, without one.</summary>
    public IReadOnlyList<Section> Sections { get; init; } = [];

    /// <summary>Whether the entry may be used on <paramref name="day"/>.</summary>
    public bool IsValidOn(DateOnly day) => !(day < ValidFrom) && !(day > ValidTo);
}

/// <summary>A heading of an entry and the Markdown under it: the unit that search finds.</summary>
/// <param name="Anchor">The heading in kebab case, as in <c>backups#if-that-is-too-much</c>; empty before the first heading.</param>
/// <param name="Heading">The heading as written; empty before the first heading.</param>
/// <param name="Markdown">The text, with links to routes, advisers and guidance still as <c>[name](route:id)</c>.</param>
public sealed record Section(string Anchor, string Heading, string Markdown);

/// <summary>A page on which a fact was read.</summary>
/// <param name="Url">The page.</param>
/// <param name="Publisher">An id from <c>publishers.md</c>.</param>
/// <param name="Checked">The day on which a curator last saw the fact there.</param>
public sealed record Source(string Url, string Publisher, DateOnly Checked);

/// <summary>Who may be a source.</summary>
/// <param name="Id">As written in a source.</param>
/// <param name="Name">As shown to a reader.</param>
/// <param name="Domains">Host names, without "www.", under which its pages lie.</param>
/// <param name="Kind">owner, partner or press.</param>
public sealed record Publisher(string Id, string Name, IReadOnlyList<string> Domains, string Kind);

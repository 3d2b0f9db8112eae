using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>An entry's sources as a reader sees them: the body that owns the fact first, then its partners, then the press.</summary>
internal sealed class SourceLines(KnowledgeBase knowledge)
{
    private static readonly string[] Kinds = ["owner", "partner", "press"];

    /// <summary>The best sources of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SourceLine> Of(Entry entry, int most) => [.. entry.Sources
        .OrderBy(source => Array.IndexOf(Kinds, knowledge.Publishers.GetValueOrDefault(source.Publisher)?.Kind ?? Kinds[^1]))
        .Take(most)
        .Select(source => new SourceLine(knowledge.Publishers.GetValueOrDefault(source.Publisher)?.Name ?? source.Publisher, source.Url, source.Checked))];
}

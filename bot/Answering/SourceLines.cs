using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>An entry's sources as a reader sees them: those of the body that owns the fact; without any, its partners'; without those, the press's.</summary>
internal sealed class SourceLines(KnowledgeBase knowledge)
{
    // What the owner itself says needs no copy or report beside it.
    private static readonly string[] Kinds = ["owner", "partner", "press"];

    /// <summary>The best sources of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<SourceLine> Of(Entry entry, int most) => [.. entry.Sources
        .GroupBy(source => Array.IndexOf(Kinds, knowledge.Publishers.GetValueOrDefault(source.Publisher)?.Kind ?? Kinds[^1]))
        .OrderBy(kind => kind.Key)
        .Take(1)
        .SelectMany(kind => kind)
        .Take(most)
        .Select(source => new SourceLine(knowledge.Publishers.GetValueOrDefault(source.Publisher)?.Name ?? source.Publisher, source.Url, source.Checked))];
}

using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Tests.Support;

/// <summary>What is costly to make and never changes, made once for all tests: the index of the real knowledge base.</summary>
internal static class Shared
{
    private static readonly string KeptPath = Path.Combine(AppContext.BaseDirectory, "test.index");
    private static readonly Lazy<KnowledgeIndex> LazyIndex = new(() => KnowledgeFolder.Open(Repository.KnowledgeBase, TextWriter.Null, KeptPath));
    private static readonly Lazy<Responder> LazyResponder = new(() => new(Index));
    private static readonly Lazy<LoadResult> LazyLoaded = new(() => KnowledgeLoader.Load(Repository.KnowledgeBase));

    /// <summary>The index as a file, for a bot that is started as a whole.</summary>
    public static string IndexPath
    {
        get
        {
            _ = Index;
            return KeptPath;
        }
    }

    public static KnowledgeIndex Index => LazyIndex.Value;

    public static Responder Responder => LazyResponder.Value;

    public static LoadResult Loaded => LazyLoaded.Value;
}

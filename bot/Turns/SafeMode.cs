using BotAdvice.Bot.Answering;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Turns;

/// <summary>
/// What is said when everything else is broken: no index, no database, a fault of ours. The text is
/// <c>knowledge-base/phrases/en/safe-mode.md</c>, built into the program, so that it is there when nothing can be read.
/// </summary>
internal sealed class SafeMode
{
    private const string Resource = "safe-mode.md";

    /// <summary>An apology and the doors for an emergency.</summary>
    public Answer Answer { get; } = new(Read(), []);

    private static IReadOnlyList<Block> Read()
    {
        using var stream = typeof(SafeMode).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without {Resource}.");
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n");
        var body = text[(text.IndexOf("\n---\n", 3, StringComparison.Ordinal) + 5)..];
        return new SectionBlocks(new Links(new KnowledgeBase())).Of(new Section("", "", body));
    }
}

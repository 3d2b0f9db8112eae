using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Bot.Understanding;

/// <summary>A message as it is looked at: what several steps ask of it is worked out once, and only when it is asked.</summary>
internal sealed class Said(KnowledgeIndex index, string text, IReadOnlyList<Word> words, IReadOnlyList<CueMatch<Signal>> noticed)
{
    private const int GuidanceKept = 5;

    private Classification? kind;
    private IReadOnlyList<PassageHit>? found;

    public IReadOnlyList<Word> Words => words;

    public IReadOnlyList<CueMatch<Signal>> Noticed => noticed;

    public IReadOnlyList<string> Features { get; } = Lexicon.Features(noticed);

    public Classification Kind => kind ??= index.Kinds.Classify(words, [.. Features, .. KnowledgeModels.Form(text, words)]);

    /// <summary>The passages of the guidance that fit best.</summary>
    public IReadOnlyList<PassageHit> Found => found ??= index.Passages.Find(words, Features, GuidanceKept);

    /// <summary>It has the form of a question: a question mark, or a first word that asks or supposes.</summary>
    public bool Asks => text.Contains('?', StringComparison.Ordinal) || words[0].Text
        is "how" or "what" or "whats" or "can" or "could" or "should" or "do" or "does" or "is" or "are" or "who" or "when" or "where" or "which" or "why"
        or "would" or "will" or "if" or "say" or "suppose" or "imagine";
}

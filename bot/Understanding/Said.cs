using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Bot.Understanding;

/// <summary>A message as it is looked at: what several steps ask of it is worked out once, and only when it is asked.</summary>
internal sealed class Said(
    KnowledgeIndex index, IncidentReader incidents, string text, IReadOnlyList<Word> words, IReadOnlyList<CueMatch<Signal>> noticed, SortedDictionary<string, FactValue> told)
{
    private const int GuidanceKept = 5;

    // So plain that the other judges need not be heard.
    private const double CertainIncident = 0.97;

    private TextFeatures? ofWords;
    private TextFeatures? ofWordsAndCues;
    private Classification? kind;
    private IReadOnlyList<PassageHit>? found;
    private (IReadOnlyList<Finding> Told, IReadOnlyList<Finding> Candidates, Classification Ranking)? story;
    private KindOdds? weighed;

    public string Text => text;

    public IReadOnlyList<Word> Words => words;

    public IReadOnlyList<CueMatch<Signal>> Noticed => noticed;

    /// <summary>The facts that it tells. What an answer to an open question adds has to be there before <see cref="Story"/> is asked for.</summary>
    public SortedDictionary<string, FactValue> Told => told;

    public IReadOnlyList<string> Features { get; } = Lexicon.Features(noticed);

    /// <summary>What all models look at: the features of the words.</summary>
    public TextFeatures OfWords => ofWords ??= index.Features.Read(words);

    private TextFeatures OfWordsAndCues => ofWordsAndCues ??= OfWords.With(Features);

    public Classification Kind => kind ??= index.Kinds.Classify(OfWords.With([.. Features, .. KnowledgeModels.Form(text, words)]));

    /// <summary>The passages of the guidance that fit best.</summary>
    public IReadOnlyList<PassageHit> Found => found ??= index.Passages.Find(words, OfWordsAndCues, GuidanceKept);

    /// <summary>Which incidents it tells, when it tells any.</summary>
    public (IReadOnlyList<Finding> Told, IReadOnlyList<Finding> Candidates, Classification Ranking) Story => story ??= incidents.Read(OfWordsAndCues, told);

    /// <summary>What the judges say of its kind.</summary>
    public KindSigns Signs => new(
        Kind.Of(KnowledgeModels.Incident),
        Kind.Of(KnowledgeModels.Question),
        Kind.Of(KnowledgeModels.OutOfScope),
        Kind.Of(KnowledgeModels.SmallTalk),
        Story.Told[0].Confidence,
        Found is [var best, ..] ? best.Confidence : 0,
        Asks,
        words.Count);

    /// <summary>What the judges together make of its kind.</summary>
    public KindOdds Weighed => weighed ??= Kind.Of(KnowledgeModels.Incident) is >= CertainIncident and var incident
        ? new(incident, Kind.Of(KnowledgeModels.Question), Kind.Of(KnowledgeModels.OutOfScope), Kind.Of(KnowledgeModels.SmallTalk))
        : KindWeighing.Weigh(Signs);

    /// <summary>It has the form of a question: a question mark, or a first word that asks or supposes.</summary>
    public bool Asks => text.Contains('?', StringComparison.Ordinal) || words[0].Text
        is "how" or "what" or "whats" or "can" or "could" or "should" or "do" or "does" or "is" or "are" or "who" or "when" or "where" or "which" or "why"
        or "would" or "will" or "if" or "say" or "suppose" or "imagine";
}

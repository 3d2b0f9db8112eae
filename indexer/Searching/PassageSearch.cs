using System.Buffers;
using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Searching;

/// <summary>A guidance entry found for a question.</summary>
/// <param name="Guidance">The entry's id.</param>
/// <param name="Anchor">The passage that fits best; empty for the entry's first.</param>
/// <param name="Confidence">From 0 to 1: how likely it answers the question.</param>
/// <param name="Ask">The curated question that is most like the reader's; empty when none is.</param>
/// <param name="AskSimilarity">From 0 to 1: how much of both questions' weight they share.</param>
/// <param name="Coverage">From 0 to 1: how much of the question's weight the entry holds.</param>
public sealed record PassageHit(string Guidance, string Anchor, double Confidence, string Ask, double AskSimilarity, double Coverage)
{
    /// <summary>What each word added to the passage's score, most first; empty until <see cref="PassageSearch.Explain"/> is asked.</summary>
    public IReadOnlyList<SearchReason> Reasons { get; init; } = [];
}

/// <summary>
/// Finds guidance for a question. Four judges look at every entry: BM25F over its passages, likeness to the questions that
/// curators wrote, a model trained on these, and how much of the question the entry holds; <see cref="Ranking"/> weighs them.
/// </summary>
public sealed class PassageSearch
{
    private readonly Lexicon lexicon;
    private readonly TextClassifier model;
    private readonly Analyzer analyzer;
    private readonly ImpactIndex passages;
    private readonly AskIndex asks;
    private readonly string[] entries;
    private readonly (int Entry, string Anchor)[] places;   // of each passage
    private readonly string[] asked;                        // the curated questions; those of an entry stand together
    private readonly int[] askedUntil;                      // for each entry, where its questions end
    private readonly int[] entryOfLabel;                    // -1 for a label that is no entry

    /// <param name="knowledge">The knowledge base that the indexes were built from.</param>
    /// <param name="lexicon">Its cues.</param>
    /// <param name="passages">The passages of the guidance.</param>
    /// <param name="model">Says which guidance a question is for.</param>
    public PassageSearch(KnowledgeBase knowledge, Lexicon lexicon, ImpactIndex passages, TextClassifier model)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(passages);
        ArgumentNullException.ThrowIfNull(model);
        this.lexicon = lexicon;
        this.model = model;
        this.passages = passages;
        analyzer = new(knowledge.Synonyms);
        var guidance = knowledge.Guidance.Values.ToList();
        entries = [.. guidance.Select(entry => entry.Id)];
        places = [.. guidance.SelectMany((entry, number) => entry.Sections.Select(section => (number, section.Anchor)))];
        asked = [.. guidance.SelectMany(entry => entry.Asks.Prepend(entry.Title))];
        var until = 0;
        askedUntil = [.. guidance.Select(entry => until += entry.Asks.Count + 1)];
        asks = new([.. asked.Select(ask => Analyzer.Terms(ask).ToHashSet(StringComparer.Ordinal))], WeightOf);
        entryOfLabel = [.. model.Labels.Select(label => Array.IndexOf(entries, label))];
    }

    /// <summary>The fields of a passage, in order.</summary>
    public static IReadOnlyList<SearchField> Fields { get; } =
        [new("title", 3, 0.3f), new("asks", 2, 0.6f), new("heading", 2, 0.3f), new("text", 1, 0.7f)];

    /// <summary>The features of a question that the model looks at.</summary>
    internal TextFeatures Read(IReadOnlyList<Word> words) => model.Read(words, Lexicon.Features(lexicon.Notice(words)));

    /// <summary>The passages of the guidance as documents, in the order of their ids.</summary>
    public static IReadOnlyList<SearchDocument> Documents(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return [.. knowledge.Guidance.Values.SelectMany(guidance => guidance.Sections.Select(section => new SearchDocument(
            $"{guidance.Id}#{section.Anchor}", [guidance.Title, string.Join('\n', guidance.Asks), section.Heading, section.Markdown])))];
    }

    /// <summary>Builds all that the search needs, which takes some seconds.</summary>
    public static PassageSearch Of(KnowledgeBase knowledge) =>
        new(knowledge, new(knowledge), ImpactIndex.Build(Fields, Documents(knowledge)), KnowledgeModels.TrainGuidance(knowledge));

    /// <summary>The entries most likely to answer, best first.</summary>
    /// <param name="words">The question.</param>
    /// <param name="top">How many at most.</param>
    public IReadOnlyList<PassageHit> Find(IReadOnlyList<Word> words, int top) => Find(words, Read(words), top);

    /// <summary>The entries most likely to answer, for a question whose features have been found already.</summary>
    /// <param name="words">The question, with its spelling mended.</param>
    /// <param name="features">Those of its words, with its cues as signals.</param>
    /// <param name="top">How many at most.</param>
    public IReadOnlyList<PassageHit> Find(IReadOnlyList<Word> words, TextFeatures features, int top)
    {
        ArgumentNullException.ThrowIfNull(words);
        Span<Signs> signs = new Signs[entries.Length];
        if (!Look(words, features, signs))
        {
            return [];
        }

        Span<float> scores = new float[signs.Length];
        Span<int> order = new int[signs.Length];
        for (var entry = 0; entry < signs.Length; entry++)
        {
            scores[entry] = -Ranking.Score(signs[entry]);
            order[entry] = entry;
        }

        scores.Sort(order);
        var hits = new PassageHit[Math.Min(top, order.Length)];
        for (var place = 0; place < hits.Length; place++)
        {
            var entry = order[place];
            var (_, _, likeness, coverage, passage, ask) = signs[entry];
            hits[place] = new(
                entries[entry],
                passage < 0 ? "" : places[passage].Anchor,
                Ranking.Confidence(-scores[place], words.Count),
                ask < 0 ? "" : asked[ask],
                likeness,
                coverage);
        }

        return hits;
    }

    /// <summary>The hit with what each word of the question added to its passage's score.</summary>
    /// <param name="words">The question.</param>
    /// <param name="hit">What <see cref="Find(IReadOnlyList{Word}, int)"/> gave for it.</param>
    public PassageHit Explain(IReadOnlyList<Word> words, PassageHit hit)
    {
        ArgumentNullException.ThrowIfNull(hit);
        var passage = Array.FindIndex(places, place => entries[place.Entry] == hit.Guidance && place.Anchor == hit.Anchor);
        return hit with { Reasons = passages.Explain(analyzer.Query(words), passage) };
    }

    /// <summary>What the judges say of each entry.</summary>
    /// <returns>False when the question has no word that says anything.</returns>
    internal bool Look(IReadOnlyList<Word> words, TextFeatures features, Span<Signs> signs)
    {
        var query = analyzer.Query(words);
        if (query.Count == 0)
        {
            return false;
        }

        Span<float> weights = new float[query.Count];
        var own = 0f;
        for (var at = 0; at < weights.Length; at++)
        {
            var weight = WeightOf(query[at].Term);
            weights[at] = weight * query[at].Weight;

            // A reader's own word that nothing here knows still counts: it may be what the question is about.
            own += IsOwn(query[at]) ? weight : 0;
        }

        signs.Fill(new(Ranking.Unlikely, 0, 0, 0, -1, -1));
        LookAtPassages(query, own, signs);
        LookAtAsks(query, weights, own, signs);
        LookAtCoverage(query, weights, own, signs);

        Span<float> probabilities = stackalloc float[entryOfLabel.Length];
        model.Classify(features, probabilities);
        for (var label = 0; label < probabilities.Length; label++)
        {
            if (entryOfLabel[label] is >= 0 and var entry)
            {
                signs[entry].Likely = Math.Max(Ranking.Unlikely, MathF.Log(probabilities[label] + 1e-9f));
            }
        }

        return true;
    }

    private static bool IsOwn(QueryTerm term) => term.Weight >= 1;

    private void LookAtPassages(IReadOnlyList<QueryTerm> query, float own, Span<Signs> signs)
    {
        Span<float> scores = new float[passages.Count];
        passages.Score(query, scores);
        for (var passage = 0; passage < scores.Length; passage++)
        {
            ref var sign = ref signs[places[passage].Entry];
            var score = scores[passage] / own;
            if (score > sign.Score)
            {
                (sign.Score, sign.Passage) = (score, passage);
            }
        }
    }

    private void LookAtAsks(IReadOnlyList<QueryTerm> query, ReadOnlySpan<float> weights, float own, Span<Signs> signs)
    {
        var room = ArrayPool<float>.Shared.Rent(asks.Count);
        var likeness = room.AsSpan(0, asks.Count);
        asks.Score(query, weights, own, likeness);
        for (int entry = 0, ask = 0; entry < askedUntil.Length; entry++)
        {
            ref var sign = ref signs[entry];
            for (; ask < askedUntil[entry]; ask++)
            {
                if (likeness[ask] > sign.Likeness)
                {
                    (sign.Likeness, sign.Ask) = (likeness[ask], ask);
                }
            }
        }

        ArrayPool<float>.Shared.Return(room);
    }

    private void LookAtCoverage(IReadOnlyList<QueryTerm> query, ReadOnlySpan<float> weights, float own, Span<Signs> signs)
    {
        for (var at = 0; at < weights.Length; at++)
        {
            if (!IsOwn(query[at]))
            {
                continue;
            }

            var before = -1;
            foreach (var passage in passages.HoldersOf(query[at].Term))
            {
                if (places[passage].Entry is var entry && entry != before)
                {
                    signs[entry].Coverage += weights[at] / own;
                    before = entry;
                }
            }
        }
    }

    private float WeightOf(string term) => MathF.Log(1 + ((passages.Count + 0.5f) / (passages.HoldersOf(term).Length + 0.5f)));
}

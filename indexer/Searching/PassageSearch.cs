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
/// <param name="Coverage">From 0 to 1: how much of the question's weight the passage holds.</param>
/// <param name="Reasons">What each word added to the passage's score, most first.</param>
public sealed record PassageHit(
    string Guidance,
    string Anchor,
    double Confidence,
    string Ask,
    double AskSimilarity,
    double Coverage,
    IReadOnlyList<SearchReason> Reasons);

/// <summary>Finds guidance for a question: BM25F over the passages, and likeness to the questions that curators wrote.</summary>
public sealed class PassageSearch
{
    private const int Candidates = 40;

    // Fitted on the build half of the evaluation: what the model says tells most, then likeness, then coverage, then rank.
    private const double Bar = -4.2;

    private static readonly (double Similar, double Coverage, double Score, double Probability) Weights = (4.5, 1.8, 1.0, 3.0);

    /// <summary>The fields of a passage, in order.</summary>
    public static IReadOnlyList<SearchField> Fields { get; } =
        [new("title", 3, 0.3f), new("asks", 2, 0.6f), new("heading", 2, 0.3f), new("text", 1, 0.7f)];

    private readonly Lexicon lexicon;
    private readonly TextClassifier model;
    private readonly Analyzer analyzer;
    private readonly ImpactIndex passages;
    private readonly ImpactIndex asks;
    private readonly SpellingCorrector corrector;
    private readonly Dictionary<string, double> weights;
    private readonly (string Guidance, string Text, HashSet<string> Terms, double Weight)[] known;

    /// <param name="knowledge">The knowledge base that the indexes were built from.</param>
    /// <param name="lexicon">Its cues.</param>
    /// <param name="passages">The passages of the guidance.</param>
    /// <param name="model">Says which guidance a question is for.</param>
    public PassageSearch(KnowledgeBase knowledge, Lexicon lexicon, ImpactIndex passages, TextClassifier model)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(model);
        this.lexicon = lexicon;
        this.model = model;
        ArgumentNullException.ThrowIfNull(knowledge);
        ArgumentNullException.ThrowIfNull(passages);
        this.passages = passages;
        analyzer = new(knowledge.Synonyms);
        corrector = new(passages.Vocabulary);
        weights = passages.Vocabulary.ToDictionary(
            term => term.Term, term => Math.Log(1 + ((passages.Count + 0.5) / (term.Documents + 0.5))), StringComparer.Ordinal);
        var asked = knowledge.Guidance.Values.SelectMany(guidance => guidance.Asks.Prepend(guidance.Title).Select(ask => (guidance.Id, Ask: ask))).ToList();
        known = [.. asked.Select(ask =>
        {
            var terms = Analyzer.Terms(ask.Ask).ToHashSet(StringComparer.Ordinal);
            return (ask.Id, ask.Ask, terms, terms.Sum(WeightOf));
        })];
        asks = ImpactIndex.Build(
            [new("ask", 1, 0.5f)],
            [.. asked.Select((ask, number) => new SearchDocument(number.ToString(System.Globalization.CultureInfo.InvariantCulture), [ask.Ask]))]);
    }

    /// <summary>The passages of the guidance as documents, in the order of their ids.</summary>
    public static IReadOnlyList<SearchDocument> Documents(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return [.. knowledge.Guidance.Values.SelectMany(guidance => guidance.Sections.Select(section => new SearchDocument(
            $"{guidance.Id}#{section.Anchor}", [guidance.Title, string.Join('\n', guidance.Asks), section.Heading, section.Markdown])))];
    }

    /// <summary>The entries most likely to answer, best first, each once.</summary>
    /// <param name="words">The question.</param>
    /// <param name="top">How many at most.</param>
    public IReadOnlyList<PassageHit> Find(IReadOnlyList<Word> words, int top) => Find(words, Lexicon.Features(lexicon.Notice(words)), top);

    /// <summary>The entries most likely to answer, for a question whose cues have been found already.</summary>
    /// <param name="words">The question.</param>
    /// <param name="features">What <see cref="Lexicon.Features"/> gives for it.</param>
    /// <param name="top">How many at most.</param>
    public IReadOnlyList<PassageHit> Find(IReadOnlyList<Word> words, IReadOnlyList<string> features, int top)
    {
        var query = analyzer.Query(words, Correct);
        if (query.Count == 0)
        {
            return [];
        }

        // A reader's own word that nothing here knows still counts against a hit: it may be what the question is about.
        var own = query.Where(term => term.Weight >= 1 && Correct(term.Term) is null || term.Weight is > 0.75f and < 1).ToList();
        var ownWeight = own.Sum(term => WeightOf(term.Term));
        var likeness = Likeness(query, own, ownWeight);
        var best = new Dictionary<string, (string Anchor, float Score)>(StringComparer.Ordinal);
        foreach (var hit in passages.Search(query, Candidates))
        {
            var cut = hit.Id.IndexOf('#', StringComparison.Ordinal);
            best.TryAdd(hit.Id[..cut], (hit.Id[(cut + 1)..], hit.Score));
        }

        var meant = model.Classify(words, features);
        foreach (var id in likeness.Keys.Concat(meant.Ranked.Take(top).Select(label => label.Label)))
        {
            best.TryAdd(id, ("", 0));
        }

        if (best.Count == 0)
        {
            return [];
        }

        var strongest = best.Values.Max(hit => hit.Score);
        return [.. best
            .Select(hit => Hit(hit.Key, hit.Value.Anchor, hit.Value.Score / Math.Max(strongest, 0.001f), query, own, ownWeight, likeness, meant.Of(hit.Key)))
            .OrderByDescending(hit => hit.Confidence)
            .ThenBy(hit => hit.Guidance, StringComparer.Ordinal)
            .Take(top)];
    }

    private PassageHit Hit(
        string guidance,
        string anchor,
        double score,
        IReadOnlyList<QueryTerm> query,
        IReadOnlyList<QueryTerm> own,
        double ownWeight,
        Dictionary<string, (double Likeness, string Ask)> likeness,
        double probability)
    {
        var reasons = passages.Explain(query, $"{guidance}#{anchor}");
        var held = reasons.Select(reason => reason.From).ToHashSet(StringComparer.Ordinal);
        var coverage = own.Where(term => held.Contains(term.From)).Sum(term => WeightOf(term.Term)) / Math.Max(ownWeight, 0.001);
        var (similar, ask) = likeness.GetValueOrDefault(guidance, (0, ""));

        var logit = Bar + (Weights.Similar * similar) + (Weights.Coverage * coverage) + (Weights.Score * score) + (Weights.Probability * probability);
        return new(guidance, anchor, 1 / (1 + Math.Exp(-logit)), ask, similar, coverage, reasons);
    }

    // Dice's coefficient over the weights of the words, against the most similar of an entry's questions.
    private Dictionary<string, (double Likeness, string Ask)> Likeness(IReadOnlyList<QueryTerm> query, IReadOnlyList<QueryTerm> own, double ownWeight)
    {
        var found = new Dictionary<string, (double Likeness, string Ask)>(StringComparer.Ordinal);
        foreach (var hit in asks.Search(query, Candidates))
        {
            var ask = known[int.Parse(hit.Id, System.Globalization.CultureInfo.InvariantCulture)];
            var shared = query
                .Where(term => ask.Terms.Contains(term.Term))
                .GroupBy(term => term.From, StringComparer.Ordinal)
                .Sum(from => from.Max(term => term.Weight * WeightOf(term.Term)));
            var likeness = 2 * shared / Math.Max(ownWeight + ask.Weight, 0.001);
            if (!found.TryGetValue(ask.Guidance, out var before) || before.Likeness < likeness)
            {
                found[ask.Guidance] = (Math.Min(1, likeness), ask.Text);
            }
        }

        return found;
    }

    private string? Correct(string term) => passages.Knows(term) ? null : corrector.Correct(term);

    private double WeightOf(string term) => weights.TryGetValue(term, out var weight) ? weight : Math.Log(1 + ((passages.Count + 0.5) / 0.5));
}

using System.Globalization;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;
using BotAdvice.Indexer.Loading;
using BotAdvice.Indexer.Searching;

namespace BotAdvice.Benchmarks;

/// <summary>
/// Measures the judges of <see cref="Ranking"/> and fits their weights. The search is built five times, each time without a fifth of the
/// questions that curators wrote; each question left out is then asked. What the bot declines is asked of the whole search.
/// </summary>
internal static class RankingFit
{
    private const int Folds = 5;
    private const int Steps = 400;

    // Of each question, the entries that come near the first places are enough to learn how sure to be.
    private const int NearMisses = 8;

    public static void Run()
    {
        var knowledge = KnowledgeLoader.Load(KnowledgeFolder.Find() ?? throw new InvalidOperationException("There is no knowledge base here.")).Knowledge;
        using var known = new MemoryStream(Speller.Count(knowledge));
        var speller = Speller.Load(known, knowledge.ShortForms);
        var asked = Enumerable.Range(0, Folds).SelectMany(fold => LeftOut(knowledge, speller, fold)).ToList();
        var whole = PassageSearch.Of(knowledge);
        var declined = knowledge.OutOfScope.Values.SelectMany(exchange => exchange.Asks).Select(ask => Ask(whole, knowledge, speller, ask, -1)).OfType<Question>().ToList();

        Console.WriteLine($"{knowledge.Guidance.Count} entries, {asked.Count} questions left out, {declined.Count} out of scope\n");
        Print("model alone", asked, sign => sign[0]);
        Print("BM25F alone", asked, sign => sign[1]);
        Print("likest question alone", asked, sign => sign[2]);
        Print("coverage alone", asked, sign => sign[3]);
        Print("as in Ranking.cs", asked, sign => Ranking.Score(new Signs(sign[0], sign[1], sign[2], sign[3], -1, -1)));

        var order = FitOrder(asked);
        Print("fitted now", asked, Score);
        Write("Score: Likely, Score, Likeness, Coverage", order);
        var rows = asked.Concat(declined).SelectMany(question => question.Signs
            .Select((sign, entry) => (Score: Score(sign), Right: entry == question.Right))
            .OrderByDescending(row => row.Right).ThenByDescending(row => row.Score).Take(NearMisses)
            .Select(row => (Signs: new[] { 1, row.Score, MathF.Log(1 + question.Words) }, row.Right)));
        Write("Confidence: constant, score, log of words", FitConfidence([.. rows]));

        float Score(float[] sign) => sign.Zip(order, (value, weight) => value * (float)weight).Sum();
    }

    private static IEnumerable<Question> LeftOut(KnowledgeBase knowledge, Speller speller, int fold)
    {
        var search = PassageSearch.Of(knowledge with
        {
            Guidance = knowledge.Guidance.ToDictionary(
                entry => entry.Key, entry => entry.Value with { Asks = [.. entry.Value.Asks.Where((_, number) => number % Folds != fold)] }, StringComparer.Ordinal),
        });
        return knowledge.Guidance.Values.SelectMany((entry, right) => entry.Asks.Where((_, number) => number % Folds == fold)
            .Select(ask => Ask(search, knowledge, speller, ask, right)).OfType<Question>());
    }

    private static Question? Ask(PassageSearch search, KnowledgeBase knowledge, Speller speller, string text, int right)
    {
        var words = speller.Mend(Words.Of(text));
        var signs = new Signs[knowledge.Guidance.Count];
        return search.Look(words, search.Read(words), signs)
            ? new([.. signs.Select(sign => (float[])[sign.Likely, sign.Score, sign.Likeness, sign.Coverage])], right, words.Count)
            : null;
    }

    // Conditional logistic regression: the entry that the question was written for against all others.
    private static double[] FitOrder(List<Question> asked) => Descend(asked[0].Signs[0].Length, (weights, slope) =>
    {
        foreach (var question in asked)
        {
            var scores = question.Signs.Select(sign => sign.Zip(weights, (value, weight) => value * weight).Sum()).ToArray();
            var most = scores.Max();
            var sum = scores.Sum(score => Math.Exp(score - most));
            for (var entry = 0; entry < scores.Length; entry++)
            {
                Learn(slope, question.Signs[entry], ((Math.Exp(scores[entry] - most) / sum) - (entry == question.Right ? 1 : 0)) / asked.Count);
            }
        }
    });

    private static double[] FitConfidence(List<(float[] Signs, bool Right)> rows) => Descend(rows[0].Signs.Length, (weights, slope) =>
    {
        foreach (var (signs, right) in rows)
        {
            var score = signs.Zip(weights, (value, weight) => value * weight).Sum();
            Learn(slope, signs, ((1 / (1 + Math.Exp(-score))) - (right ? 1 : 0)) / rows.Count);
        }
    });

    private static void Learn(double[] slope, float[] signs, double error)
    {
        for (var at = 0; at < slope.Length; at++)
        {
            slope[at] += error * signs[at];
        }
    }

    // AdaGrad over everything at once, from nothing known.
    internal static double[] Descend(int size, Action<double[], double[]> addSlope)
    {
        var weights = new double[size];
        var squares = new double[size];
        for (var step = 0; step < Steps; step++)
        {
            var slope = new double[size];
            addSlope(weights, slope);
            for (var at = 0; at < size; at++)
            {
                squares[at] += slope[at] * slope[at];
                weights[at] -= slope[at] / Math.Sqrt(squares[at] + 1e-12);
            }
        }

        return weights;
    }

    private static void Print(string name, List<Question> asked, Func<float[], float> score)
    {
        var places = asked.Select(question =>
        {
            var right = score(question.Signs[question.Right]);
            return question.Signs.Count(sign => score(sign) > right);
        }).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-24} right first {100.0 * places.Count(place => place == 0) / places.Count,5:0.0} %, in the first three {100.0 * places.Count(place => place < 3) / places.Count,5:0.0} %"));
    }

    private static void Write(string name, double[] weights) =>
        Console.WriteLine($"  {name}: {string.Join(", ", weights.Select(weight => weight.ToString("0.000", CultureInfo.InvariantCulture)))}");

    private sealed record Question(float[][] Signs, int Right, int Words);
}

using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Searching;

/// <summary>What the judges say of an entry as the answer to a question.</summary>
/// <param name="Likely">The logarithm of what the model says, from <see cref="Ranking.Unlikely"/> to 0.</param>
/// <param name="Score">BM25F of its best passage, by the weight of the question's words.</param>
/// <param name="Likeness">From 0 to 1: to the most similar of its curated questions.</param>
/// <param name="Coverage">From 0 to 1: how much of the question's weight it holds.</param>
/// <param name="Passage">The number of the best passage; -1 when none holds a word.</param>
/// <param name="Ask">The number of the most similar question; -1 when none holds a word.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct Signs(float Likely, float Score, float Likeness, float Coverage, int Passage, int Ask);

/// <summary>
/// Weighs the judges. Fitted by leaving out every curated question in turn, on which entry it belongs to and on what is out of scope:
/// <c>dotnet run --project tests/benchmarks -c Release -- rank</c> measures and fits them anew; docs/decisions/ranking.md has the figures.
/// </summary>
internal static class Ranking
{
    /// <summary>A model's word counts no lower than this.</summary>
    public const float Unlikely = -10;

    /// <summary>Orders the entries for one question; larger is better.</summary>
    public static float Score(in Signs signs) =>
        (1.042f * signs.Likely) + (0.511f * signs.Score) + (3.920f * signs.Likeness) + (5.037f * signs.Coverage);

    /// <summary>How likely an entry of this score answers: a long question shares less with any other, so it takes less to be sure.</summary>
    /// <param name="score">From <see cref="Score"/>.</param>
    /// <param name="words">Number of words of the question.</param>
    /// <returns>From 0 to 1.</returns>
    public static double Confidence(float score, int words) =>
        1 / (1 + Math.Exp(4.526 - (0.569 * score) - (0.699 * Math.Log(1 + words))));
}

using System.Buffers;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Searching;

/// <summary>How like a question is to each of the questions that curators wrote: how much of both questions' weight they share.</summary>
internal sealed class AskIndex
{
    private readonly Dictionary<string, int> termNumbers = new(StringComparer.Ordinal);
    private readonly int[][] holders;
    private readonly float[] totals;

    /// <param name="asks">The terms of each question.</param>
    /// <param name="weightOf">How much a term counts.</param>
    public AskIndex(IReadOnlyList<IReadOnlySet<string>> asks, Func<string, float> weightOf)
    {
        var lists = new List<List<int>>();
        totals = new float[asks.Count];
        for (var ask = 0; ask < asks.Count; ask++)
        {
            foreach (var term in asks[ask].Order(StringComparer.Ordinal))
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(termNumbers, term, out var known);
                if (!known)
                {
                    number = lists.Count;
                    lists.Add([]);
                }

                lists[number].Add(ask);
                totals[ask] += weightOf(term);
            }
        }

        holders = [.. lists.Select(list => list.ToArray())];
    }

    /// <summary>Number of questions.</summary>
    public int Count => totals.Length;

    /// <summary>Dice's coefficient over the weights of the terms. Of a word and what stands for it, the best counts.</summary>
    /// <param name="query">The question's terms; those that come from one word stand together.</param>
    /// <param name="weights">How much each of them counts.</param>
    /// <param name="own">How much the question's own words count together.</param>
    /// <param name="likeness">One for each question, from 0 to 1.</param>
    public void Score(IReadOnlyList<QueryTerm> query, ReadOnlySpan<float> weights, float own, Span<float> likeness)
    {
        likeness.Clear();
        var counted = ArrayPool<float>.Shared.Rent(totals.Length);
        Array.Clear(counted, 0, totals.Length);
        for (int from = 0, to; from < query.Count; from = to)
        {
            for (to = from + 1; to < query.Count && string.Equals(query[to].From, query[from].From, StringComparison.Ordinal); to++)
            {
            }

            if (to == from + 1)
            {
                // Nothing stands for this word, so there is nothing to be counted once only.
                foreach (var ask in HoldersOf(query[from].Term))
                {
                    likeness[ask] += weights[from];
                }

                continue;
            }

            for (var at = from; at < to; at++)
            {
                foreach (var ask in HoldersOf(query[at].Term))
                {
                    if (weights[at] > counted[ask])
                    {
                        likeness[ask] += weights[at] - counted[ask];
                        counted[ask] = weights[at];
                    }
                }
            }

            for (var at = from; at < to; at++)
            {
                foreach (var ask in HoldersOf(query[at].Term))
                {
                    counted[ask] = 0;
                }
            }
        }

        ArrayPool<float>.Shared.Return(counted);
        for (var ask = 0; ask < totals.Length; ask++)
        {
            likeness[ask] = Math.Min(1, 2 * likeness[ask] / Math.Max(own + totals[ask], 0.001f));
        }
    }

    private int[] HoldersOf(string term) => termNumbers.TryGetValue(term, out var number) ? holders[number] : [];
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// Which features of a vocabulary a model knows, and the place of each among them: a bit for each feature of the vocabulary, and for
// every 64 how many stand before them. Small enough to stay in the processor's cache.
internal sealed class FeatureSet
{
    private const int InRun = 64;

    private readonly Run[] runs;

    /// <param name="features">The numbers of the features, rising.</param>
    /// <param name="vocabulary">How many features there are.</param>
    public FeatureSet(ReadOnlySpan<int> features, int vocabulary)
    {
        runs = new Run[(vocabulary / InRun) + 1];
        Count = features.Length;
        foreach (var feature in features)
        {
            runs[feature / InRun].Bits |= 1UL << (feature % InRun);
        }

        for (var run = 1; run < runs.Length; run++)
        {
            runs[run].Before = runs[run - 1].Before + BitOperations.PopCount(runs[run - 1].Bits);
        }
    }

    public int Count { get; }

    /// <summary>The place of a feature, from 0; -1 when it is not in the set.</summary>
    public int PlaceOf(int feature)
    {
        ref readonly var run = ref runs[(uint)feature / InRun];
        var bit = 1UL << (feature % InRun);
        return (run.Bits & bit) == 0 ? -1 : run.Before + BitOperations.PopCount(run.Bits & (bit - 1));
    }

    /// <summary>The number of the feature at a place.</summary>
    public int FeatureAt(int place)
    {
        var (low, high) = (0, runs.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = runs[middle].Before <= place ? (middle, high) : (low, middle - 1);
        }

        var bits = runs[low].Bits;
        for (var left = place - runs[low].Before; left > 0; left--)
        {
            bits &= bits - 1;
        }

        return (low * InRun) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The numbers of the features, rising.</summary>
    public IEnumerable<int> Features()
    {
        for (var run = 0; run < runs.Length; run++)
        {
            for (var bits = runs[run].Bits; bits != 0; bits &= bits - 1)
            {
                yield return (run * InRun) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Run
    {
        public ulong Bits;
        public int Before;
    }
}

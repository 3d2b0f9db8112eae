using System.Runtime.InteropServices;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

// Turns the features of a text into a sparse vector over those that a model knows. Every block (words, pairs, letters, signals) has
// the length of its weight, whatever the length of the text: three words and three hundred are treated alike. Within a block, a
// feature that stands with few labels counts for more than one that stands with all ("he", "and").
internal sealed class Vectors(TrainingOptions options, FeatureSet known, WeightRows rows)
{
    // A feature's focus is kept in a byte, in steps of a 200th.
    private const float FocusStep = 200f;

    // Added to each count, so that a feature seen twice is not taken to be sure of its label.
    private const float Unseen = 0.05f;

    private const int OnStack = 1024;

    /// <summary>Lists the features that are seen in enough of the texts, and how well each tells the labels apart.</summary>
    public static (Vocabulary Vocabulary, WeightRows Rows) Learn(IReadOnlyList<Sample> samples, int labels, TrainingOptions options)
    {
        var counts = new Dictionary<string, Counted>(StringComparer.Ordinal);
        var counter = new Counter(counts, options.Focus > 0 ? labels : 0);
        var perLabel = new float[labels];
        foreach (var sample in samples)
        {
            counter.Sample = sample;
            perLabel[sample.Label]++;
            Features.Read(sample.Words, sample.Signals, options, ref counter);
        }

        string[] names = [.. counts.Where(c => c.Value.In >= options.SeenIn).Select(c => c.Key).Order(StringComparer.Ordinal)];
        var rows = new WeightRows(names.Length, labels);
        for (var i = 0; i < names.Length; i++)
        {
            rows.Focus(i) = Focus(counts[names[i]].PerLabel, perLabel, options.Focus);
        }

        return (new(FeatureNames.Of(names)), rows);
    }

    // One less the entropy of the label, given the feature, as a share of the most that it could be; to the power asked for.
    private static byte Focus(int[] counts, float[] perLabel, float power)
    {
        if (counts.Length < 2)
        {
            return (byte)FocusStep;
        }

        Span<float> shares = stackalloc float[counts.Length];
        var sum = 0f;
        for (var k = 0; k < counts.Length; k++)
        {
            shares[k] = (counts[k] + Unseen) / perLabel[k];
            sum += shares[k];
        }

        var entropy = 0f;
        foreach (var share in shares)
        {
            entropy -= share / sum * MathF.Log(share / sum);
        }

        var focus = MathF.Pow(1 + Unseen - (entropy / MathF.Log(counts.Length)), power);
        return (byte)Math.Clamp(MathF.Round(focus * FocusStep), 1, byte.MaxValue);
    }

    /// <summary>The features of a text that the model knows, by their places among them.</summary>
    public SparseVector Of(TextFeatures text)
    {
        var all = text.All;
        Span<Block> blocks = all.Length <= OnStack ? stackalloc Block[OnStack] : new Block[all.Length];
        Span<int> indexes = all.Length <= OnStack ? stackalloc int[OnStack] : new int[all.Length];
        Span<float> values = all.Length <= OnStack ? stackalloc float[OnStack] : new float[all.Length];
        Span<float> squares = stackalloc float[Features.Blocks];
        var count = 0;
        foreach (var feature in all)
        {
            var place = known.PlaceOf(feature.Id);
            if (place >= 0)
            {
                var value = feature.Count == 1 ? 1f : 1f + MathF.Log(feature.Count);
                value = value * rows.Focus(place) / FocusStep;
                squares[(int)feature.Block] += value * value;
                (blocks[count], indexes[count], values[count]) = (feature.Block, place, value);
                count++;
            }
        }

        Span<float> factors = [options.Words, options.Pairs, options.Letters, options.Signals];
        for (var b = 0; b < factors.Length; b++)
        {
            factors[b] = squares[b] > 0 ? factors[b] / MathF.Sqrt(squares[b]) : 0;
        }

        for (var i = 0; i < count; i++)
        {
            values[i] *= factors[(int)blocks[i]];
        }

        return new(indexes[..count].ToArray(), values[..count].ToArray());
    }

    private sealed class Counted(int labels)
    {
        public int[] PerLabel { get; } = new int[labels];

        public int In { get; set; }

        public int Last { get; set; } = -1;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Counter(Dictionary<string, Counted> counts, int labels) : IFeatureSink
    {
        private readonly Dictionary<string, Counted>.AlternateLookup<ReadOnlySpan<char>> lookup =
            counts.GetAlternateLookup<ReadOnlySpan<char>>();

        public Sample? Sample { get; set; }

        public readonly void Add(ReadOnlySpan<char> feature, Block block)
        {
            if (!lookup.TryGetValue(feature, out var counted))
            {
                lookup[feature] = counted = new Counted(labels);
            }

            if (counted.Last != Sample!.Source)
            {
                counted.Last = Sample.Source;
                counted.In++;
                if (labels > 0)
                {
                    counted.PerLabel[Sample.Label]++;
                }
            }
        }
    }
}

/// <summary>A text ready for training. <c>Source</c> is the index of its example.</summary>
internal sealed record Sample(IReadOnlyList<Word> Words, IReadOnlyList<string> Signals, int Label, int Source);

/// <summary>Features, each once, in the order of the text, and their values.</summary>
internal readonly record struct SparseVector(int[] Indexes, float[] Values);

using System.Runtime.InteropServices;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

// Turns texts into sparse vectors over a fixed list of features. Every block (words, pairs, letters, signals) has the
// length of its weight, whatever the length of the text: three words and three hundred are treated alike. Within a block, a
// feature that stands with few labels counts for more than one that stands with all ("he", "and").
internal sealed class Vectors
{
    // A feature's focus is kept in a byte, in steps of a 200th.
    private const float FocusStep = 200f;

    // Added to each count, so that a feature seen twice is not taken to be sure of its label.
    private const float Unseen = 0.05f;

    private readonly TrainingOptions options;
    private readonly FeatureTable table;

    public Vectors(TrainingOptions options, FeatureNames names, byte[] blocks, byte[] focus)
    {
        this.options = options;
        BlockOf = blocks;
        FocusOf = focus;
        Names = names;
        table = new(names);
    }

    public FeatureNames Names { get; }

    public byte[] BlockOf { get; }

    public byte[] FocusOf { get; }

    /// <summary>Lists the features that are seen in enough of the texts, and how well each tells the labels apart.</summary>
    public static Vectors Learn(IReadOnlyList<Sample> samples, int labels, TrainingOptions options)
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
        var blocks = new byte[names.Length];
        var focus = new byte[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var counted = counts[names[i]];
            blocks[i] = (byte)counted.Block;
            focus[i] = Focus(counted.PerLabel, perLabel, options.Focus);
        }

        return new Vectors(options, FeatureNames.Of(names), blocks, focus);
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

    /// <summary>The known features of a text.</summary>
    public SparseVector Of(IReadOnlyList<Word> words, IReadOnlyList<string> signals, Scratch scratch)
    {
        scratch.Begin(Names.Count);
        var sink = new Collector(table, scratch);
        Features.Read(words, signals, options, ref sink);
        var touched = scratch.Touched;
        var indexes = touched.ToArray();
        var values = new float[indexes.Length];
        Span<float> squares = stackalloc float[Features.Blocks];
        for (var i = 0; i < indexes.Length; i++)
        {
            var f = indexes[i];
            var count = scratch.Counts[f];
            var value = count == 1 ? 1f : 1f + MathF.Log(count);
            values[i] = value * FocusOf[f] / FocusStep;
            squares[BlockOf[f]] += values[i] * values[i];
            scratch.Counts[f] = 0;
        }

        touched.Clear();
        Span<float> factors = [options.Words, options.Pairs, options.Letters, options.Signals];
        for (var b = 0; b < factors.Length; b++)
        {
            factors[b] = squares[b] > 0 ? factors[b] / MathF.Sqrt(squares[b]) : 0;
        }

        for (var i = 0; i < indexes.Length; i++)
        {
            values[i] *= factors[BlockOf[indexes[i]]];
        }

        return new SparseVector(indexes, values);
    }

    internal sealed class Scratch
    {
        public List<int> Touched { get; } = [];

        public int[] Counts { get; private set; } = [];

        public void Begin(int features)
        {
            if (Counts.Length < features)
            {
                Counts = new int[features];
            }
        }
    }

    private sealed class Counted(Block block, int labels)
    {
        public Block Block { get; } = block;

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
                lookup[feature] = counted = new Counted(block, labels);
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

    private readonly struct Collector(FeatureTable table, Scratch scratch) : IFeatureSink
    {
        public void Add(ReadOnlySpan<char> feature, Block block)
        {
            if (table.Find(feature) is >= 0 and var id && scratch.Counts[id]++ == 0)
            {
                scratch.Touched.Add(id);
            }
        }
    }
}

/// <summary>A text ready for training. <c>Source</c> is the index of its example.</summary>
internal sealed record Sample(IReadOnlyList<Word> Words, IReadOnlyList<string> Signals, int Label, int Source);

/// <summary>Features, each once, in the order of the text, and their values.</summary>
internal sealed record SparseVector(int[] Indexes, float[] Values);

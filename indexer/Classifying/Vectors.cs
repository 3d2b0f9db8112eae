using System.Runtime.InteropServices;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

// Turns texts into sparse vectors over a fixed list of features. Every block (words, pairs, letters, signals) has the
// length of its weight, whatever the length of the text: three words and three hundred are treated alike.
internal sealed class Vectors
{
    private readonly TrainingOptions options;
    private readonly FeatureTable table;

    public Vectors(TrainingOptions options, string[] names, byte[] blocks)
    {
        this.options = options;
        BlockOf = blocks;
        Names = names;
        table = new(names);
    }

    public string[] Names { get; }

    public byte[] BlockOf { get; }

    /// <summary>Lists the features that are seen in enough of the texts.</summary>
    public static Vectors Learn(IReadOnlyList<Sample> samples, TrainingOptions options)
    {
        var counts = new Dictionary<string, Counted>(StringComparer.Ordinal);
        var counter = new Counter(counts);
        foreach (var sample in samples)
        {
            counter.Source = sample.Source;
            Features.Read(sample.Words, sample.Signals, options, ref counter);
        }

        string[] names = [.. counts.Where(c => c.Value.In >= options.SeenIn).Select(c => c.Key).Order(StringComparer.Ordinal)];
        var blocks = new byte[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            blocks[i] = (byte)counts[names[i]].Block;
        }

        return new Vectors(options, names, blocks);
    }

    /// <summary>The known features of a text.</summary>
    public SparseVector Of(IReadOnlyList<Word> words, IReadOnlyList<string> signals, Scratch scratch)
    {
        scratch.Begin(Names.Length);
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
            values[i] = count == 1 ? 1f : 1f + MathF.Log(count);
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

    private sealed class Counted(Block block)
    {
        public Block Block { get; } = block;

        public int In { get; set; }

        public int Last { get; set; } = -1;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Counter(Dictionary<string, Counted> counts) : IFeatureSink
    {
        private readonly Dictionary<string, Counted>.AlternateLookup<ReadOnlySpan<char>> lookup =
            counts.GetAlternateLookup<ReadOnlySpan<char>>();

        public int Source { get; set; }

        public readonly void Add(ReadOnlySpan<char> feature, Block block)
        {
            if (!lookup.TryGetValue(feature, out var counted))
            {
                lookup[feature] = counted = new Counted(block);
            }

            if (counted.Last != Source)
            {
                counted.Last = Source;
                counted.In++;
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

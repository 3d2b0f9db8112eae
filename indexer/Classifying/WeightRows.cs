using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BotAdvice.Indexer.Classifying;

// What a trained model knows of each feature, as it is saved and used: one row of bytes, so that a message waits for memory once a
// feature. A row is the scale of its weights (4 bytes), the feature's focus (1) and a weight for each label as a signed byte.
internal sealed class WeightRows
{
    private const int FocusAt = sizeof(float);
    private const int Head = FocusAt + 1;

    // Weights added up together. The last of a row are read with what stands behind them, and those sums are passed over.
    private const int Lanes = 8;

    private readonly int stride;
    private readonly byte[] rows;

    public WeightRows(int features, int labels)
    {
        Features = features;
        Labels = labels;
        stride = Head + labels;
        rows = new byte[checked((features * stride) + Lanes)];
        Bias = new float[labels];
    }

    public int Features { get; }

    public int Labels { get; }

    public float[] Bias { get; }

    /// <summary>All rows as one run of bytes.</summary>
    public Span<byte> All => rows.AsSpan(..^Lanes);

    /// <summary>The weights of one feature, a label each, to be multiplied by its scale.</summary>
    public Span<sbyte> Row(int feature) => MemoryMarshal.Cast<byte, sbyte>(rows.AsSpan((feature * stride) + Head, Labels));

    public ref float Scale(int feature) => ref Unsafe.As<byte, float>(ref rows[feature * stride]);

    /// <summary>How well the feature tells labels apart, as <see cref="Vectors"/> counts it.</summary>
    public ref byte Focus(int feature) => ref rows[(feature * stride) + FocusAt];

    /// <summary>Takes over the weights of a model that was just trained, rounded.</summary>
    public void Round(Softmax model)
    {
        for (var f = 0; f < Features; f++)
        {
            var max = 0f;
            foreach (var w in model.Row(f))
            {
                max = Math.Max(max, Math.Abs(w));
            }

            var scale = max / sbyte.MaxValue;
            Scale(f) = scale;
            for (var k = 0; k < Labels && max > 0; k++)
            {
                Row(f)[k] = (sbyte)MathF.Round(model.Row(f)[k] / scale);
            }
        }

        model.Row(Features).CopyTo(Bias);
    }

    /// <summary>The logits, a label each.</summary>
    public void Score(SparseVector vector, Span<float> logits)
    {
        Span<float> padded = stackalloc float[(Labels + Lanes - 1) / Lanes * Lanes];
        padded.Clear();
        Bias.CopyTo(padded);
        var sums = MemoryMarshal.Cast<float, Vector256<float>>(padded);
        for (var i = 0; i < vector.Indexes.Length; i++)
        {
            var feature = vector.Indexes[i];
            Add(ref rows[(feature * stride) + Head], Vector256.Create(vector.Values[i] * Scale(feature)), sums);
        }

        padded[..Labels].CopyTo(logits);
    }

    private static void Add(ref byte weights, Vector256<float> factor, Span<Vector256<float>> sums)
    {
        for (var v = 0; v < sums.Length; v++)
        {
            var eight = Vector64.LoadUnsafe(ref weights, (nuint)(v * Lanes)).AsSByte();
            var (low, high) = Vector128.Widen(Vector128.WidenLower(eight.ToVector128Unsafe()));
            sums[v] += Vector256.ConvertToSingle(Vector256.Create(low, high)) * factor;
        }
    }
}

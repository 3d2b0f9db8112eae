using System.Numerics;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// The weights of a trained model as they are saved and used: a row of signed bytes for each feature, with a scale, and the
// bias in full. A quarter of the memory of a float each, so that a message does not wait for it.
internal sealed class WeightRows
{
    private readonly int stride;
    private readonly sbyte[] weights;
    private readonly float[] scales;

    public WeightRows(int features, int labels)
    {
        Features = features;
        Labels = labels;

        // Rows are whole vectors.
        var width = Vector<sbyte>.Count;
        stride = (labels + width - 1) / width * width;
        weights = new sbyte[features * stride];
        scales = new float[features];
        Bias = new float[labels];
    }

    /// <summary>Rounds the weights of a model that was just trained.</summary>
    public WeightRows(Softmax model)
        : this(model.Features, model.Labels)
    {
        for (var f = 0; f < Features; f++)
        {
            var max = 0f;
            foreach (var w in model.Row(f))
            {
                max = Math.Max(max, Math.Abs(w));
            }

            scales[f] = max / sbyte.MaxValue;
            for (var k = 0; k < Labels && max > 0; k++)
            {
                Row(f)[k] = (sbyte)MathF.Round(model.Row(f)[k] / scales[f]);
            }
        }

        model.Row(Features).CopyTo(Bias);
    }

    public int Features { get; }

    public int Labels { get; }

    public float[] Bias { get; }

    /// <summary>The weights of one feature, a label each, to be multiplied by its scale.</summary>
    public Span<sbyte> Row(int feature) => weights.AsSpan(feature * stride, Labels);

    public ref float Scale(int feature) => ref scales[feature];

    /// <summary>The logits, a label each.</summary>
    public void Score(SparseVector vector, Span<float> logits)
    {
        Span<float> padded = stackalloc float[stride];
        padded.Clear();
        Bias.CopyTo(padded);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(padded);
        for (var i = 0; i < vector.Indexes.Length; i++)
        {
            var feature = vector.Indexes[i];
            Add(MemoryMarshal.Cast<sbyte, Vector<sbyte>>(weights.AsSpan(feature * stride, stride)), new(vector.Values[i] * scales[feature]), sums);
        }

        padded[..Labels].CopyTo(logits);
    }

    private static void Add(ReadOnlySpan<Vector<sbyte>> row, Vector<float> factor, Span<Vector<float>> sums)
    {
        for (var v = 0; v < row.Length; v++)
        {
            Vector.Widen(row[v], out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            var into = sums.Slice(v * 4, 4);
            into[3] += Vector.ConvertToSingle(fourth) * factor;
            into[2] += Vector.ConvertToSingle(third) * factor;
            into[1] += Vector.ConvertToSingle(second) * factor;
            into[0] += Vector.ConvertToSingle(first) * factor;
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// Multinomial logistic regression over sparse vectors, trained by AdaGrad with one step size a feature. One thread, one
// fixed order: the same examples give the same weights, bit for bit, on the same kind of machine.
internal sealed class Softmax
{
    private readonly int stride;
    private readonly float[] weights;

    public Softmax(int features, int labels)
    {
        Features = features;
        Labels = labels;

        // Rows are padded so that they are whole vectors at any vector width up to 512 bits.
        stride = (labels + 15) / 16 * 16;
        weights = new float[(features + 1) * stride];
    }

    public int Features { get; }

    public int Labels { get; }

    /// <summary>The weights of one feature, a label each; the row after the last feature is the bias.</summary>
    public Span<float> Row(int feature) => weights.AsSpan(feature * stride, Labels);

    /// <summary>Trains several times over, each time in another order, and keeps the mean: one order alone leans to what came last.</summary>
    public void Train(IReadOnlyList<SparseVector> vectors, int[] labels, float[] importance, TrainingOptions options, int orders)
    {
        var sum = new float[weights.Length];
        var random = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < orders; i++)
        {
            Array.Clear(weights);
            Train(vectors, labels, importance, options, ref random);
            Add(weights, sum, 1f / orders);
        }

        sum.CopyTo(weights.AsSpan());
    }

    private void Train(IReadOnlyList<SparseVector> vectors, int[] labels, float[] importance, TrainingOptions options, ref ulong random)
    {
        var order = new int[vectors.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var squares = new float[Features + 1];
        Array.Fill(squares, 1e-3f);
        var sum = new float[weights.Length];
        var averaged = Math.Max(1, options.Epochs / 2);
        var delta = new float[stride];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                var j = (int)(random % (ulong)(i + 1));
                (order[i], order[j]) = (order[j], order[i]);
            }

            foreach (var e in order)
            {
                Step(vectors[e], labels[e], importance[e], options.Rate, delta, squares);
            }

            Shrink(options, vectors.Count, squares);
            if (epoch >= options.Epochs - averaged)
            {
                Add(weights, sum, 1f / averaged);
            }
        }

        sum.CopyTo(weights.AsSpan());
    }

    /// <summary>The logits, a label each.</summary>
    public void Score(SparseVector vector, Span<float> logits)
    {
        Span<float> padded = stackalloc float[stride];
        weights.AsSpan(Features * stride, stride).CopyTo(padded);
        for (var i = 0; i < vector.Indexes.Length; i++)
        {
            AddRow(weights.AsSpan(vector.Indexes[i] * stride, stride), padded, vector.Values[i]);
        }

        padded[..Labels].CopyTo(logits);
    }

    public static void ToProbabilities(Span<float> logits, float temperature)
    {
        var max = float.NegativeInfinity;
        foreach (var z in logits)
        {
            max = Math.Max(max, z);
        }

        var sum = 0f;
        foreach (ref var z in logits)
        {
            z = MathF.Exp((z - max) / temperature);
            sum += z;
        }

        foreach (ref var z in logits)
        {
            z /= sum;
        }
    }

    private static void AddRow(ReadOnlySpan<float> row, Span<float> into, float factor)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var intos = MemoryMarshal.Cast<float, Vector<float>>(into);
        var factors = new Vector<float>(factor);
        for (var v = 0; v < rows.Length; v++)
        {
            intos[v] += rows[v] * factors;
        }
    }

    private static void Add(float[] from, float[] into, float factor) => AddRow(from, into, factor);

    private void Step(SparseVector vector, int label, float importance, float rate, float[] delta, float[] squares)
    {
        Array.Clear(delta);
        Score(vector, delta.AsSpan(0, Labels));
        ToProbabilities(delta.AsSpan(0, Labels), 1f);
        delta[label] -= 1f;
        var norm = 0f;
        for (var k = 0; k < Labels; k++)
        {
            delta[k] *= importance;
            norm += delta[k] * delta[k];
        }

        for (var i = 0; i < vector.Indexes.Length; i++)
        {
            Move(vector.Indexes[i], vector.Values[i]);
        }

        Move(Features, 1f);

        void Move(int feature, float value)
        {
            squares[feature] += value * value * norm;
            AddRow(delta, weights.AsSpan(feature * stride, stride), -rate * value / MathF.Sqrt(squares[feature]));
        }
    }

    private void Shrink(TrainingOptions options, int examples, float[] squares)
    {
        if (options.L2 <= 0)
        {
            return;
        }

        // The pull of a whole epoch at once, with each feature's own step size: far cheaper than at every step.
        for (var f = 0; f < Features; f++)
        {
            var keep = 1f / (1f + (options.L2 * examples * options.Rate / MathF.Sqrt(squares[f])));
            foreach (ref var w in weights.AsSpan(f * stride, stride))
            {
                w *= keep;
            }
        }
    }
}

namespace BotAdvice.Indexer.Classifying;

/// <summary>What a text most likely is.</summary>
public sealed class Classification
{
    private readonly TextClassifier classifier;
    private readonly SparseVector vector;

    internal Classification(TextClassifier classifier, SparseVector vector, IReadOnlyList<(string Label, double Probability)> ranked)
    {
        this.classifier = classifier;
        this.vector = vector;
        Ranked = ranked;
    }

    /// <summary>Every label with its probability, from 0 to 1, likeliest first; together they make 1.</summary>
    public IReadOnlyList<(string Label, double Probability)> Ranked { get; }

    /// <summary>Whether the model knew any feature of the text. If not, the ranking is only how common the labels are.</summary>
    public bool Known => vector.Indexes.Length > 0;

    /// <summary>The probability of one label; 0 for a label that the model does not have.</summary>
    public double Of(string label)
    {
        foreach (var (known, probability) in Ranked)
        {
            if (string.Equals(known, label, StringComparison.Ordinal))
            {
                return probability;
            }
        }

        return 0;
    }

    /// <summary>The probability of all labels of a group together, and the likeliest of them: <c>emergency/...</c> for "emergency".</summary>
    public (double Probability, string Likeliest) OfGroup(string group)
    {
        var (sum, likeliest) = (0.0, "");
        foreach (var (label, probability) in Ranked)
        {
            if (TextClassifier.GroupOf(label).SequenceEqual(group))
            {
                sum += probability;
                likeliest = likeliest.Length > 0 ? likeliest : label;
            }
        }

        return (sum, likeliest);
    }

    /// <summary>The features of the text that speak most for the label.</summary>
    /// <param name="label">One of the labels of the model.</param>
    /// <param name="top">How many at most.</param>
    /// <returns>Each feature with what it adds to the label's score (a logit) beyond what it adds on average; strongest first, only above 0.</returns>
    public IReadOnlyList<(string Feature, double Weight)> Why(string label, int top) => classifier.Why(vector, label, top);
}

using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// The bytes of a model: which features of its vocabulary it knows, and a row for each, as it stands in memory.
internal static class Compact
{
    private const int Most = 10_000_000;

    public static void Write(BinaryWriter writer, TrainingOptions options)
    {
        writer.Write(options.Words);
        writer.Write(options.Pairs);
        writer.Write(options.Letters);
        writer.Write(options.Signals);
    }

    public static TrainingOptions ReadOptions(BinaryReader reader) => new()
    {
        Words = reader.ReadSingle(),
        Pairs = reader.ReadSingle(),
        Letters = reader.ReadSingle(),
        Signals = reader.ReadSingle(),
    };

    /// <param name="writer">Where to.</param>
    /// <param name="features">Numbers of features, rising.</param>
    public static void Write(BinaryWriter writer, IReadOnlyCollection<int> features)
    {
        writer.Write7BitEncodedInt(features.Count);
        var before = 0;
        foreach (var feature in features)
        {
            writer.Write7BitEncodedInt(feature - before);
            before = feature;
        }
    }

    public static FeatureSet ReadFeatures(BinaryReader reader, Vocabulary vocabulary)
    {
        var features = new int[ReadCount(reader)];
        for (int at = 0, before = 0; at < features.Length; at++)
        {
            features[at] = before += reader.Read7BitEncodedInt();
            if (before < 0 || before >= vocabulary.Count || (at > 0 && before <= features[at - 1]))
            {
                throw new FormatException("The features of a model are not those of its list.");
            }
        }

        return new(features, vocabulary.Count);
    }

    public static void Write(BinaryWriter writer, WeightRows model)
    {
        writer.Write(model.All);
        writer.Write(MemoryMarshal.AsBytes(model.Bias.AsSpan()));
    }

    public static WeightRows ReadModel(BinaryReader reader, int features, int labels)
    {
        var model = new WeightRows(features, labels);
        reader.BaseStream.ReadExactly(model.All);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(model.Bias.AsSpan()));
        return model;
    }

    public static int ReadCount(BinaryReader reader) => reader.Read7BitEncodedInt() is var count and >= 0 and <= Most
        ? count
        : throw new FormatException("A count is damaged.");
}

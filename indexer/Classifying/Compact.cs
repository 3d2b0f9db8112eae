using System.Buffers;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// The bytes of a model. Names are front-coded (they are sorted, so most share a beginning); a weight is a signed byte times
// the scale of its row.
internal static class Compact
{
    private const int Most = 10_000_000;

    public static void Write(BinaryWriter writer, TrainingOptions options)
    {
        writer.Write(options.Words);
        writer.Write(options.Pairs);
        writer.Write(options.Letters);
        writer.Write(options.Signals);
        writer.Write((byte)options.ShortestRun);
        writer.Write((byte)options.LongestRun);
    }

    public static TrainingOptions ReadOptions(BinaryReader reader) => new()
    {
        Words = reader.ReadSingle(),
        Pairs = reader.ReadSingle(),
        Letters = reader.ReadSingle(),
        Signals = reader.ReadSingle(),
        ShortestRun = reader.ReadByte(),
        LongestRun = reader.ReadByte(),
    };

    public static void Write(BinaryWriter writer, Vectors vectors)
    {
        writer.Write7BitEncodedInt(vectors.Names.Count);
        var before = ReadOnlySpan<char>.Empty;
        for (var i = 0; i < vectors.Names.Count; i++)
        {
            var name = vectors.Names[i];
            var shared = name.CommonPrefixLength(before);
            writer.Write7BitEncodedInt(shared);
            writer.Write(name[shared..].ToString());
            writer.Write(vectors.BlockOf[i]);
            writer.Write(vectors.FocusOf[i]);
            before = name;
        }
    }

    public static Vectors ReadVectors(BinaryReader reader, TrainingOptions options)
    {
        var ends = new int[ReadCount(reader)];
        var letters = new ArrayBufferWriter<char>(ends.Length * 8);
        var blocks = new byte[ends.Length];
        var focus = new byte[ends.Length];
        var before = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            var shared = reader.Read7BitEncodedInt();
            if (shared < 0 || shared > letters.WrittenCount - before)
            {
                throw new FormatException("A feature name is damaged.");
            }

            var start = letters.WrittenCount;
            letters.Write(letters.WrittenSpan.Slice(before, shared));
            letters.Write(reader.ReadString());
            (before, ends[i]) = (start, letters.WrittenCount);
            blocks[i] = reader.ReadByte();
            focus[i] = reader.ReadByte();
            if (blocks[i] >= Features.Blocks)
            {
                throw new FormatException("A feature is damaged.");
            }
        }

        return new Vectors(options, new(letters.WrittenSpan.ToArray(), ends), blocks, focus);
    }

    public static void Write(BinaryWriter writer, WeightRows model)
    {
        for (var f = 0; f < model.Features; f++)
        {
            writer.Write(model.Scale(f));
            writer.Write(MemoryMarshal.AsBytes(model.Row(f)));
        }

        foreach (var w in model.Bias)
        {
            writer.Write(w);
        }
    }

    public static WeightRows ReadModel(BinaryReader reader, int features, int labels)
    {
        var model = new WeightRows(features, labels);
        for (var f = 0; f < features; f++)
        {
            model.Scale(f) = reader.ReadSingle();
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(model.Row(f)));
        }

        foreach (ref var w in model.Bias.AsSpan())
        {
            w = reader.ReadSingle();
        }

        return model;
    }

    public static int ReadCount(BinaryReader reader) => reader.Read7BitEncodedInt() is var count and >= 0 and <= Most
        ? count
        : throw new FormatException("A count is damaged.");
}

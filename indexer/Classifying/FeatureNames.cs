using System.Buffers;
using System.Text;

namespace BotAdvice.Indexer.Classifying;

// Many short names, sorted, as UTF-8 in one run: a string each would take many times as much memory, for what is seldom read. In a
// file they are front-coded: most share a beginning with the one before.
internal sealed class FeatureNames
{
    /// <summary>No name has more bytes.</summary>
    public const int Longest = 3 * Features.LongestName;

    private readonly byte[] letters;
    private readonly int[] ends;

    private FeatureNames(byte[] letters, int[] ends) => (this.letters, this.ends) = (letters, ends);

    public int Count => ends.Length;

    public string this[int number] => Encoding.UTF8.GetString(Utf8(number));

    public ReadOnlySpan<byte> Utf8(int number) => letters.AsSpan((number > 0 ? ends[number - 1] : 0)..ends[number]);

    /// <param name="names">Each once, in ordinal order.</param>
    public static FeatureNames Of(IReadOnlyList<string> names)
    {
        var letters = new ArrayBufferWriter<byte>((names.Count * 8) + 1);
        var ends = new int[names.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            Encoding.UTF8.GetBytes(names[i], letters);
            ends[i] = letters.WrittenCount;
        }

        return new(letters.WrittenSpan.ToArray(), ends);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write7BitEncodedInt(Count);
        var before = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < Count; i++)
        {
            var name = Utf8(i);
            var shared = name.CommonPrefixLength(before);
            writer.Write7BitEncodedInt(shared);
            writer.Write7BitEncodedInt(name.Length - shared);
            writer.Write(name[shared..]);
            before = name;
        }
    }

    /// <exception cref="FormatException">A length makes no sense.</exception>
    public static FeatureNames Load(BinaryReader reader)
    {
        var ends = new int[Compact.ReadCount(reader)];
        var letters = new ArrayBufferWriter<byte>((ends.Length * 8) + 1);
        var before = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            var start = letters.WrittenCount;
            var (shared, own) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
            if (shared < 0 || shared > start - before || own < 0 || own > Longest - shared)
            {
                throw new FormatException("A feature name is damaged.");
            }

            var name = letters.GetSpan(shared + own);
            letters.WrittenSpan.Slice(before, shared).CopyTo(name);
            reader.BaseStream.ReadExactly(name.Slice(shared, own));
            letters.Advance(shared + own);
            (before, ends[i]) = (start, letters.WrittenCount);
        }

        return new(letters.WrittenSpan.ToArray(), ends);
    }
}

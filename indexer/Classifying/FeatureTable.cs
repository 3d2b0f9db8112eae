using System.Runtime.InteropServices;
using System.Text;

namespace BotAdvice.Indexer.Classifying;

// Finds the number of a feature without comparing letters: some hundred are looked up for every message. Half of a feature's
// hash says where it stands, the other half that it is the one; that a strange feature passes for a known one happens once
// in billions, and then adds one small weight.
internal sealed class FeatureTable
{
    private readonly Slot[] slots;

    public FeatureTable(FeatureNames names)
    {
        // A third of the places are free: most lookups end at the first.
        slots = new Slot[(names.Count * 3 / 2) + 2];
        Span<char> name = stackalloc char[FeatureNames.Longest];
        for (var number = 0; number < names.Count; number++)
        {
            var hash = Hash(name[..Encoding.UTF8.GetChars(names.Utf8(number), name)]);
            var at = PlaceOf(hash);
            while (slots[at].Next > 0)
            {
                at = After(at);
            }

            slots[at] = new((uint)hash, number + 1);
        }
    }

    /// <summary>The number of a feature, or -1 when it is not known.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        var hash = Hash(name);
        var tag = (uint)hash;
        for (var at = PlaceOf(hash); slots[at].Next > 0; at = After(at))
        {
            if (slots[at].Tag == tag)
            {
                return slots[at].Next - 1;
            }
        }

        return -1;
    }

    private int PlaceOf(ulong hash) => (int)(((hash >> 32) * (ulong)slots.Length) >> 32);

    private int After(int at) => at + 1 < slots.Length ? at + 1 : 0;

    // Four characters at a time; the same in every process, unlike that of a string.
    private static ulong Hash(ReadOnlySpan<char> name)
    {
        var hash = 0x9E3779B97F4A7C15UL + (ulong)name.Length;
        var fours = MemoryMarshal.Cast<char, ulong>(name);
        foreach (var four in fours)
        {
            hash = Mix(hash ^ four);
        }

        var rest = 0UL;
        foreach (var letter in name[(fours.Length * 4)..])
        {
            rest = (rest << 16) | letter;
        }

        return Mix(hash ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        value *= 0xBF58476D1CE4E5B9UL;
        value ^= value >> 29;
        value *= 0x94D049BB133111EBUL;
        return value ^ (value >> 32);
    }

    // Next is the number of the feature and one more; 0 is a free place.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(uint Tag, int Next);
}

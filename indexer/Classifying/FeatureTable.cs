using System.Numerics;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Classifying;

// Finds the number of a feature without comparing letters: some hundred are looked up for every message. Half of a feature's
// hash says where it stands, the other half that it is the one; that a strange feature passes for a known one happens once
// in billions, and then adds one small weight.
internal sealed class FeatureTable
{
    private readonly Slot[] slots;
    private readonly int mask;

    public FeatureTable(FeatureNames names)
    {
        slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, names.Count * 2))];
        mask = slots.Length - 1;
        for (var number = 0; number < names.Count; number++)
        {
            var hash = Hash(names[number]);
            var at = (int)hash & mask;
            while (slots[at].Next > 0)
            {
                at = (at + 1) & mask;
            }

            slots[at] = new((uint)(hash >> 32), number + 1);
        }
    }

    /// <summary>The number of a feature, or -1 when it is not known.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        var hash = Hash(name);
        var tag = (uint)(hash >> 32);
        var table = slots;
        for (var at = (int)hash & mask; table[at].Next > 0; at = (at + 1) & mask)
        {
            if (table[at].Tag == tag)
            {
                return table[at].Next - 1;
            }
        }

        return -1;
    }

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

using System.Globalization;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>What is known after a message: new facts, changed facts, and what follows from them.</summary>
internal static class FactMerge
{
    /// <summary>Facts known before, with those just told.</summary>
    /// <returns>All facts, and the names of those whose value was known and is now another.</returns>
    public static (IReadOnlyDictionary<string, FactValue> Facts, IReadOnlyList<string> Changed) Merge(
        IReadOnlyDictionary<string, FactValue> known, IReadOnlyDictionary<string, FactValue> told)
    {
        var facts = new SortedDictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (var (fact, value) in known)
        {
            facts[fact] = value;
        }

        var changed = new List<string>();
        foreach (var (fact, value) in told)
        {
            if (!facts.TryGetValue(fact, out var before))
            {
                facts[fact] = value;
                continue;
            }

            // What merely follows from other words never overrides what the reader said, nor what followed from more of it.
            if (value.How == Known.Inferred)
            {
                continue;
            }

            var next = FactNames.Several.Contains(fact) && value.How != Known.Chosen
                ? value with { Values = [.. before.Values.Where(old => old is not ("unsure" or "no")).Union(value.Values, StringComparer.Ordinal)] }
                : value;
            if (!next.Values.SequenceEqual(before.Values, StringComparer.Ordinal))
            {
                facts[fact] = next;
                if (before.How != Known.Inferred && before.Value is not "unsure" && !FactNames.Several.Contains(fact))
                {
                    changed.Add(fact);
                }
            }
        }

        Infer(facts);
        return (facts, changed);
    }

    private const int SmallFrom = 10;
    private const int MediumFrom = 50;
    private const int LargeFrom = 250;

    // The size bands of the Companies Act and of the refund rules count staff in the same steps.
    private static void Infer(SortedDictionary<string, FactValue> facts)
    {
        if (facts.TryGetValue(FactNames.Staff, out var staff) && staff.Number is { } number
            && (!facts.TryGetValue(FactNames.Organisation, out var organisation) || organisation.How == Known.Inferred))
        {
            var size = number switch
            {
                >= LargeFrom => "large",
                >= MediumFrom => "medium",
                >= SmallFrom => "small",
                > 1 => "micro",
                _ => "sole-trader",
            };
            facts[FactNames.Organisation] = FactValue.Of(
                size, number.ToString(CultureInfo.InvariantCulture), Known.Inferred, staff.Turn);
        }
    }
}

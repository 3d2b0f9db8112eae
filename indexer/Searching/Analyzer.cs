using System.Collections.Frozen;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Searching;

/// <summary>Turns text into the terms that are indexed and searched: words, less stop words, stemmed, compounds joined.</summary>
public sealed class Analyzer
{
    // Lucene's English list, with the small words of a chat that carry no subject of their own.
    private static readonly FrozenSet<string> StopWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his",
        "i", "if", "im", "in", "into", "is", "it", "its", "ive", "me", "my", "no", "not", "of", "on", "or", "our", "she", "so",
        "such", "that", "the", "their", "them", "then", "there", "these", "they", "this", "to", "us", "was", "we", "were",
        "weve", "will", "with", "you", "your");

    private readonly FrozenDictionary<string, string[][]> synonyms;

    /// <param name="synonymGroups">Groups of words or phrases that mean the same.</param>
    public Analyzer(IReadOnlyList<IReadOnlyList<string>> synonymGroups)
    {
        ArgumentNullException.ThrowIfNull(synonymGroups);
        var byFirst = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        foreach (var group in synonymGroups)
        {
            var phrases = group.Select(phrase => Terms(phrase).ToArray()).Where(phrase => phrase.Length > 0).ToList();
            foreach (var phrase in phrases)
            {
                var key = string.Join(' ', phrase);
                if (!byFirst.TryGetValue(key, out var others))
                {
                    byFirst[key] = others = [];
                }

                others.AddRange(phrases.Where(other => !other.SequenceEqual(phrase)));
            }
        }

        synonyms = byFirst.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The terms of a text, in order.</summary>
    public static IEnumerable<string> Terms(string text) => Terms(Words.Of(text));

    /// <summary>The terms of a text already cut into words, in order.</summary>
    public static IEnumerable<string> Terms(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Where(word => !StopWords.Contains(word.Text)).Select(word => word.Stem);
    }

    /// <summary>The terms of a query, with synonyms at a lower weight and each term once.</summary>
    /// <param name="words">The query.</param>
    /// <param name="correct">Gives the nearest known term for one that no document holds, or null.</param>
    public IReadOnlyList<QueryTerm> Query(IReadOnlyList<Word> words, Func<string, string?> correct)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(correct);
        var own = words.Where(word => !StopWords.Contains(word.Text)).ToList();
        var terms = new Dictionary<string, QueryTerm>(StringComparer.Ordinal);
        foreach (var word in own)
        {
            Add(terms, new(word.Stem, word.Text, 1));
            if (correct(word.Stem) is { } corrected)
            {
                Add(terms, new(corrected, word.Text, CorrectionWeight));
            }
        }

        for (var first = 0; first < own.Count; first++)
        {
            var key = "";
            for (var last = first; last < Math.Min(first + LongestSynonym, own.Count); last++)
            {
                key = last == first ? own[first].Stem : $"{key} {own[last].Stem}";
                foreach (var other in synonyms.GetValueOrDefault(key, []))
                {
                    foreach (var term in other)
                    {
                        Add(terms, new(term, own[first].Text, SynonymWeight / other.Length));
                    }
                }
            }
        }

        return [.. terms.Values];
    }

    private const float SynonymWeight = 0.7f;
    private const float CorrectionWeight = 0.8f;
    private const int LongestSynonym = 4;

    private static void Add(Dictionary<string, QueryTerm> terms, QueryTerm term)
    {
        if (!terms.TryGetValue(term.Term, out var known) || known.Weight < term.Weight)
        {
            terms[term.Term] = term;
        }
    }
}

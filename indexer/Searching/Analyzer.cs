using System.Collections.Frozen;
using System.Runtime.InteropServices;
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

    private const float SynonymWeight = 0.7f;

    // Phrases by their first term, each with the phrases that mean the same.
    private readonly FrozenDictionary<string, Synonym[]> synonyms;

    /// <param name="synonymGroups">Groups of words or phrases that mean the same.</param>
    public Analyzer(IReadOnlyList<IReadOnlyList<string>> synonymGroups)
    {
        ArgumentNullException.ThrowIfNull(synonymGroups);
        synonyms = synonymGroups
            .Select(group => group.Select(phrase => Terms(phrase).ToArray()).Where(phrase => phrase.Length > 0).ToList())
            .SelectMany(phrases => phrases.Select(phrase => new Synonym(phrase, [.. phrases.Where(other => !other.SequenceEqual(phrase))])))
            .GroupBy(synonym => synonym.Phrase[0], StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The terms of a text, in order.</summary>
    public static IEnumerable<string> Terms(string text) => Terms(Words.Of(text));

    /// <summary>The terms of a text already cut into words, in order.</summary>
    public static IEnumerable<string> Terms(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return words.Where(word => !StopWords.Contains(word.Text)).Select(word => word.Stem);
    }

    /// <summary>The terms of a query, with synonyms at a lower weight; each term once, and those from one word together.</summary>
    public IReadOnlyList<QueryTerm> Query(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var own = new List<Word>(words.Count);
        foreach (var word in words)
        {
            if (!StopWords.Contains(word.Text))
            {
                own.Add(word);
            }
        }

        var terms = new List<QueryTerm>(own.Count * 2);
        var places = new Dictionary<string, int>(own.Count * 2, StringComparer.Ordinal);
        for (var at = 0; at < own.Count; at++)
        {
            Add(new(own[at].Stem, own[at].Text, 1));
            foreach (var synonym in synonyms.GetValueOrDefault(own[at].Stem, []))
            {
                if (!StandsAt(synonym.Phrase, own, at))
                {
                    continue;
                }

                foreach (var other in synonym.Others)
                {
                    foreach (var term in other)
                    {
                        Add(new(term, own[at].Text, SynonymWeight / other.Length));
                    }
                }
            }
        }

        terms.RemoveAll(term => term.Weight == 0);
        return terms;

        void Add(QueryTerm term)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, term.Term, out var known);
            if (known && terms[place].Weight >= term.Weight)
            {
                return;
            }

            if (known)
            {
                terms[place] = terms[place] with { Weight = 0 };
            }

            place = terms.Count;
            terms.Add(term);
        }
    }

    private static bool StandsAt(string[] phrase, List<Word> words, int at)
    {
        if (at + phrase.Length > words.Count)
        {
            return false;
        }

        for (var next = 1; next < phrase.Length; next++)
        {
            if (!string.Equals(words[at + next].Stem, phrase[next], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    private sealed record Synonym(string[] Phrase, string[][] Others);
}

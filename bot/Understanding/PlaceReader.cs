using System.Collections.Frozen;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Finds where the reader is, from the places and postcodes that they name.</summary>
internal sealed class PlaceReader
{
    private const int LongestName = 5;
    private const int FarthestOwner = 6;
    private const int FarthestArticle = 6;

    // "our supplier in Glasgow" and "a Leeds number" say where somebody else is.
    private static readonly FrozenSet<string> Others = FrozenSet.Create(
        StringComparer.Ordinal,
        "supplier", "customer", "client", "buyer", "seller", "scammer", "fraudster", "hacker", "caller", "criminal", "company", "factory",
        "warehouse", "manufacturer", "branch", "somebody", "someone", "guy", "man", "woman", "bloke", "lady", "person", "people", "delivered", "sent",
        "flew", "flight", "holiday", "trip", "travel", "travelled", "registered", "hosted", "address", "login", "logged", "signin", "sign");

    // "We are a firm in", "I run a salon in", "we have a shop in", "it is a farm in".
    private static readonly FrozenSet<string> Own = FrozenSet.Create(
        StringComparer.Ordinal, "are", "were", "am", "im", "is", "its", "run", "running", "have", "weve", "ive", "got", "own", "as", "for", "at", "manage", "rent", "keep", "just", "only", "small", "work", "need", "and");

    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create(
        StringComparer.Ordinal, "in", "near", "from", "at", "around", "outside", "across", "on", "by");

    // "Bank of Scotland", "Leeds number", "London Road": the place is part of another name.
    private static readonly FrozenSet<string> NameBefore = FrozenSet.Create(StringComparer.Ordinal, "bank", "university", "royal", "church");

    private static readonly FrozenSet<string> NameAfter = FrozenSet.Create(
        StringComparer.Ordinal,
        "bank", "police", "road", "street", "lane", "avenue", "university", "number", "united", "rovers", "airport", "building", "accent", "water", "tea", "ip");

    private readonly Dictionary<string, Place[]> places;
    private readonly HashSet<string> begins;
    private readonly KnowledgeBase knowledge;

    public PlaceReader(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        places = knowledge.Places
            .SelectMany(place => place.Also.Prepend(place.Name).Select(name => (Key: Key(Words.Of(name), 0, int.MaxValue), Place: place)))
            .Where(entry => entry.Key.Length > 0)
            .GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(entry => entry.Place).Distinct().ToArray(), StringComparer.Ordinal);
        begins = places.Keys.Select(key => key.Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// The places that a message names as the reader's own: first those of which it says so ("we are in Leeds"), then in order, and last where some
    /// other may be ("a dealer in Lincolnshire").
    /// </summary>
    public IReadOnlyList<(string From, IReadOnlyList<Place> Candidates)> Read(IReadOnlyList<Word> words) => [.. Found(words)
        .OrderByDescending(found => found.IsStated)
        .ThenBy(found => found.MayBeOthers)
        .Select(found => (found.From, (IReadOnlyList<Place>)found.Candidates))];

    private IEnumerable<(string From, Place[] Candidates, bool IsStated, bool MayBeOthers)> Found(IReadOnlyList<Word> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            for (var length = begins.Contains(words[at].Text) ? Math.Min(LongestName, words.Count - at) : 0; length > 0; length--)
            {
                var key = Key(words, at, length);
                if (places.TryGetValue(key, out var found) && IsReaders(words, at, length, found))
                {
                    yield return (key, found, IsStated(words, at), MayBeOthers(words, at));
                    at += length - 1;
                    break;
                }
            }
        }
    }

    /// <summary>Nation and force of a postcode; either is null where the postcode leaves it open.</summary>
    /// <param name="postcode">A whole or part postcode: "B77 2AB", "B77", "B".</param>
    public (string? Nation, string? Force) OfPostcode(string postcode)
    {
        var outward = postcode.ToUpperInvariant().Split(' ')[0];
        var letters = new string([.. outward.TakeWhile(char.IsAsciiLetter)]);
        if (!knowledge.Postcodes.TryGetValue(letters, out var area))
        {
            return (null, null);
        }

        var force = area.Districts.GetValueOrDefault(outward) ?? (area.Forces.Count == 1 ? area.Forces[0] : null);
        var nation = force is not null && knowledge.Forces.TryGetValue(force, out var known)
            ? known.Nation
            : area.Nations.Count == 1 ? area.Nations[0] : null;
        return (nation, force);
    }

    private static bool IsReaders(IReadOnlyList<Word> words, int at, int length, Place[] found)
    {
        var before = at > 0 ? words[at - 1].Text : "";
        var after = at + length < words.Count ? words[at + length].Text : "";
        if (NameAfter.Contains(after) || (before is "of" && at > 1 && NameBefore.Contains(words[at - 2].Stem)))
        {
            return false;
        }

        var preposition = Prepositions.Contains(before);
        var owner = at > 1 && words[at - 2].Sentence == words[at].Sentence ? words[at - 2] : default;

        // "our supplier is based in Glasgow"
        for (var back = at - 3; back >= 0 && words[back].Sentence == words[at].Sentence && owner.Text is "is" or "are" or "was" or "were" or "based" or "over" or "up" or "down"; back--)
        {
            owner = words[back];
        }

        if (preposition && owner.Text is not null && (Others.Contains(owner.Text) || Others.Contains(owner.Stem)))
        {
            return false;
        }

        return preposition || !found.All(place => place.NeedsPreposition) || IsAlone(words, at, length);
    }

    // "We're in Leeds", "I am based in Leeds", "our shop is in Leeds"; apostrophes are gone from words.
    private static bool IsStated(IReadOnlyList<Word> words, int at)
    {
        if (at < 2 || !Prepositions.Contains(words[at - 1].Text) || words[at - 2].Sentence != words[at].Sentence)
        {
            return false;
        }

        var said = words[at - 2].Text;
        return said is "were" or "im" or "us" or "here" || (said is "are" or "am" or "is" or "based" or "live" or "located" or "trade" or "work"
            && Enumerable.Range(Math.Max(0, at - FarthestOwner), Math.Min(at, FarthestOwner)).Any(back =>
                words[back].Sentence == words[at].Sentence && words[back].Text is "we" or "i" or "our" or "my" or "were" or "im"));
    }

    // "A dealer in Lincolnshire", "some office in Luton"; not "I run a salon in Hull", "we are a small charity in Fife".
    private static bool MayBeOthers(IReadOnlyList<Word> words, int at)
    {
        if (at < 3 || !Prepositions.Contains(words[at - 1].Text))
        {
            return false;
        }

        for (var back = at - 3; back >= Math.Max(0, at - FarthestArticle) && words[back].Clause == words[at].Clause; back--)
        {
            if (words[back].Text is "a" or "an" or "some" or "another")
            {
                return back > 0 && words[back - 1].Clause == words[at].Clause && !Own.Contains(words[back - 1].Text);
            }
        }

        return false;
    }

    // "Scotland." and "paid it yesterday, Bath" say no more than where.
    private static bool IsAlone(IReadOnlyList<Word> words, int at, int length) =>
        (at == 0 || words[at - 1].Clause != words[at].Clause || words[at - 1].Sentence != words[at].Sentence)
        && (at + length == words.Count || words[at + length].Clause != words[at].Clause || words[at + length].Sentence != words[at].Sentence);

    private static string Key(IReadOnlyList<Word> words, int at, int length) =>
        string.Join(' ', words.Skip(at).Take(length).Select(word => word.Text));
}

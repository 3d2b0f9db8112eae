using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Language;

/// <summary>
/// Many cues made ready to be looked for together. The time to search a text grows with the cues that share words with
/// it, hardly with the number of cues. Safe to use from several threads at once.
/// </summary>
public sealed class CueSet<T>
{
    // Each distinct part ("$paid", "invoice|bill") is looked for once in a text, whichever cues hold it. A cue is tried only
    // when its rarest part was found, and all its other parts as well.
    private readonly Dictionary<string, Option[]> byStem;
    private readonly Dictionary<string, Option[]> byPrefix;
    private readonly Option[] byAmount;
    private readonly int[] prefixLengths;
    private readonly Compiled[] cues;
    private readonly int[][] cuesByRarestPart;
    private readonly ConcurrentBag<Search> searches = [];

    /// <summary>Compiles the cues.</summary>
    /// <param name="entries">Each cue with what it stands for. Matches come back by place in the text, then in this order.</param>
    public CueSet(IEnumerable<(Cue Cue, T Payload)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var options = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        var stems = new Dictionary<string, List<Option>>(StringComparer.Ordinal);
        var prefixes = new Dictionary<string, List<Option>>(StringComparer.Ordinal);
        var amounts = new List<Option>();
        cues = [.. entries.Select(e => new Compiled(e.Cue, e.Payload, PlacesOf(e.Cue)))];
        cuesByRarestPart = [.. Enumerable.Repeat(Array.Empty<int>(), ids.Count)];
        var uses = new int[ids.Count];
        foreach (var place in cues.SelectMany(cue => cue.Places))
        {
            uses[place.Part]++;
        }

        // What few cues hold is seldom said; what many hold ("we", "the") is in every message.
        foreach (var group in Enumerable.Range(0, cues.Length)
            .GroupBy(c => cues[c].Places.Where(place => !place.Optional).MinBy(place => uses[place.Part]).Part))
        {
            cuesByRarestPart[group.Key] = [.. group];
        }

        byStem = stems.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
        byPrefix = prefixes.ToDictionary(s => s.Key, s => s.Value.ToArray(), StringComparer.Ordinal);
        byAmount = [.. amounts];
        prefixLengths = [.. prefixes.Keys.Select(p => p.Length).Distinct().Order()];

        Place[] PlacesOf(Cue cue)
        {
            // An optional word at either end changes nothing about whether the cue fits, unless a sentence has to begin or end there.
            var first = 0;
            var last = cue.Parts.Count - 1;
            while (!cue.AtStart && cue.Parts[first].Optional)
            {
                first++;
            }

            while (!cue.AtEnd && cue.Parts[last].Optional)
            {
                last--;
            }

            return [.. cue.Parts.Take(last + 1).Skip(first).Select(p => new Place(IdOf(p), p.Optional, p.GapBefore))];
        }

        int IdOf(CuePart part)
        {
            // Cues that were read together share what they have in common.
            if (read.TryGetValue(part.Options, out var id))
            {
                return id;
            }

            var distinct = part.Options.DistinctBy(OptionOf).ToList();
            var key = string.Join(' ', distinct.Select(OptionOf).Order());
            if (ids.TryGetValue(key, out id))
            {
                return read[part.Options] = id;
            }

            ids[key] = read[part.Options] = id = ids.Count;
            foreach (var atoms in distinct)
            {
                var list = atoms[0].Kind switch
                {
                    CueAtomKind.Money or CueAtomKind.Number => amounts,
                    CueAtomKind.Prefix => ListOf(prefixes, atoms[0].Text),
                    _ => ListOf(stems, atoms[0].Text),
                };
                list.Add(new Option(id, atoms));
            }

            return id;
        }

        int OptionOf(CueAtom[] atoms)
        {
            if (!read.TryGetValue(atoms, out var option))
            {
                var key = string.Join(' ', atoms.Select(atom => $"{atom.Kind}:{atom.Text}"));
                read[atoms] = option = options.TryGetValue(key, out var known) ? known : options[key] = options.Count;
            }

            return option;
        }

        static List<Option> ListOf(Dictionary<string, List<Option>> lists, string key) =>
            lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }

    /// <summary>Number of cues.</summary>
    public int Count => cues.Length;

    /// <summary>All places that a cue fits: for each cue and each first word, the nearest.</summary>
    /// <param name="words">The words of the text, from <see cref="Words.Of"/>.</param>
    public IReadOnlyList<CueMatch<T>> Match(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count == 0 || cues.Length == 0)
        {
            return [];
        }

        if (!searches.TryTake(out var search))
        {
            search = new Search(this);
        }

        try
        {
            return search.Run(words as Word[] ?? [.. words]);
        }
        finally
        {
            search.Clear();
            searches.Add(search);
        }
    }

    /// <summary>All places in the text that a cue fits.</summary>
    public IReadOnlyList<CueMatch<T>> Match(string text) => Match(Words.Of(text));

    private readonly record struct Option(int Part, CueAtom[] Atoms);

    private readonly record struct Place(int Part, bool Optional, bool GapBefore);

    private sealed record Compiled(Cue Cue, T Payload, Place[] Places);

    // Where a part was found: at which word, how many words; Next leads to the next such place further on in the text.
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Found(int At, int Length, int Next);

    private sealed class Search(CueSet<T> set)
    {
        private readonly int[] heads = [.. Enumerable.Repeat(-1, set.cuesByRarestPart.Length)];
        private readonly List<int> touched = [];
        private readonly List<Found> found = [];
        private readonly List<(int Cue, CueMatch<T> Match)> matches = [];
        private readonly List<(int At, int Length)> taken = [];
        private readonly Dictionary<string, Option[]>.AlternateLookup<ReadOnlySpan<char>> byPrefix =
            set.byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();

        private Word[] words = [];
        private Assertions? assertions;

        public IReadOnlyList<CueMatch<T>> Run(Word[] text)
        {
            words = text;
            for (var at = text.Length - 1; at >= 0; at--)
            {
                FindPartsAt(at);
            }

            foreach (var part in touched)
            {
                foreach (var cue in set.cuesByRarestPart[part])
                {
                    Try(cue);
                }
            }

            matches.Sort(static (a, b) => a.Match.First != b.Match.First
                ? a.Match.First.CompareTo(b.Match.First)
                : a.Cue.CompareTo(b.Cue));
            return [.. matches.Select(m => m.Match)];
        }

        public void Clear()
        {
            foreach (var part in touched)
            {
                heads[part] = -1;
            }

            touched.Clear();
            found.Clear();
            matches.Clear();
            taken.Clear();
            words = [];
            assertions = null;
        }

        private void FindPartsAt(int at)
        {
            if (set.byStem.TryGetValue(words[at].Stem, out var options))
            {
                FindOptions(options, at);
            }

            if (Amounts.MoneyAt(words, at) > 0 || Amounts.NumberAt(words, at) > 0)
            {
                FindOptions(set.byAmount, at);
            }

            var text = words[at].Text.AsSpan();
            foreach (var length in set.prefixLengths)
            {
                if (length > text.Length)
                {
                    break;
                }

                if (byPrefix.TryGetValue(text[..length], out options))
                {
                    FindOptions(options, at);
                }
            }
        }

        private void FindOptions(Option[] options, int at)
        {
            foreach (var option in options)
            {
                var length = LengthAt(option.Atoms, at);
                if (length == 0)
                {
                    continue;
                }

                var head = heads[option.Part];
                if (head < 0)
                {
                    touched.Add(option.Part);
                }

                heads[option.Part] = found.Count;
                found.Add(new Found(at, length, head));
            }
        }

        private int LengthAt(CueAtom[] atoms, int at)
        {
            var next = at;
            foreach (var atom in atoms)
            {
                if (next >= words.Length || words[next].Sentence != words[at].Sentence)
                {
                    return 0;
                }

                var length = atom.Kind switch
                {
                    CueAtomKind.Money => Amounts.MoneyAt(words, next),
                    CueAtomKind.Number => Amounts.NumberAt(words, next),
                    CueAtomKind.Prefix => words[next].Text.StartsWith(atom.Text, StringComparison.Ordinal) ? 1 : 0,
                    _ => string.Equals(words[next].Stem, atom.Text, StringComparison.Ordinal) ? 1 : 0,
                };
                if (length == 0)
                {
                    return 0;
                }

                next += length;
            }

            return next - at;
        }

        private void Try(int index)
        {
            var cue = set.cues[index];
            foreach (var place in cue.Places)
            {
                if (!place.Optional && heads[place.Part] < 0)
                {
                    return;
                }
            }

            // Only where a sentence has to begin there can a cue have optional words in front.
            var begin = 0;
            while (cue.Places[begin].Optional)
            {
                TryFrom(index, cue, begin++);
            }

            TryFrom(index, cue, begin);
        }

        private void TryFrom(int index, Compiled cue, int begin)
        {
            var before = -1;
            for (var f = heads[cue.Places[begin].Part]; f >= 0; f = found[f].Next)
            {
                var first = found[f];
                if (first.At == before || (cue.Cue.AtStart && !BeginsAt(first.At)))
                {
                    // Another option of the same part fitted here already.
                    continue;
                }

                taken.Clear();
                taken.Add((first.At, first.Length));
                if (!Fits(cue, begin + 1, first.At + first.Length, gap: false))
                {
                    continue;
                }

                before = first.At;
                Add(index, cue);
            }
        }

        // Whether a part of a sentence begins with this word, or has ended before it.
        private bool BeginsAt(int at) => at == 0 || at == words.Length || words[at].Clause != words[at - 1].Clause;

        private bool Fits(Compiled cue, int next, int end, bool gap)
        {
            var places = cue.Places;
            if (next == places.Length)
            {
                return !cue.Cue.AtEnd || BeginsAt(end);
            }

            var place = places[next];
            gap |= place.GapBefore;
            var latest = end + (gap ? Cue.LongestGap : 0);
            for (var f = heads[place.Part]; f >= 0; f = found[f].Next)
            {
                var (at, length, _) = found[f];
                if (at < end)
                {
                    continue;
                }

                if (at > latest || words[at].Sentence != words[end - 1].Sentence)
                {
                    break;
                }

                taken.Add((at, length));
                if (Fits(cue, next + 1, at + length, gap: false))
                {
                    return true;
                }

                taken.RemoveAt(taken.Count - 1);
            }

            return place.Optional && Fits(cue, next + 1, end, gap);
        }

        private void Add(int index, Compiled cue)
        {
            assertions ??= new Assertions(words);
            var first = taken[0].At;
            var last = taken[^1].At + taken[^1].Length - 1;
            var start = words[first].Start;
            matches.Add((index, new CueMatch<T>(
                cue.Payload,
                cue.Cue,
                first,
                last - first + 1,
                start,
                words[last].Start + words[last].Length - start,
                assertions.IsNegated(taken),
                assertions.IsSupposed(taken))));
        }
    }
}

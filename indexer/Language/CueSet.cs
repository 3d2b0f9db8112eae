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
    // when its rarest part was found, and all its other parts as well. Stems are compared by number.
    private readonly Dictionary<string, int> stems = new(StringComparer.Ordinal);
    private readonly Option[][] byStem;
    private readonly Dictionary<int, (string Prefix, Option[] Options)[]> byFirstLetters;
    private readonly Option[] byAmount;
    private readonly Compiled[] cues;

    // For each part the cues of which it is the rarest, one behind the other: the number of the cue, how many other parts it has to
    // hold, and these, the rarest first. Thousands are looked through for a message, nearly all in vain.
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
        var first = new Dictionary<int, List<Option>>();
        var prefixes = new Dictionary<string, List<Option>>(StringComparer.Ordinal);
        var amounts = new List<Option>();
        cues = [.. entries.Select(e => new Compiled(e.Cue.AtStart, e.Cue.AtEnd, e.Payload, PlacesOf(e.Cue)))];
        cuesByRarestPart = [.. Enumerable.Repeat(Array.Empty<int>(), ids.Count)];
        var uses = new int[ids.Count];
        foreach (var place in cues.SelectMany(cue => cue.Places))
        {
            uses[place.Part]++;
        }

        // What few cues hold is seldom said; what many hold ("we", "the") is in every message.
        foreach (var group in Enumerable.Range(0, cues.Length).Select(c => (Cue: c, Parts: RequiredOf(cues[c]))).GroupBy(cue => cue.Parts[0]))
        {
            cuesByRarestPart[group.Key] = [.. group.SelectMany(cue => (int[])[cue.Cue, cue.Parts.Length - 1, .. cue.Parts.Skip(1)])];
        }

        byStem = [.. Enumerable.Range(0, stems.Count).Select(stem => first.TryGetValue(stem, out var list) ? list.ToArray() : [])];
        byFirstLetters = prefixes.GroupBy(prefix => FirstLetters(prefix.Key)).ToDictionary(
            group => group.Key,
            group => group.OrderBy(prefix => prefix.Key.Length).Select(prefix => (prefix.Key, prefix.Value.ToArray())).ToArray());
        byAmount = [.. amounts];

        int[] RequiredOf(Compiled cue) => [.. cue.Places.Where(place => !place.Optional).OrderBy(place => uses[place.Part]).Select(place => place.Part)];

        Place[] PlacesOf(Cue cue)
        {
            // An optional word at either end changes nothing about whether the cue fits, unless a sentence has to begin or end there.
            var begin = 0;
            var last = cue.Parts.Count - 1;
            while (!cue.AtStart && cue.Parts[begin].Optional)
            {
                begin++;
            }

            while (!cue.AtEnd && cue.Parts[last].Optional)
            {
                last--;
            }

            return [.. cue.Parts.Take(last + 1).Skip(begin).Select(p => new Place(IdOf(p), p.Optional, p.GapBefore))];
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
                var compiled = Array.ConvertAll(atoms, AtomOf);
                var list = atoms[0].Kind switch
                {
                    CueAtomKind.Money or CueAtomKind.Number => amounts,
                    CueAtomKind.Prefix => ListOf(prefixes, atoms[0].Text),
                    _ => ListOf(first, compiled[0].Stem),
                };
                list.Add(new Option(id, compiled));
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

        Atom AtomOf(CueAtom atom)
        {
            if (atom.Kind is not CueAtomKind.Stem)
            {
                return new(atom.Kind, -1, atom.Text);
            }

            ref var stem = ref CollectionsMarshal.GetValueRefOrAddDefault(stems, atom.Text, out var known);
            stem = known ? stem : stems.Count - 1;
            return new(atom.Kind, stem, "");
        }

        static List<Option> ListOf<TKey>(Dictionary<TKey, List<Option>> lists, TKey key)
            where TKey : notnull => lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }

    // A prefix has at least two letters.
    private static int FirstLetters(string text) => (text[0] << 16) | text[1];

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

    private readonly record struct Atom(CueAtomKind Kind, int Stem, string Prefix);

    private readonly record struct Option(int Part, Atom[] Atoms);

    private readonly record struct Place(int Part, bool Optional, bool GapBefore);

    private sealed record Compiled(bool AtStart, bool AtEnd, T Payload, Place[] Places);

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
        private readonly List<(int Stem, int Money, int Number)> known = [];

        private Word[] words = [];
        private Assertions? assertions;

        public IReadOnlyList<CueMatch<T>> Run(Word[] text)
        {
            words = text;
            for (var at = 0; at < text.Length; at++)
            {
                known.Add((set.stems.GetValueOrDefault(text[at].Stem, -1), Amounts.MoneyAt(text, at), Amounts.NumberAt(text, at)));
            }

            for (var at = text.Length - 1; at >= 0; at--)
            {
                FindPartsAt(at);
            }

            foreach (var part in touched)
            {
                TryAll(set.cuesByRarestPart[part]);
            }

            return InOrder();
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
            known.Clear();
            words = [];
            assertions = null;
        }

        private void FindPartsAt(int at)
        {
            var (stem, money, number) = known[at];
            if (stem >= 0)
            {
                FindOptions(set.byStem[stem], at);
            }

            if (money > 0 || number > 0)
            {
                FindOptions(set.byAmount, at);
            }

            var text = words[at].Text;
            if (text.Length > 1 && set.byFirstLetters.TryGetValue(FirstLetters(text), out var prefixes))
            {
                foreach (var (prefix, options) in prefixes)
                {
                    if (text.StartsWith(prefix, StringComparison.Ordinal))
                    {
                        FindOptions(options, at);
                    }
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

        private int LengthAt(Atom[] atoms, int at)
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
                    CueAtomKind.Money => known[next].Money,
                    CueAtomKind.Number => known[next].Number,
                    CueAtomKind.Prefix => words[next].Text.StartsWith(atom.Prefix, StringComparison.Ordinal) ? 1 : 0,
                    _ => known[next].Stem == atom.Stem ? 1 : 0,
                };
                if (length == 0)
                {
                    return 0;
                }

                next += length;
            }

            return next - at;
        }

        private void TryAll(ReadOnlySpan<int> candidates)
        {
            while (candidates.Length > 0)
            {
                var others = candidates.Slice(2, candidates[1]);
                if (AreFound(others))
                {
                    Try(candidates[0]);
                }

                candidates = candidates[(2 + others.Length)..];
            }
        }

        private bool AreFound(ReadOnlySpan<int> parts)
        {
            foreach (var part in parts)
            {
                if (heads[part] < 0)
                {
                    return false;
                }
            }

            return true;
        }

        private void Try(int index)
        {
            var cue = set.cues[index];

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
                if (first.At == before || (cue.AtStart && !BeginsAt(first.At)))
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
                return !cue.AtEnd || BeginsAt(end);
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
            var taken = CollectionsMarshal.AsSpan(this.taken);
            var first = taken[0].At;
            var last = taken[^1].At + taken[^1].Length - 1;
            var start = words[first].Start;
            matches.Add((index, new CueMatch<T>(
                cue.Payload,
                first,
                last - first + 1,
                start,
                words[last].Start + words[last].Length - start,
                assertions.IsNegated(taken),
                assertions.IsSupposed(taken))));
        }

        // By place, then by cue: what is sorted is a number for each, which is quicker than to move the matches about.
        private CueMatch<T>[] InOrder()
        {
            var places = new long[matches.Count];
            var order = new int[matches.Count];
            for (var number = 0; number < order.Length; number++)
            {
                (places[number], order[number]) = (((long)matches[number].Match.First << 32) | (uint)matches[number].Cue, number);
            }

            Array.Sort(places, order);
            return Array.ConvertAll(order, number => matches[number].Match);
        }
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace BotAdvice.Indexer.Searching;

/// <summary>
/// An inverted index whose postings hold the finished BM25F impact of a term in a document, so that a search only adds.
/// Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004); impacts after Anh and Moffat (2005).
/// </summary>
public sealed class ImpactIndex
{
    // Above the usual 1.2: a word counts up to three times in a title, so a score may grow for longer. Best on Cranfield.
    private const float K1 = 2;

    // Documents looked at together: their scores stay in the processor's nearest cache.
    private const int Window = 1024;
    private const int OnStack = 64;

    // A bound is a sum of rounded numbers: a little more keeps it one.
    private const float Slack = 1.00001f;

    private readonly string[] ids;
    private readonly Dictionary<string, int> termNumbers;
    private readonly int[] starts;       // where a term's postings begin; one more at the end
    private readonly int[] documents;    // postings: document number ...
    private readonly float[] impacts;    // ... and impact
    private readonly float[] most;       // the largest impact of a term

    private ImpactIndex(string[] ids, Dictionary<string, int> termNumbers, int[] starts, int[] documents, float[] impacts)
    {
        this.ids = ids;
        this.termNumbers = termNumbers;
        this.starts = starts;
        this.documents = documents;
        this.impacts = impacts;
        most = new float[starts.Length - 1];
        for (var term = 0; term < most.Length; term++)
        {
            foreach (var impact in impacts.AsSpan(starts[term]..starts[term + 1]))
            {
                most[term] = Math.Max(most[term], impact);
            }
        }
    }

    /// <summary>Number of documents.</summary>
    public int Count => ids.Length;

    /// <summary>All terms, with the number of documents that hold each.</summary>
    public IEnumerable<(string Term, int Documents)> Vocabulary =>
        termNumbers.Select(term => (term.Key, starts[term.Value + 1] - starts[term.Value]));

    /// <summary>Whether any document holds the term.</summary>
    public bool Knows(string term) => termNumbers.ContainsKey(term);

    /// <summary>Builds an index. The same documents in the same order give the same index.</summary>
    public static ImpactIndex Build(IReadOnlyList<SearchField> fields, IReadOnlyList<SearchDocument> documents)
    {
        ArgumentNullException.ThrowIfNull(fields);
        ArgumentNullException.ThrowIfNull(documents);
        var counts = new Dictionary<string, Dictionary<int, float[]>>(StringComparer.Ordinal);
        var lengths = new int[documents.Count, fields.Count];
        var totals = new double[fields.Count];
        for (var document = 0; document < documents.Count; document++)
        {
            for (var field = 0; field < Math.Min(fields.Count, documents[document].Fields.Count); field++)
            {
                foreach (var term in Analyzer.Terms(documents[document].Fields[field]))
                {
                    if (!counts.TryGetValue(term, out var holders))
                    {
                        counts[term] = holders = [];
                    }

                    if (!holders.TryGetValue(document, out var frequencies))
                    {
                        holders[document] = frequencies = new float[fields.Count];
                    }

                    frequencies[field]++;
                    lengths[document, field]++;
                    totals[field]++;
                }
            }
        }

        var terms = counts.Keys.Order(StringComparer.Ordinal).ToArray();
        var numbers = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        var starts = new int[terms.Length + 1];
        var holdersOf = new List<int>();
        var impactsOf = new List<float>();
        for (var number = 0; number < terms.Length; number++)
        {
            var holders = counts[terms[number]];
            var idf = Math.Log(1 + ((documents.Count - holders.Count + 0.5) / (holders.Count + 0.5)));
            numbers[terms[number]] = number;
            foreach (var (document, frequencies) in holders.OrderBy(holder => holder.Key))
            {
                double weighted = 0;
                for (var field = 0; field < fields.Count; field++)
                {
                    var b = fields[field].LengthPenalty;
                    var average = Math.Max(1, totals[field] / documents.Count);
                    weighted += fields[field].Weight * frequencies[field] / (1 - b + (b * lengths[document, field] / average));
                }

                holdersOf.Add(document);
                impactsOf.Add((float)(idf * weighted * (K1 + 1) / (weighted + K1)));
            }

            starts[number + 1] = holdersOf.Count;
        }

        return new([.. documents.Select(document => document.Id)], numbers, starts, [.. holdersOf], [.. impactsOf]);
    }

    /// <summary>The best documents, best first; equal scores stand in the order of the documents.</summary>
    /// <remarks>
    /// Exact, but not every posting is read. Terms stand in the order of the most that each can add. Once enough documents are known,
    /// the last of them cannot lift a document above the worst of these by themselves, so their long lists are only looked into for
    /// documents that other terms brought up: MaxScore (Turtle and Flood, 1995), a window of documents at a time.
    /// </remarks>
    /// <param name="query">The terms, each once.</param>
    /// <param name="top">How many at most; at least 1.</param>
    public IReadOnlyList<SearchHit> Search(IReadOnlyList<QueryTerm> query, int top)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        Span<PostingList> room = query.Count <= OnStack ? stackalloc PostingList[OnStack] : new PostingList[query.Count];
        var lists = ListsOf(query, room);
        var best = new TopDocuments(Math.Min(top, ids.Length));
        Span<float> scores = stackalloc float[Window];
        scores.Clear();
        for (var start = 0; start < ids.Length; start += Window)
        {
            var leading = LeadingOf(lists, best.Bar);
            if (leading == 0)
            {
                break;
            }

            foreach (ref var list in lists[..leading])
            {
                AddWindow(ref list, start, scores);
            }

            Take(lists, leading, start, scores, best);
            scores.Clear();
        }

        return best.Hits(ids);
    }

    /// <summary>The score of every document.</summary>
    /// <param name="query">The terms, each once.</param>
    /// <param name="scores">One for each document, in their order; 0 where no term fits.</param>
    public void Score(IReadOnlyList<QueryTerm> query, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(query);
        scores.Clear();
        foreach (var term in query)
        {
            if (termNumbers.TryGetValue(term.Term, out var number))
            {
                var holders = documents.AsSpan(starts[number]..starts[number + 1]);
                var added = impacts.AsSpan(starts[number], holders.Length);
                for (var at = 0; at < holders.Length; at++)
                {
                    scores[holders[at]] += term.Weight * added[at];
                }
            }
        }
    }

    /// <summary>What each term of the query added to a document's score, most first.</summary>
    /// <param name="query">The terms.</param>
    /// <param name="document">The number of the document, from 0.</param>
    public IReadOnlyList<SearchReason> Explain(IReadOnlyList<QueryTerm> query, int document)
    {
        ArgumentNullException.ThrowIfNull(query);
        var reasons = new List<SearchReason>();
        foreach (var term in query)
        {
            if (termNumbers.TryGetValue(term.Term, out var number))
            {
                var at = Array.BinarySearch(documents, starts[number], starts[number + 1] - starts[number], document);
                if (at >= 0)
                {
                    reasons.Add(new(term.Term, term.From, term.Weight * impacts[at]));
                }
            }
        }

        return [.. reasons.OrderByDescending(reason => reason.Impact)];
    }

    /// <summary>The numbers of the documents that hold a term, rising.</summary>
    public ReadOnlySpan<int> HoldersOf(string term) =>
        termNumbers.TryGetValue(term, out var number) ? documents.AsSpan(starts[number]..starts[number + 1]) : [];

    // The postings of the query's terms, those first that can add most; Rest is the most that a list and all after it can add.
    private Span<PostingList> ListsOf(IReadOnlyList<QueryTerm> query, Span<PostingList> room)
    {
        var count = 0;
        foreach (var term in query)
        {
            if (termNumbers.TryGetValue(term.Term, out var number))
            {
                room[count++] = new() { Weight = term.Weight, At = starts[number], End = starts[number + 1], Rest = term.Weight * most[number] };
            }
        }

        var lists = room[..count];
        lists.Sort(static (left, right) => left.Rest != right.Rest ? right.Rest.CompareTo(left.Rest) : left.At.CompareTo(right.At));
        var rest = 0f;
        for (var at = count - 1; at >= 0; at--)
        {
            rest = lists[at].Rest = (rest + lists[at].Rest) * Slack;
        }

        return lists;
    }

    // How many lists must be read through: a document in none of them cannot come above the bar.
    private static int LeadingOf(ReadOnlySpan<PostingList> lists, float bar)
    {
        var leading = lists.Length;
        while (leading > 0 && lists[leading - 1].Rest <= bar)
        {
            leading--;
        }

        return leading;
    }

    private void AddWindow(ref PostingList list, int start, Span<float> scores)
    {
        var stop = start + Window;
        var at = Seek(list, start);
        var holders = documents;
        var added = impacts;
        var weight = list.Weight;
        for (; at < list.End && holders[at] < stop; at++)
        {
            scores[holders[at] - start] += weight * added[at];
        }

        list.At = at;
    }

    private void Take(Span<PostingList> lists, int leading, int start, Span<float> scores, TopDocuments best)
    {
        var rest = leading < lists.Length ? lists[leading].Rest : 0;
        var groups = MemoryMarshal.Cast<float, Vector<float>>(scores);
        for (var group = 0; group < groups.Length; group++)
        {
            if (!Vector.GreaterThanAny(groups[group], new Vector<float>(Math.Max(0, best.Bar - rest))))
            {
                continue;
            }

            for (var at = group * Vector<float>.Count; at < (group + 1) * Vector<float>.Count; at++)
            {
                var score = scores[at];
                if (score == 0)
                {
                    continue;
                }

                for (var next = leading; next < lists.Length && score + lists[next].Rest > best.Bar; next++)
                {
                    ref var list = ref lists[next];
                    list.At = Seek(list, start + at);
                    if (list.At < list.End && documents[list.At] == start + at)
                    {
                        score += list.Weight * impacts[list.At];
                    }
                }

                if (score > best.Bar)
                {
                    best.Add(start + at, score);
                }
            }
        }
    }

    // The first posting of the document or of a later one. Numbers rise by at least one, which bounds the search.
    private int Seek(in PostingList list, int document)
    {
        if (list.At >= list.End || documents[list.At] >= document)
        {
            return list.At;
        }

        var low = list.At + 1;
        var high = (int)Math.Min(list.End, (long)list.At + document - documents[list.At]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (documents[middle] < document)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct PostingList
    {
        public float Weight;
        public int At;
        public int End;
        public float Rest;
    }

    // The best so far, best first. Documents come in their order, so one that equals the worst is no better.
    private sealed class TopDocuments(int top)
    {
        private readonly (int Document, float Score)[] kept = new (int, float)[top];
        private int count;

        /// <summary>What a document must score more than to be kept.</summary>
        public float Bar { get; private set; }

        public void Add(int document, float score)
        {
            var at = count < kept.Length ? count++ : count - 1;
            for (; at > 0 && kept[at - 1].Score < score; at--)
            {
                kept[at] = kept[at - 1];
            }

            kept[at] = (document, score);
            Bar = count == kept.Length ? kept[^1].Score : 0;
        }

        public SearchHit[] Hits(string[] ids)
        {
            var hits = new SearchHit[count];
            for (var at = 0; at < count; at++)
            {
                hits[at] = new(ids[kept[at].Document], kept[at].Score);
            }

            return hits;
        }
    }

    /// <summary>Writes the index; the same index gives the same bytes.</summary>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(ids.Length);
        foreach (var id in ids)
        {
            writer.Write(id);
        }

        writer.Write(termNumbers.Count);
        foreach (var term in termNumbers.OrderBy(term => term.Value))
        {
            writer.Write(term.Key);
            writer.Write(starts[term.Value + 1]);
        }

        for (var posting = 0; posting < documents.Length; posting++)
        {
            writer.Write(documents[posting]);
            writer.Write(impacts[posting]);
        }
    }

    /// <summary>Reads an index that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are not an index.</exception>
    public static ImpactIndex Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var ids = new string[Length(reader)];
        for (var document = 0; document < ids.Length; document++)
        {
            ids[document] = reader.ReadString();
        }

        var terms = Length(reader);
        var numbers = new Dictionary<string, int>(terms, StringComparer.Ordinal);
        var starts = new int[terms + 1];
        for (var number = 0; number < terms; number++)
        {
            numbers[reader.ReadString()] = number;
            starts[number + 1] = Length(reader);
        }

        var documents = new int[starts[terms]];
        var impacts = new float[starts[terms]];
        for (var posting = 0; posting < documents.Length; posting++)
        {
            documents[posting] = reader.ReadInt32();
            impacts[posting] = reader.ReadSingle();
        }

        return new(ids, numbers, starts, documents, impacts);
    }

    private const int Largest = 500_000_000;

    private static int Length(BinaryReader reader) => reader.ReadInt32() is >= 0 and < Largest and var length
        ? length
        : throw new InvalidDataException("The search index holds a length that cannot be right.");
}

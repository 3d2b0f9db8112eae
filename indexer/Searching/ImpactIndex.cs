using System.Buffers;

namespace BotAdvice.Indexer.Searching;

/// <summary>
/// An inverted index whose postings hold the finished BM25F impact of a term in a document, so that a search only adds.
/// Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004); impacts after Anh and Moffat (2005).
/// </summary>
public sealed class ImpactIndex
{
    private const float K1 = 1.2f;

    private readonly string[] ids;
    private readonly Dictionary<string, int> termNumbers;
    private readonly int[] starts;       // where a term's postings begin; one more at the end
    private readonly int[] documents;    // postings: document number ...
    private readonly float[] impacts;    // ... and impact

    private ImpactIndex(string[] ids, Dictionary<string, int> termNumbers, int[] starts, int[] documents, float[] impacts)
    {
        this.ids = ids;
        this.termNumbers = termNumbers;
        this.starts = starts;
        this.documents = documents;
        this.impacts = impacts;
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
    /// <param name="query">The terms, each once.</param>
    /// <param name="top">How many at most; at least 1.</param>
    public IReadOnlyList<SearchHit> Search(IReadOnlyList<QueryTerm> query, int top)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        var scores = ArrayPool<float>.Shared.Rent(ids.Length);
        var touched = ArrayPool<int>.Shared.Rent(ids.Length);
        Array.Clear(scores, 0, ids.Length);
        try
        {
            var found = 0;
            foreach (var term in query)
            {
                if (!termNumbers.TryGetValue(term.Term, out var number))
                {
                    continue;
                }

                for (var posting = starts[number]; posting < starts[number + 1]; posting++)
                {
                    var document = documents[posting];
                    if (scores[document] == 0)
                    {
                        touched[found++] = document;
                    }

                    scores[document] += term.Weight * impacts[posting];
                }
            }

            return Best(scores, touched.AsSpan(0, found), top);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
            ArrayPool<int>.Shared.Return(touched);
        }
    }

    /// <summary>What each term of the query added to a document's score, most first.</summary>
    public IReadOnlyList<SearchReason> Explain(IReadOnlyList<QueryTerm> query, string id)
    {
        ArgumentNullException.ThrowIfNull(query);
        var document = Array.IndexOf(ids, id);
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

    private SearchHit[] Best(float[] scores, ReadOnlySpan<int> touched, int top)
    {
        // The worst kept hit stands at the head; among equals, the later document is worse.
        var heap = new PriorityQueue<int, (float Score, int Document)>(top + 1);
        foreach (var document in touched)
        {
            var rank = (scores[document], -document);
            if (heap.Count < top)
            {
                heap.Enqueue(document, rank);
            }
            else if (heap.TryPeek(out _, out var worst) && rank.CompareTo(worst) > 0)
            {
                heap.DequeueEnqueue(document, rank);
            }
        }

        var hits = new SearchHit[heap.Count];
        for (var place = heap.Count - 1; place >= 0; place--)
        {
            var document = heap.Dequeue();
            hits[place] = new(ids[document], scores[document]);
        }

        return hits;
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

namespace BotAdvice.Indexer.Searching;

/// <summary>Finds the known term nearest to one that no document holds: one slip of the keyboard, two in a long word.</summary>
/// <remarks>Deletion neighbourhoods, after SymSpell: a term and a misspelling share a form with letters left out.</remarks>
public sealed class SpellingCorrector
{
    private const int ShortestCorrected = 4;
    private const int LongFrom = 8;
    private const int MostSlips = 2;

    private readonly string[] terms;
    private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);

    // A form's hash above the number of a term that has it, rising: a tenth of the memory of a list for each form, and what two
    // forms of one hash bring together is told apart by its distance.
    private readonly ulong[] forms;

    // A longer word is near to none of the terms; to try all that is left of one of thousands of letters would take for ever.
    private readonly int longest;

    /// <param name="vocabulary">Known terms, with how many documents hold each: the commoner of two equally near ones wins.</param>
    public SpellingCorrector(IEnumerable<(string Term, int Documents)> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        foreach (var (term, documents) in vocabulary)
        {
            frequencies[term] = documents;
        }

        terms = [.. frequencies.Keys.Where(term => term.Length >= ShortestCorrected && term.All(char.IsAsciiLetter)).Order(StringComparer.Ordinal)];
        longest = terms.Length > 0 ? terms.Max(term => term.Length) : 0;
        var found = new List<ulong>(terms.Length * 16);
        for (var term = 0; term < terms.Length; term++)
        {
            foreach (var form in Forms(terms[term]))
            {
                found.Add(((ulong)form << 32) | (uint)term);
            }
        }

        found.Sort();
        forms = [.. found];
    }

    /// <summary>The nearest known term, or null when the word is known, too short, or like none.</summary>
    public string? Correct(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length < ShortestCorrected || word.Length > longest + MostSlips || frequencies.ContainsKey(word) || !word.All(char.IsAsciiLetter))
        {
            return null;
        }

        var most = word.Length >= LongFrom ? MostSlips : 1;
        return Forms(word)
            .SelectMany(TermsOf)
            .Distinct()
            .Select(term => (Term: terms[term], Distance: Distance(word, terms[term])))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.Term[0] == word[0])
            .ThenByDescending(candidate => frequencies[candidate.Term])
            .ThenBy(candidate => candidate.Term, StringComparer.Ordinal)
            .Select(candidate => candidate.Term)
            .FirstOrDefault();
    }

    private IEnumerable<int> TermsOf(uint form)
    {
        var at = Array.BinarySearch(forms, (ulong)form << 32);
        for (at = at < 0 ? ~at : at; at < forms.Length && forms[at] >> 32 == form; at++)
        {
            yield return (int)(uint)forms[at];
        }
    }

    // The hashes of the word and of what is left of it without one letter, or without two when it is long; each once.
    private static HashSet<uint> Forms(string word)
    {
        var found = new HashSet<uint> { Hash(word, word.Length, word.Length) };
        for (var one = 0; one < word.Length; one++)
        {
            found.Add(Hash(word, one, word.Length));
            for (var other = one + 1; other < word.Length && word.Length >= LongFrom; other++)
            {
                found.Add(Hash(word, one, other));
            }
        }

        return found;
    }

    // FNV-1a, without the letters at two places.
    private static uint Hash(string word, int without, int andWithout)
    {
        var hash = 2_166_136_261;
        for (var at = 0; at < word.Length; at++)
        {
            if (at != without && at != andWithout)
            {
                hash = (hash ^ word[at]) * 16_777_619;
            }
        }

        return hash;
    }

    // Damerau-Levenshtein, restricted: two letters that changed places count as one slip.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}

namespace BotAdvice.Indexer.Searching;

/// <summary>Finds the known term nearest to one that no document holds: one slip of the keyboard, two in a long word.</summary>
/// <remarks>Deletion neighbourhoods, after SymSpell: a term and a misspelling share a form with letters left out.</remarks>
public sealed class SpellingCorrector
{
    private const int ShortestCorrected = 4;
    private const int LongFrom = 8;

    private readonly Dictionary<string, List<string>> forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);

    /// <param name="vocabulary">Known terms, with how many documents hold each: the commoner of two equally near ones wins.</param>
    public SpellingCorrector(IEnumerable<(string Term, int Documents)> vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        foreach (var (term, documents) in vocabulary.OrderBy(entry => entry.Term, StringComparer.Ordinal))
        {
            frequencies[term] = documents;
            if (term.Length < ShortestCorrected || !term.All(char.IsAsciiLetter))
            {
                continue;
            }

            foreach (var form in Forms(term))
            {
                if (!forms.TryGetValue(form, out var terms))
                {
                    forms[form] = terms = [];
                }

                terms.Add(term);
            }
        }
    }

    /// <summary>The nearest known term, or null when the word is known, too short, or like none.</summary>
    public string? Correct(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (word.Length < ShortestCorrected || frequencies.ContainsKey(word) || !word.All(char.IsAsciiLetter))
        {
            return null;
        }

        var most = word.Length >= LongFrom ? 2 : 1;
        return Forms(word)
            .SelectMany(form => forms.GetValueOrDefault(form) ?? [])
            .Distinct(StringComparer.Ordinal)
            .Select(term => (Term: term, Distance: Distance(word, term)))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.Term[0] == word[0])
            .ThenByDescending(candidate => frequencies[candidate.Term])
            .ThenBy(candidate => candidate.Term, StringComparer.Ordinal)
            .Select(candidate => candidate.Term)
            .FirstOrDefault();
    }

    private static HashSet<string> Forms(string word)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { word };
        for (var at = 0; at < word.Length; at++)
        {
            found.Add(word.Remove(at, 1));
        }

        if (word.Length >= LongFrom)
        {
            foreach (var once in found.Where(form => form.Length < word.Length).ToList())
            {
                for (var at = 0; at < once.Length; at++)
                {
                    found.Add(once.Remove(at, 1));
                }
            }
        }

        return found;
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

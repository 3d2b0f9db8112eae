namespace BotAdvice.Indexer.Loading;

/// <summary>"Did you mean": the known word that is nearest to a mistyped one.</summary>
public static class Suggestion
{
    /// <returns>"Did you mean \"nation\"? " with the space after it, or nothing when no word is near.</returns>
    public static string For(string written, IEnumerable<string> known) =>
        Nearest(written, known) is { } word ? $"Did you mean \"{word}\"? " : "";

    /// <returns>The nearest known word, or null when a third of the letters or more would have to change.</returns>
    public static string? Nearest(string written, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (var word in known.Order(StringComparer.Ordinal))
        {
            var distance = Distance(written, word);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (word, distance);
            }
        }

        return best;
    }

    /// <summary>Letters added, left out, changed or swapped with their neighbour to turn one word into the other.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = best;
            }
        }

        return rows[a.Length, b.Length];
    }
}

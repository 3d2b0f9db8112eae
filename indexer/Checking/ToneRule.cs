using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>No text blames, frightens, sells or speaks in idioms: the words of <c>language/banned.md</c> stand nowhere.</summary>
internal sealed class ToneRule : IRule
{
    public string Name => "tone";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        // Some bodies write an exclamation mark in their own name.
        var names = load.Files.Select(file => file.Title).Where(title => title.Contains('!', StringComparison.Ordinal)).ToList();
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var (text, line) in PlainText.BlocksOf(file))
            {
                foreach (var banned in load.Banned.Where(banned => Holds(text, banned.Word)))
                {
                    yield return new Problem(file.Path, line, $"\"{banned.Word}\" is not how we speak to readers.", $"Write instead: {banned.Instead}.");
                }

                if (names.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.OrdinalIgnoreCase)).Contains('!', StringComparison.Ordinal))
                {
                    yield return new Problem(file.Path, line, "There is an exclamation mark.", "Write a full stop.");
                }
            }
        }
    }

    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}

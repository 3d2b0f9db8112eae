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
                foreach (var banned in load.Banned.Where(banned => PlainText.Holds(text, banned.Word)))
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
}

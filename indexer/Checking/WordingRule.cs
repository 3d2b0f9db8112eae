using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>What people say points to one entry, and each answer knows enough ways of being asked for.</summary>
internal sealed class WordingRule : IRule
{
    private const int FewestAsks = 8;

    public string Name => "wording";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, guidance) in load.Entries<Guidance>())
        {
            var different = guidance.Asks.Select(Normalised).Distinct(StringComparer.Ordinal).Count();
            if (different < FewestAsks)
            {
                yield return new Problem(
                    file.Path, file.LineOf("asks"), $"There are {different} different \"asks\".", $"Write at least {FewestAsks} ways in which people ask this.");
            }
        }

        var seen = new Dictionary<string, (EntryFile File, FoundText Text)>(StringComparer.Ordinal);
        foreach (var file in load.Files)
        {
            foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Said))
            {
                var words = Normalised(text.Text);
                if (seen.TryAdd(words, (file, text)))
                {
                    continue;
                }

                var first = seen[words];
                yield return new Problem(
                    file.Path,
                    text.Line,
                    $"\"{text.Text}\" stands also in {first.File.Path}({first.Text.Line}).",
                    first.File == file ? "Take one of the two out." : "Keep it in the entry that should answer it.");
            }
        }
    }

    private static string Normalised(string words) =>
        string.Join(
            ' ',
            string.Concat(words.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : letter is '\'' or '\u2019' ? '\0' : ' '))
                .Replace("\0", "", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

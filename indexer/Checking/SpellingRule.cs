using System.Text.RegularExpressions;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>British spelling.</summary>
internal sealed partial class SpellingRule : IRule
{
    private static readonly Dictionary<string, string> American = new(StringComparer.OrdinalIgnoreCase)
    {
        ["analyze"] = "analyse",
        ["behavior"] = "behaviour",
        ["canceled"] = "cancelled",
        ["canceling"] = "cancelling",
        ["catalog"] = "catalogue",
        ["color"] = "colour",
        ["defense"] = "defence",
        ["endeavor"] = "endeavour",
        ["enroll"] = "enrol",
        ["favor"] = "favour",
        ["favorite"] = "favourite",
        ["fulfill"] = "fulfil",
        ["gotten"] = "got",
        ["honor"] = "honour",
        ["labeled"] = "labelled",
        ["labor"] = "labour",
        ["modeling"] = "modelling",
        ["neighbor"] = "neighbour",
        ["offense"] = "offence",
        ["rumor"] = "rumour",
        ["skeptical"] = "sceptical",
        ["traveling"] = "travelling",
        ["center"] = "centre",
        ["theater"] = "theatre",
        ["cellphone"] = "mobile phone",
        ["zip code"] = "postcode",
    };

    public string Name => "spelling";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var (text, line) in PlainText.BlocksOf(file))
            {
                foreach (var word in Word().Matches(text).Select(match => match.Value))
                {
                    if (British(word) is { } british)
                    {
                        yield return new Problem(file.Path, line, $"\"{word}\" is not British spelling.", $"Write \"{british}\".");
                    }
                }
            }
        }
    }

    /// <returns>The British spelling, or null when the word is fine as it is.</returns>
    internal static string? British(string word)
    {
        if (American.TryGetValue(word, out var british) || (word.EndsWith('s') && American.TryGetValue(word[..^1], out british)))
        {
            // "Center" with a capital is part of a name.
            return char.IsUpper(word[0]) && british is "centre" or "theatre" ? null : british;
        }

        var match = EndsInIze().Match(word);
        return match.Success ? string.Concat(word.AsSpan(0, match.Index), "is", word.AsSpan(match.Index + 2)) : null;
    }

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    // size, seize, prize and capsize are spelt so everywhere.
    [GeneratedRegex("(?<=(organ|recogn|author|real|minim|maxim|priorit|custom|apolog|emphas|util|final|summar|legal|special|personal|general|standard|categor|critic|memor|optim|penal|random|anonym|digit|monet|item|symbol|util|victim|jeopard|scrutin|stabil|initial|local|normal|visual))iz(?=(e|es|ed|er|ers|ing|ation|ations|ational)$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EndsInIze();
}

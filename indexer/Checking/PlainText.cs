using System.Text.RegularExpressions;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>A sentence for readers and the line on which its paragraph begins.</summary>
/// <param name="Text">The plain words.</param>
/// <param name="Line">The line in the file.</param>
/// <param name="Words">The words that hold a letter or a digit.</param>
internal sealed record Sentence(string Text, int Line, IReadOnlyList<string> Words)
{
    /// <summary>The beginning, short enough for a message.</summary>
    public string Beginning => Text.Length <= 60 ? Text : Text[..Text.LastIndexOf(' ', 60)] + " ...";
}

/// <summary>The sentences that readers see.</summary>
internal static partial class PlainText
{
    /// <summary>The files that hold text for readers: all but the tables at the top, which are for curators.</summary>
    public static IEnumerable<EntryFile> FilesForReaders(LoadResult load) => load.Files.Where(file => file.Folder.Length > 0);

    /// <summary>The sentences of a file's prose, without headings.</summary>
    public static IEnumerable<Sentence> SentencesOf(EntryFile file)
    {
        foreach (var text in file.Texts.Where(text => text.Kind == TextKind.Prose))
        {
            foreach (var block in text.Blocks.Where(block => !block.IsHeading))
            {
                foreach (var sentence in SentenceEnd().Split(block.Text))
                {
                    string[] words = [.. sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetterOrDigit))];
                    if (words.Length > 0)
                    {
                        yield return new Sentence(sentence.Trim(), text.Line + block.Line, words);
                    }
                }
            }
        }
    }

    /// <summary>The sentences of a text with its marks and links, each with the lines after the first, from 0.</summary>
    public static IEnumerable<(string Text, int Line)> Cut(string markdown)
    {
        var start = 0;
        foreach (var end in SentenceEnd().Matches(markdown).Select(end => end.Index + end.Length).Append(markdown.Length))
        {
            yield return (markdown[start..end], markdown.AsSpan(0, start).Count('\n'));
            start = end;
        }
    }

    /// <summary>The readers' words of a file, block by block: names and headings too.</summary>
    public static IEnumerable<(string Text, int Line)> BlocksOf(EntryFile file)
    {
        foreach (var text in file.Texts.Where(text => text.Kind is TextKind.Prose or TextKind.Name))
        {
            foreach (var block in text.Blocks)
            {
                yield return (block.Text, text.Line + block.Line);
            }
        }
    }

    /// <summary>Counts syllables by groups of vowels, without a silent e: right for nine of ten English words, and the tenth evens out.</summary>
    public static int Syllables(string word)
    {
        var letters = string.Concat(word.ToLowerInvariant().Where(char.IsAsciiLetter));
        if (letters.Length <= 3)
        {
            return 1;
        }

        if (letters.EndsWith('e') && !letters.EndsWith("le", StringComparison.Ordinal))
        {
            letters = letters[..^1];
        }
        else if ((letters.EndsWith("es", StringComparison.Ordinal) && !SibilantEs().IsMatch(letters))
            || (letters.EndsWith("ed", StringComparison.Ordinal) && letters[^3] is not ('t' or 'd')))
        {
            letters = letters[..^2];
        }

        return Math.Max(1, VowelGroup().Count(letters));
    }

    /// <summary>
    /// The age at which a text can be read: the Flesch-Kincaid grade and five years. A word with a capital inside a sentence is a name,
    /// which the writer cannot choose, and counts two syllables at most.
    /// </summary>
    public static double ReadingAge(IReadOnlyCollection<Sentence> sentences)
    {
        double words = sentences.Sum(sentence => sentence.Words.Count);
        double syllables = sentences.Sum(sentence => sentence.Words.Select((word, i) => IsName(word, i) ? Math.Min(2, Syllables(word)) : Syllables(word)).Sum());
        return (0.39 * words / sentences.Count) + (11.8 * syllables / words) - 15.59 + 5;
    }

    /// <summary>Whether a word or several stand in a text as they are, not as part of a longer word; capitals do not matter.</summary>
    public static bool Holds(string text, string word)
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

    private static bool IsName(string word, int position) => position > 0 && char.IsUpper(word.TrimStart('(', '"', '\'', '\u2018', '\u201C')[0]);

    [GeneratedRegex(@"(?<=[.!?]['""\u2019\u201D)]?)\s+(?=[^a-z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex("(s|x|z|ch|sh|c|g)es$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SibilantEs();

    [GeneratedRegex("[aeiouy]+", RegexOptions.NonBacktracking)]
    private static partial Regex VowelGroup();
}

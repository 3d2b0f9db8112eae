using System.Globalization;
using System.Text;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Searching;

/// <summary>
/// Mends words that nobody is known to write: "encripted", "invioce". Cues and models then see the word that was meant; the
/// place in the text stays that of the word as typed.
/// </summary>
public sealed class Speller
{
    // A word seen this often in what people are known to say is taken to be spelt as it should be.
    private const int SureFrom = 4;

    // "thin" and "main" are words of their own.
    private const int ShortestSpoken = 5;

    // Fewer consonants than this fit too many words.
    private const int FewestConsonants = 3;

    private readonly HashSet<string> known;
    private readonly HashSet<string> sure;
    private readonly SpellingCorrector corrector;
    private readonly Dictionary<string, string> bySound = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> shortForms;

    private Speller(IReadOnlyList<(string Word, int Count)> words, IReadOnlyDictionary<string, string> forms)
    {
        shortForms = forms;
        known = [.. words.Select(word => word.Word)];
        var often = words.Where(word => word.Count >= SureFrom).ToList();
        sure = [.. often.Select(word => word.Word)];
        corrector = new(often);
        foreach (var (word, _) in often.OrderByDescending(word => word.Count).ThenBy(word => word.Word, StringComparer.Ordinal))
        {
            if (Sound(word) is { } sound)
            {
                bySound.TryAdd(sound, word);
            }
        }
    }

    /// <summary>The words with those mended that are unknown and near to a known one.</summary>
    public IReadOnlyList<Word> Mend(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Word[]? mended = null;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word.Kind == WordKind.Plain && Meant(word.Text) is { } meant)
            {
                mended ??= [.. words];
                mended[at] = word with { Text = meant, Stem = EnglishStemmer.Stem(meant) };
            }
        }

        return mended ?? words;
    }

    // A short form comes first: those who wrote the examples misspell as well, and some slips stand there often.
    private string? Meant(string word) =>
        shortForms.TryGetValue(word, out var whole) ? whole
        : sure.Contains(word) ? null
        : Whole(word) is { } ending ? ending
        : known.Contains(word) ? null
        : corrector.Correct(word) is { } near && near[0] == word[0] ? near
        : Sound(word) is { } sound ? bySound.GetValueOrDefault(sound)
        : null;

    // "lookin", "answerin": the ending as it is spoken.
    private string? Whole(string word) =>
        word.Length >= ShortestSpoken && word.EndsWith("in", StringComparison.Ordinal) && sure.Contains(word + "g") ? word + "g" : null;

    // How a word is written by ear: its first letter and its consonants, those that sound alike as one. "hakd", "watsap".
    private static string? Sound(string word)
    {
        if (word.Length == 0 || !word.All(char.IsAsciiLetterLower))
        {
            return null;
        }

        var sound = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length; at++)
        {
            var (letter, next) = (word[at], at + 1 < word.Length ? word[at + 1] : ' ');
            var heard = letter switch
            {
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h' => at == 0 ? letter : ' ',
                'w' when at > 0 => ' ',
                'p' when next is 'h' => 'f',
                'c' when next is 'e' or 'i' or 'y' => 's',
                'c' when next is not 'h' => 'k',
                'q' => 'k',
                'x' => 'k',
                'z' => 's',
                _ => letter,
            };
            if (heard != ' ' && (sound.Length == 0 || sound[^1] != heard))
            {
                sound.Append(heard);
            }
        }

        return sound.Length >= FewestConsonants ? sound.ToString() : null;
    }

    /// <summary>The words of the knowledge base with how often each stands in it, a line each, in order.</summary>
    public static byte[] Count(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var texts = knowledge.Incidents.Values.Concat(knowledge.Emergencies.Values).SelectMany(incident => incident.SaidAs)
            .Concat(knowledge.Guidance.Values.SelectMany(guidance => guidance.Asks.Concat(guidance.Sections.Select(section => section.Markdown))))
            .Concat(knowledge.SmallTalk.Values.Concat(knowledge.OutOfScope.Values).Concat(knowledge.Commands.Values).SelectMany(exchange => exchange.Asks))
            .Concat(knowledge.Examples.Values.SelectMany(examples => examples))
            .Concat(knowledge.WordLists.Values.SelectMany(list => list))
            .Concat(knowledge.Places.Select(place => place.Name));
        foreach (var word in texts.SelectMany(Words.Of).Where(word => word.Kind == WordKind.Plain))
        {
            counts[word.Text] = counts.GetValueOrDefault(word.Text) + 1;
        }

        return Encoding.UTF8.GetBytes(string.Concat(counts.Select(word => string.Create(CultureInfo.InvariantCulture, $"{word.Key} {word.Value}\n"))));
    }

    /// <summary>Reads what <see cref="Count"/> wrote.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="shortForms">What short ways of typing stand for, by the word as typed.</param>
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static Speller Load(Stream stream, IReadOnlyDictionary<string, string> shortForms)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var words = new List<(string, int)>();
        while (reader.ReadLine() is { } line)
        {
            var cut = line.IndexOf(' ', StringComparison.Ordinal);
            words.Add(cut > 0 && int.TryParse(line.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? (line[..cut], count)
                : throw new InvalidDataException("A line of the words is not a word and a number."));
        }

        return new(words, shortForms);
    }
}

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

    private readonly HashSet<string> known;
    private readonly SpellingCorrector corrector;

    private Speller(IReadOnlyList<(string Word, int Count)> words)
    {
        known = [.. words.Select(word => word.Word)];
        corrector = new(words.Where(word => word.Count >= SureFrom).Select(word => (word.Word, word.Count)));
    }

    /// <summary>The words with those mended that are unknown and near to a known one.</summary>
    public IReadOnlyList<Word> Mend(IReadOnlyList<Word> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        Word[]? mended = null;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word.Kind == WordKind.Plain && !known.Contains(word.Text)
                && corrector.Correct(word.Text) is { } meant && meant[0] == word.Text[0])
            {
                mended ??= [.. words];
                mended[at] = word with { Text = meant, Stem = EnglishStemmer.Stem(meant) };
            }
        }

        return mended ?? words;
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
    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static Speller Load(Stream stream)
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

        return new(words);
    }
}

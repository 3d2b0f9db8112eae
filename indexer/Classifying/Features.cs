using BotAdvice.Indexer.Language;

namespace BotAdvice.Indexer.Classifying;

internal enum Block : byte
{
    Word,
    Pair,
    Letters,
    Signal,
}

internal interface IFeatureSink
{
    void Add(ReadOnlySpan<char> feature, Block block);
}

// A feature is a readable string: "invoic", "fake invoic", "#^inv", "@sign:ransomware".
internal static class Features
{
    public const int Blocks = 4;

    /// <summary>The longest name in UTF-16 units: two stems with a sign between.</summary>
    public const int LongestName = (2 * Longest) + 4;

    private const int Longest = 100;
    private const string SignalSign = "@";
    private const int ShortestRun = 3;
    private const int LongestRun = 4;

    public static void Read<TSink>(IReadOnlyList<Word> words, IReadOnlyList<string> signals, TrainingOptions options, ref TSink sink)
        where TSink : struct, IFeatureSink
    {
        Span<char> buffer = stackalloc char[LongestName];
        for (var i = 0; i < words.Count; i++)
        {
            var stem = Name(words[i]);
            if (options.Words > 0)
            {
                sink.Add(stem, Block.Word);
            }

            if (options.Pairs > 0)
            {
                var previous = i > 0 && words[i - 1].Sentence == words[i].Sentence ? Name(words[i - 1]) : "^";
                sink.Add(Join(buffer, previous, " ", stem), Block.Pair);
            }

            if (options.Letters > 0 && words[i].Kind == WordKind.Plain)
            {
                ReadLetters(words[i].Text, buffer, ref sink);
            }
        }

        foreach (var signal in signals)
        {
            sink.Add(Join(buffer, SignalSign, signal, ""), Block.Signal);
        }
    }

    /// <summary>The number of a signal; -1 when the vocabulary has none of this name.</summary>
    public static int FindSignal(Vocabulary vocabulary, string signal)
    {
        Span<char> buffer = stackalloc char[LongestName];
        return vocabulary.Find(Join(buffer, SignalSign, signal, ""));
    }

    private static ReadOnlySpan<char> Name(in Word word) => word.Kind switch
    {
        WordKind.Money => "<money>",
        WordKind.Number => IsYoungAge(word.Text) ? "<8 to 17>" : "<number>",
        WordKind.DateOrTime => "<date>",
        WordKind.Link => "<link>",
        WordKind.Email => "<email>",
        _ => word.Stem.Length > Longest ? word.Stem.AsSpan(0, Longest) : word.Stem,
    };

    // "she is 14" and "he is 78" are told apart: only one of them is a child.
    private static bool IsYoungAge(string number) => number is "8" or "9" or "10" or "11" or "12" or "13" or "14" or "15" or "16" or "17";

    private static ReadOnlySpan<char> Join(Span<char> buffer, ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c)
    {
        a = a[..Math.Min(a.Length, Longest)];
        b = b[..Math.Min(b.Length, Longest)];
        a.CopyTo(buffer);
        b.CopyTo(buffer[a.Length..]);
        c.CopyTo(buffer[(a.Length + b.Length)..]);
        return buffer[..(a.Length + b.Length + c.Length)];
    }

    private static void ReadLetters<TSink>(string word, Span<char> buffer, ref TSink sink)
        where TSink : struct, IFeatureSink
    {
        if (word.Length < 3)
        {
            return;
        }

        // "#^word$": each run is copied behind a "#" so that it cannot be taken for a word.
        var length = Math.Min(word.Length, 40) + 2;
        Span<char> edged = stackalloc char[length];
        edged[0] = '^';
        word.AsSpan(0, length - 2).CopyTo(edged[1..]);
        edged[length - 1] = '$';
        buffer[0] = '#';
        for (var size = ShortestRun; size <= LongestRun; size++)
        {
            for (var at = 0; at + size <= length; at++)
            {
                edged.Slice(at, size).CopyTo(buffer[1..]);
                sink.Add(buffer[..(size + 1)], Block.Letters);
            }
        }
    }
}

namespace BotAdvice.Bot.Understanding.Recognisers;

internal enum TokenKind
{
    None,
    Word,
    Digits,
    Symbol,
}

/// <param name="Text">In lower case, with a straight apostrophe.</param>
internal readonly record struct Token(int Start, int End, TokenKind Kind, string Text);

/// <summary>
/// A message cut once into words, runs of digits and single symbols, and read by all recognisers. Letters and digits part
/// company ("4pm" is two tokens), so that "4pm", "4 pm" and "four pm" look alike to the rules.
/// </summary>
internal sealed class Tokens
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(unit => ((char)unit).ToString())];

    private readonly List<Token> items;

    private Tokens(string source, List<Token> items)
    {
        Source = source;
        this.items = items;
    }

    public string Source { get; }

    public int Count => items.Count;

    /// <summary>The token at a place, or an empty one outside the message.</summary>
    public Token this[int index] => (uint)index < (uint)items.Count ? items[index] : new(Source.Length, Source.Length, TokenKind.None, "");

    public static Tokens Of(string text)
    {
        var cut = new List<Token>((text.Length / 4) + 4);
        var at = 0;
        while (at < text.Length)
        {
            var unit = text[at];
            var start = at;
            if (char.IsWhiteSpace(unit))
            {
                at++;
            }
            else if (char.IsAsciiDigit(unit))
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                cut.Add(new(start, at, TokenKind.Digits, text[start..at]));
            }
            else if (char.IsLetter(unit))
            {
                while (at < text.Length && (char.IsLetter(text[at]) || IsInnerApostrophe(text, at)))
                {
                    at++;
                }

                cut.Add(new(start, at, TokenKind.Word, Lower(text.AsSpan(start, at - start))));
            }
            else
            {
                at += char.IsHighSurrogate(unit) && at + 1 < text.Length ? 2 : 1;
                cut.Add(new(start, at, TokenKind.Symbol, unit < 128 ? Ascii[unit] : text[start..at]));
            }
        }

        return new(text, cut);
    }

    public string Word(int index) => this[index].Text;

    public bool Is(int index, string word) => string.Equals(this[index].Text, word, StringComparison.Ordinal);

    public bool IsAny(int index, string first, string second) => Is(index, first) || Is(index, second);

    public bool IsDigits(int index) => this[index].Kind is TokenKind.Digits;

    public bool IsWord(int index) => this[index].Kind is TokenKind.Word;

    /// <summary>No space stands between this token and the one before it.</summary>
    public bool Glued(int index) => index > 0 && index < Count && items[index].Start == items[index - 1].End;

    /// <summary>The words stand here, one after the other.</summary>
    public bool Are(int index, params ReadOnlySpan<string> words)
    {
        for (var offset = 0; offset < words.Length; offset++)
        {
            if (!Is(index + offset, words[offset]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The tokens from <paramref name="first"/> up to, not including, <paramref name="next"/>, as a find.</summary>
    public Recognised<T> Found<T>(T value, int first, int next)
    {
        var start = items[first].Start;
        var end = items[next - 1].End;
        return new(value, start, end - start, Source[start..end]);
    }

    private static bool IsInnerApostrophe(string text, int at) =>
        text[at] is '\'' or '\u2019' && at + 1 < text.Length && char.IsLetter(text[at + 1]);

    private static string Lower(ReadOnlySpan<char> word)
    {
        Span<char> lower = word.Length <= 64 ? stackalloc char[word.Length] : new char[word.Length];
        word.ToLowerInvariant(lower);
        lower.Replace('\u2019', '\'');
        return lower.ToString();
    }
}

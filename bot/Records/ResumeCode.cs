using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Records;

/// <summary>
/// A resume code: three groups of four from Crockford's alphabet, which has no I, L, O and U; 60 bits. Who types an O, an I or an L
/// is understood.
/// </summary>
internal static partial class ResumeCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;

    // A message that holds more than a code and a few words is no attempt to use one.
    private const int LongestMessage = 100;

    /// <summary>A code from random bytes, at least twelve; null when it would be letters or digits alone.</summary>
    public static string? From(ReadOnlySpan<byte> random)
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            code[i] = Alphabet[random[i] % Alphabet.Length];
        }

        return IsMixed(code) ? $"{code[..4]}-{code[4..8]}-{code[8..]}" : null;
    }

    /// <summary>The code in a message.</summary>
    /// <returns>Null when there is none.</returns>
    public static TypedCode? Find(string text)
    {
        if (text.Length > LongestMessage)
        {
            return null;
        }

        var sure = Hyphenated().Match(text) is { Success: true } hyphenated ? hyphenated : null;
        var match = sure ?? Whole().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var group = match.Groups["code"];
        var plain = string.Concat(group.Value.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => letter,
        }));
        return plain.Length == Length && plain.All(Alphabet.Contains) && IsMixed(plain)
            ? new($"{plain[..4]}-{plain[4..8]}-{plain[8..]}", sure is not null, $"{text[..group.Index]}[code]{text[(group.Index + group.Length)..]}")
            : null;
    }

    // A nought and a one may be an O and an L of ordinary words.
    private static bool IsMixed(ReadOnlySpan<char> code) => code.ContainsAnyInRange('2', '9') && code.ContainsAnyInRange('A', 'Z');

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?<code>[A-Za-z0-9]{4}[-\u2010-\u2015][A-Za-z0-9]{4}[-\u2010-\u2015][A-Za-z0-9]{4})(?![A-Za-z0-9-])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Hyphenated();

    [GeneratedRegex(@"^\s*((my|the|resume)\s+)*(code)?(\s+is)?\s*:?\s*(?<code>[A-Za-z0-9]{4}\s?[A-Za-z0-9]{4}\s?[A-Za-z0-9]{4})[\s.!]*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Whole();
}

/// <summary>A code that somebody typed.</summary>
/// <param name="Code">As we write it.</param>
/// <param name="Sure">It is written with its hyphens; without them it may be ordinary words.</param>
/// <param name="Masked">The message without it.</param>
internal sealed record TypedCode(string Code, bool Sure, string Masked);

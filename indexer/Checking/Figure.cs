using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BotAdvice.Indexer.Checking;

/// <summary>An amount of money, a share, a stretch of time or a date in a text.</summary>
/// <param name="Kind">What it may be compared with: "£", "%", "hour", "day" and so on, or "date".</param>
/// <param name="Value">The number, or the date; the same for "three business days" and "3 working days".</param>
/// <param name="Text">As it is written.</param>
internal sealed partial record Figure(string Kind, string Value, string Text)
{
    private static readonly FrozenDictionary<string, string> Numbers =
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".Split(' ')
            .Select((word, i) => KeyValuePair.Create(word, (i + 1).ToString(CultureInfo.InvariantCulture)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The figures of a text, in order.</summary>
    public static IReadOnlyList<Figure> In(string text) => [.. Pattern().Matches(text).Select(Of)];

    /// <summary>A number in digits, whether it is written so or as a word up to fifteen.</summary>
    public static string Digits(string number) => Numbers.GetValueOrDefault(number, number);

    /// <summary>A text without its figures.</summary>
    public static string Without(string text) => Pattern().Replace(text, " ");

    /// <summary>Whether two figures of one kind can both be true of one thing: "April 2026" and "23 April 2026" can.</summary>
    public bool Agrees(Figure other) =>
        string.Equals(Value, other.Value, StringComparison.Ordinal)
        || (Kind is "date" && (Value.Contains(other.Value, StringComparison.Ordinal) || other.Value.Contains(Value, StringComparison.Ordinal)));

    private static Figure Of(Match match)
    {
        if (match.Groups["money"] is { Success: true } money)
        {
            var many = match.Groups["many"].Value is [var first, ..] ? char.ToLowerInvariant(first).ToString() : "";
            return new("£", money.Value.Replace(",", "", StringComparison.Ordinal) + many, match.Value);
        }

        if (match.Groups["share"] is { Success: true } share)
        {
            return new("%", share.Value, match.Value);
        }

        if (match.Groups["unit"] is { Success: true } unit)
        {
            return new(unit.Value.ToLowerInvariant(), Digits(match.Groups["count"].Value), match.Value);
        }

        return new("date", match.Value, match.Value);
    }

    [GeneratedRegex(
        """
        £\s?(?<money>\d([\d,.]*\d)?)(\s?(?<many>million|billion|m|k)\b)?
        | (?<share>\d+(\.\d+)?)\s?(%|per\ cent)
        | (?i:\b(?<count>\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)[\s-]((working|business|calendar)\s)?(?<unit>minute|hour|day|week|month|year)s?\b)
        | \b(\d{1,2}\s)?(January|February|March|April|May|June|July|August|September|October|November|December)\s(19|20)\d\d\b
        | \b\d{1,2}\s(January|February|March|April|May|June|July|August|September|October|November|December)\b
        | \b(19|20)\d\d\b
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Pattern();
}

using System.Collections.Frozen;

namespace BotAdvice.Indexer.Language;

// How many words an amount covers: "£4,500", "4500 pounds", "five hundred quid", "GBP 4500", "£1.2 million".
internal static class Amounts
{
    private static readonly FrozenSet<string> NumberWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fourty", "fifty", "sixty", "seventy",
        "eighty", "ninety", "hundred", "hundreds", "thousand", "thousands", "million", "millions", "dozen", "dozens", "couple", "several", "few");

    private static readonly FrozenSet<string> Multiples = FrozenSet.Create(
        StringComparer.Ordinal, "hundred", "thousand", "million", "k", "m", "mil", "grand");

    private static readonly FrozenSet<string> Units = FrozenSet.Create(
        StringComparer.Ordinal,
        "pounds", "pound", "quid", "grand", "gbp", "sterling", "k", "euros", "euro", "eur", "dollars", "dollar", "usd", "pence",
        "bitcoin", "bitcoins", "btc");

    private static readonly FrozenSet<string> Codes = FrozenSet.Create(StringComparer.Ordinal, "gbp", "usd", "eur");

    /// <summary>Number of words of the number that begins at this word; 0 when none does.</summary>
    public static int NumberAt(ReadOnlySpan<Word> words, int at)
    {
        var end = at;
        while (end < words.Length && words[end].Sentence == words[at].Sentence)
        {
            var joins = end > at && words[end].Text is "and" or "of" && end + 1 < words.Length && IsNumber(words[end + 1]);
            if (!joins && !IsNumber(words[end]))
            {
                break;
            }

            end++;
        }

        return end - at;
    }

    /// <summary>Number of words of the amount of money that begins at this word; 0 when none does.</summary>
    public static int MoneyAt(ReadOnlySpan<Word> words, int at)
    {
        if (words[at].Kind == WordKind.Money)
        {
            var end = at + 1;
            while (end < words.Length && words[end].Sentence == words[at].Sentence
                && (Multiples.Contains(words[end].Text) || Units.Contains(words[end].Text)))
            {
                end++;
            }

            return end - at;
        }

        if (Codes.Contains(words[at].Text) && at + 1 < words.Length && words[at + 1].Kind == WordKind.Number)
        {
            return 2;
        }

        if (words[at].Text is "a" or "half" && at + 1 < words.Length && words[at + 1].Text == "grand")
        {
            return 2;
        }

        var number = NumberAt(words, at);
        if (number == 0)
        {
            return 0;
        }

        var unit = at + number;
        unit += unit + 1 < words.Length && words[unit].Text == "of" ? 1 : 0;
        return unit < words.Length && words[unit].Sentence == words[at].Sentence && Units.Contains(words[unit].Text)
            ? unit + 1 - at
            : 0;
    }

    private static bool IsNumber(in Word word) => word.Kind == WordKind.Number || NumberWords.Contains(word.Text);
}

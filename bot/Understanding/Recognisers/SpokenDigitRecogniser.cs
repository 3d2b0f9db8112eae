namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Numbers told digit by digit: "four nine two nine", "oh seven double seven", "4 4 7 1", "five-eight-five-eight". Long rows need no name;
/// short ones need "PIN", "code" or "the three on the back" nearby.
/// </summary>
internal static class SpokenDigitRecogniser
{
    private const string Code = "[code]";
    private const int Longest = 40;
    private const int LongestWord = 9;

    private static readonly string[] BackOfCard =
        ["cvv", "cvc", "security code", "security number", "on the back", "off the back", "aff the back", "last three", "three digits", "three numbers", "3 digits", "3 numbers", "last 3"];

    private static readonly string[] NamesOfCodes = ["pin", "code", "otp", "passcode", "cvv", "number on the back", "keypad", "alarm", "safe"];

    public static void Find(string text, MaskSpans spans)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) || Surroundings.LetterOrDigitAt(text, at - 1) || Surroundings.Distance(text, at, 8, "last", "final", "first", "other") is 1)
            {
                at++;
                continue;
            }

            var row = Read(text, at);
            if (row.Digits >= 3 && !row.IsPublic && MarkerOf(text, at, row) is { } marker)
            {
                spans.Add(at, row.Stop, marker);
            }

            at = Math.Max(row.Stop, at + 1);
        }
    }

    private static string? MarkerOf(string text, int at, DigitRow row)
    {
        if (row.Digits == 3)
        {
            return Surroundings.Near(text, at, 34, BackOfCard) || Surroundings.Follows(text, row.Stop, 20, " on the back", " off the back") ? Code : null;
        }

        if (row.Digits <= 4 + row.Pairs && row.Digits < 6)
        {
            // "the PIN is nineteen sixty-six", but not "the code went to twenty two people".
            var reach = row.Pairs == 0 ? 30 : row.Digits == 4 ? 12 : 0;
            return row.IsHyphened || (reach > 0 && Surroundings.Near(text, at, reach, NamesOfCodes)) ? Code : null;
        }

        var sort = Surroundings.Distance(text, at, 40, "sort code", "sort");
        var account = Surroundings.Distance(text, at, 40, "account", "acc", "account number");
        if (row.Digits == 6 && sort >= 0 && (account < 0 || sort < account))
        {
            return "[sort code]";
        }

        if (account >= 0 && row.Digits is >= 6 and <= 8)
        {
            return "[account number]";
        }

        if (row.Digits is >= 10 and <= 13 && row.Pairs == 0)
        {
            return "[phone number]";
        }

        var isLong = row.Pairs == 0 && (row.Spoken >= 6 || row.IsHyphened || Surroundings.Near(text, at, 30, NamesOfCodes));
        return row.Digits >= 14 ? "[card number]" : isLong ? Code : null;
    }

    /// <summary>As far as digits are told one by one; a ten ("forty five") counts for two, "nine hundred" inside a row for three.</summary>
    private static DigitRow Read(string text, int at)
    {
        var row = new DigitRow(at, Digits: 0, Spoken: 0, Pairs: 0, IsPublic: false, IsHyphened: false);
        var (times, afterTen, hyphens, groups) = (1, false, 0, 0);
        Span<char> first = stackalloc char[4];
        for (var i = at; i < text.Length && row.Digits < Longest;)
        {
            var end = i;
            while (end < text.Length && end - i <= LongestWord && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            var word = text.AsSpan(i, end - i);
            if (times == 1 && row.Digits + 2 < Longest && TimesOf(word) is > 1 and var several)
            {
                times = several;
                i = Next(text, end);
                continue;
            }

            if (row.Digits >= 4 && row.Pairs == 0 && times == 1 && word.Equals("hundred", StringComparison.OrdinalIgnoreCase))
            {
                row = row with { Digits = row.Digits + 2, Spoken = row.Spoken + 2, Stop = end };
                i = Next(text, end);
                continue;
            }

            var value = ValueOf(word);
            if (value < 0)
            {
                break;
            }

            var isPair = value >= 10;
            if (!(afterTen && !isPair))
            {
                for (var j = 0; j < times && row.Digits + j < first.Length; j++)
                {
                    first[row.Digits + j] = (char)('0' + (isPair ? value / 10 : value));
                }

                row = row with { Digits = row.Digits + (times * (isPair ? 2 : 1)) };
            }

            row = row with { Stop = end, Spoken = row.Spoken + (char.IsAsciiLetter(text[i]) ? times : 0), Pairs = row.Pairs + (isPair ? 1 : 0) };
            groups++;
            hyphens += end < text.Length && text[end] is '-' ? 1 : 0;
            (times, afterTen) = (1, isPair && value % 10 == 0 && value >= 20);
            i = Next(text, end);
            if (i == end)
            {
                break;
            }
        }

        return row with
        {
            IsPublic = row.Digits >= 4 && row.Pairs == 0 && first is "0300" or "0303",
            IsHyphened = row.Digits is >= 4 and <= 8 && row.Spoken == 0 && hyphens == groups - 1 && !Surroundings.LetterOrDigitAt(text, row.Stop),
        };
    }

    private static int Next(string text, int end)
    {
        var next = end;
        while (next < text.Length && next - end < 3 && text[next] is ' ' or ',' or '-' or '\n')
        {
            next++;
        }

        return next;
    }

    private static int TimesOf(ReadOnlySpan<char> word) =>
        word.Equals("double", StringComparison.OrdinalIgnoreCase) ? 2 : word.Equals("triple", StringComparison.OrdinalIgnoreCase) || word.Equals("treble", StringComparison.OrdinalIgnoreCase) ? 3 : 1;

    /// <returns>0 to 9 for a digit, 10 to 99 for two told at once, -1 for any other word.</returns>
    private static int ValueOf(ReadOnlySpan<char> word)
    {
        if (word.Length == 1)
        {
            return char.IsAsciiDigit(word[0]) ? word[0] - '0' : word[0] is 'o' or 'O' ? 0 : -1;
        }

        if (word.Length is < 2 or > LongestWord || !char.IsAsciiLetter(word[0]))
        {
            return -1;
        }

        Span<char> lower = stackalloc char[LongestWord];
        lower = lower[..word.ToLowerInvariant(lower)];
        return lower switch
        {
            "oh" => 0,
            "yin" or "ane" => 1,
            "twa" => 2,
            "fower" => 4,
            "sax" => 6,
            "nil" => -1,
            _ => Numerals.Unit(lower, out var value) ? value : -1,
        };
    }

    /// <param name="Stop">Offset after the last digit.</param>
    /// <param name="Digits">How many there are.</param>
    /// <param name="Spoken">How many of them are told in words.</param>
    /// <param name="Pairs">How many words told two digits at once.</param>
    /// <param name="IsPublic">0300 or 0303: a public body's phone number.</param>
    /// <param name="IsHyphened">Single figures with a hyphen between them, "5-8-5-8", which is how codes are written and nothing else.</param>
    private readonly record struct DigitRow(int Stop, int Digits, int Spoken, int Pairs, bool IsPublic, bool IsHyphened);
}

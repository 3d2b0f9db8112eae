using System.Collections.Frozen;
using System.Globalization;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="Value">What the number is.</param>
/// <param name="Next">The token after it.</param>
/// <param name="About">"a couple of", "a few": meant roughly.</param>
/// <param name="Plain">Written in digits only, with no word or suffix.</param>
internal readonly record struct Numeral(double Value, int Next, bool About = false, bool Plain = false);

/// <summary>Reads one number, in digits, in words or in both, that begins at a token.</summary>
internal static class Numerals
{
    // Nobody writes a number of more words; a limit keeps hostile text from being read again and again.
    private const int LongestNumber = 24;

    private static readonly FrozenDictionary<string, int> Units = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["zero"] = 0,
        ["nought"] = 0,
        ["naught"] = 0,
        ["nil"] = 0,
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fourty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> Scales = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["thousand"] = 1e3,
        ["thousands"] = 1e3,
        ["thoosand"] = 1e3,
        ["thoosan"] = 1e3,
        ["lakh"] = 1e5,
        ["lakhs"] = 1e5,
        ["million"] = 1e6,
        ["millions"] = 1e6,
        ["crore"] = 1e7,
        ["crores"] = 1e7,
        ["billion"] = 1e9,
        ["billions"] = 1e9,
        ["trillion"] = 1e12,
        ["trillions"] = 1e12,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["first"] = 1,
        ["second"] = 2,
        ["third"] = 3,
        ["fourth"] = 4,
        ["fifth"] = 5,
        ["sixth"] = 6,
        ["seventh"] = 7,
        ["eighth"] = 8,
        ["ninth"] = 9,
        ["tenth"] = 10,
        ["eleventh"] = 11,
        ["twelfth"] = 12,
        ["thirteenth"] = 13,
        ["fourteenth"] = 14,
        ["fifteenth"] = 15,
        ["sixteenth"] = 16,
        ["seventeenth"] = 17,
        ["eighteenth"] = 18,
        ["nineteenth"] = 19,
        ["twentieth"] = 20,
        ["thirtieth"] = 30,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> Denominators = Build();

    private static readonly FrozenDictionary<string, double> Vulgar = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["½"] = 0.5,
        ["¼"] = 0.25,
        ["¾"] = 0.75,
        ["⅓"] = 1 / 3d,
        ["⅔"] = 2 / 3d,
        ["⅙"] = 1 / 6d,
        ["⅚"] = 5 / 6d,
        ["⅕"] = 0.2,
        ["⅛"] = 0.125,
        ["⅜"] = 0.375,
        ["⅝"] = 0.625,
        ["⅞"] = 0.875,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Unit(string word, out int value) => Units.TryGetValue(word, out value);

    /// <inheritdoc cref="Unit(string, out int)"/>
    public static bool Unit(ReadOnlySpan<char> word, out int value) => Units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out value);

    /// <summary>"third", "twenty second", "22nd", "the 3 rd": the place in an order, up to 99.</summary>
    public static bool Ordinal(Tokens tokens, int at, out int value, out int next)
    {
        next = at;
        value = 0;
        if (tokens.IsDigits(at) && tokens[at].Text.Length <= 2 && tokens.Word(at + 1) is "st" or "nd" or "rd" or "th" && tokens.Glued(at + 1))
        {
            value = int.Parse(tokens[at].Text, CultureInfo.InvariantCulture);
            next = at + 2;
            return true;
        }

        if (Ordinals.TryGetValue(tokens.Word(at), out value))
        {
            next = at + 1;
            return true;
        }

        if (Units.TryGetValue(tokens.Word(at), out var tens) && tens >= 20)
        {
            var unit = tokens.Is(at + 1, "-") ? at + 2 : at + 1;
            if (Ordinals.TryGetValue(tokens.Word(unit), out var last) && last < 10)
            {
                value = tens + last;
                next = unit + 1;
                return true;
            }
        }

        return false;
    }

    /// <summary>A number in digits: 4500, 4,500.25, 1.500,00, .5, 12,34,567 and, with narrow spaces, 1 234 567.</summary>
    public static bool Literal(Tokens tokens, int at, out double value, out int next)
    {
        next = at;
        value = 0;
        Span<char> digits = stackalloc char[40];
        var length = 0;

        if (tokens.Is(at, ".") && tokens.IsDigits(at + 1) && tokens.Glued(at + 1) && !(tokens.Glued(at) && tokens[at - 1].Kind is not TokenKind.Symbol))
        {
            digits[length++] = '0';
        }
        else if (!tokens.IsDigits(at))
        {
            return false;
        }
        else
        {
            if (!Append(tokens[at].Text, digits, ref length))
            {
                return false;
            }

            next = at + 1;
            next = Groups(tokens, next, tokens[at].Text.Length, digits, ref length);
        }

        // Decimals: a point, or a comma when it cannot be a group.
        var point = tokens.Word(next);
        if (point is "." or "," && tokens.Glued(next) | next == at && tokens.IsDigits(next + 1) && tokens.Glued(next + 1)
            && !(point == "," && (tokens[next + 1].Text.Length == 3 || IsList(tokens, next)))
            && !(point == "." && tokens.Is(next + 2, ".") && tokens.Glued(next + 2) && tokens.IsDigits(next + 3) && tokens.Glued(next + 3)))
        {
            var decimals = tokens[next + 1].Text;
            if (length + decimals.Length + 1 > digits.Length)
            {
                return false;
            }

            digits[length++] = '.';
            decimals.CopyTo(digits[length..]);
            length += decimals.Length;
            next += 2;
        }

        return double.TryParse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Any number that begins here.</summary>
    public static bool Read(Tokens tokens, int at, out Numeral numeral)
    {
        numeral = default;
        var limit = at + LongestNumber;
        var about = false;
        var plain = true;
        double total = 0;
        double current = 0;
        var any = false;
        var lowestScale = double.MaxValue;
        var i = at;

        // "a hundred", "a couple of hundred", "half a million", "a quarter".
        switch (tokens.Word(at))
        {
            case "a" or "an" when tokens.Word(at + 1) is "hundred" or "hunner" or "dozen" || Scales.ContainsKey(tokens.Word(at + 1)) && !tokens.Word(at + 1).EndsWith('s'):
                current = 1;
                i = at + 1;
                plain = false;
                break;
            case "a" when tokens.Word(at + 1) is "couple" or "few":
                current = tokens.Is(at + 1, "couple") ? 2 : 3;
                about = true;
                i = tokens.Is(at + 2, "of") ? at + 3 : at + 2;
                plain = false;
                any = true;
                break;
            case "couple" or "few":
                current = tokens.Is(at, "couple") ? 2 : 3;
                about = true;
                i = tokens.Is(at + 1, "of") ? at + 2 : at + 1;
                plain = false;
                any = true;
                break;
            case "half" or "quarter" or "a":
                var part = tokens.Is(at, "a") ? at + 1 : at;
                if (tokens.Word(part) is not ("half" or "quarter"))
                {
                    break;
                }

                var scaled = tokens.Are(part + 1, "of", "a") ? part + 3 : tokens.Is(part + 1, "a") ? part + 2 : part + 1;
                if (Scales.TryGetValue(tokens.Word(scaled), out var of))
                {
                    numeral = new((tokens.Is(part, "half") ? 0.5 : 0.25) * of, scaled + 1);
                    return true;
                }

                break;
        }

        while (i < tokens.Count && i < limit)
        {
            var word = tokens.Word(i);

            if (tokens.Is(i, "-") && any && !plain && Units.TryGetValue(tokens.Word(i + 1), out var hyphened) && hyphened is > 0 and < 10 && Units.TryGetValue(tokens.Word(i - 1), out var tensBefore) && tensBefore >= 20)
            {
                i++;
                continue;
            }

            // "forty-two thousand, three hundred"
            if (word == "," && any && !plain && current == 0 && lowestScale is not double.MaxValue && Units.ContainsKey(tokens.Word(i + 1)) && tokens.Is(i + 2, "hundred"))
            {
                i++;
                continue;
            }

            if (tokens.IsDigits(i) || (!any && word == "."))
            {
                if (any && current != 0 || !Literal(tokens, i, out var literal, out var after) || (any && literal >= lowestScale))
                {
                    break;
                }

                i = after;
                current += literal;
                plain &= !any;
                any = true;
                if (Fraction(tokens, i, literal, out var fraction, out var afterFraction))
                {
                    current = fraction;
                    i = afterFraction;
                    break;
                }

                continue;
            }

            if (Vulgar.TryGetValue(word, out var vulgar))
            {
                if (any && current % 1 != 0)
                {
                    break;
                }

                current += vulgar;
                any = true;
                plain = false;
                i++;
                continue;
            }

            if (Units.TryGetValue(word, out var unit))
            {
                var fits = !any
                    || current == 0
                    || (unit is > 0 and < 10 && current % 10 == 0 && current % 100 is 0 or >= 20)
                    || (unit >= 10 && current % 100 == 0);
                if (!fits || (any && plain) || (any && unit >= lowestScale) || (any && current == 0 && lowestScale is double.MaxValue))
                {
                    break;
                }

                current += unit;
                any = true;
                plain = false;
                i++;
                continue;
            }

            if (word is "hundred" or "hunner" or "hundreds" && (any || current > 0 || word is not "hundreds"))
            {
                if (current is >= 1000 || (any && current == 0))
                {
                    break;
                }

                current = (current == 0 ? 1 : current) * 100;
                any = true;
                plain = false;
                i++;
                continue;
            }

            if (word is "dozen" or "dozens" && (any || current > 0))
            {
                current *= 12;
                plain = false;
                any = true;
                i++;
                continue;
            }

            if (Scales.TryGetValue(word, out var scale) && (any || current > 0 || !word.EndsWith('s')))
            {
                // "three lakh crore" and "a hundred thousand million" multiply; "a million two thousand" adds.
                if (current == 0 && any)
                {
                    if (total == 0)
                    {
                        break;
                    }

                    total *= scale;
                }
                else if (scale >= lowestScale)
                {
                    break;
                }
                else
                {
                    total += (current == 0 ? 1 : current) * scale;
                }

                lowestScale = Math.Min(lowestScale, scale);
                current = 0;
                any = true;
                plain = false;
                i++;
                continue;
            }

            if (any && word == "and" && And(tokens, i, ref total, ref current, lowestScale, out var afterAnd, out var stop))
            {
                i = afterAnd;
                plain = false;
                if (stop)
                {
                    break;
                }

                continue;
            }

            if (any && word == "point" && !plain && TryDecimals(tokens, i + 1, out var tail, out var afterTail))
            {
                current += tail;
                i = afterTail;
                continue;
            }

            if (any && plain && word is "k" && !tokens.Glued(i + 1) | !tokens.IsDigits(i + 1))
            {
                numeral = new((total + current) * 1000, i + 1);
                return true;
            }

            break;
        }

        if (!any)
        {
            return false;
        }

        var value = total + current;

        // "twenty fifths", "three quarters", "five-eighths"; "three twenty firsts" are three parts of 21
        if (!about && value > 0)
        {
            var place = tokens.Is(i, "-") ? i + 1 : i;
            if (!plain && Units.TryGetValue(tokens.Word(place), out var tens) && tens is >= 20 and < 100 && tokens.Word(place + 1) is { Length: > 3 } parts
                && parts.EndsWith('s') && Ordinals.TryGetValue(parts[..^1], out var ones) && ones is 1 or (>= 3 and < 10))
            {
                numeral = new(value / (tens + ones), place + 2);
                return true;
            }

            if (Denominators.TryGetValue(tokens.Word(place), out var denominator) && (value == 1 ^ tokens.Word(place).EndsWith('s') || denominator == 4 && value > 1) && !plain)
            {
                value /= denominator;
                i = place + 1;
                if (tokens.Are(i, "of", "a") && Scales.TryGetValue(tokens.Word(i + 2), out var whole))
                {
                    value *= whole;
                    i += 3;
                }
            }
        }

        numeral = new(value, i, about, plain);
        return true;
    }

    /// <summary>"a fifth", "a trillionth": one part of something.</summary>
    public static bool OnePart(Tokens tokens, int at, out Numeral numeral)
    {
        if (tokens.Is(at, "a") && Denominators.TryGetValue(tokens.Word(at + 1), out var denominator) && !tokens.Word(at + 1).EndsWith('s') && tokens.Word(at + 1) is not ("half" or "quarter"))
        {
            numeral = new(1 / denominator, at + 2);
            return true;
        }

        numeral = default;
        return false;
    }

    private static FrozenDictionary<string, double> Build()
    {
        var all = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["half"] = 2,
            ["halves"] = 2,
            ["quarter"] = 4,
            ["quarters"] = 4,
            ["hundredth"] = 100,
            ["hundredths"] = 100,
            ["thousandth"] = 1e3,
            ["thousandths"] = 1e3,
            ["millionth"] = 1e6,
            ["millionths"] = 1e6,
            ["billionth"] = 1e9,
            ["billionths"] = 1e9,
            ["trillionth"] = 1e12,
            ["trillionths"] = 1e12,
        };
        foreach (var (word, value) in Ordinals)
        {
            if (value >= 3)
            {
                all[word] = value;
                all[word + "s"] = value;
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool Append(string text, Span<char> digits, ref int length)
    {
        if (length + text.Length > 30)
        {
            return false;
        }

        text.CopyTo(digits[length..]);
        length += text.Length;
        return true;
    }

    private static int Groups(Tokens tokens, int next, int firstLength, Span<char> digits, ref int length)
    {
        if (firstLength > 3)
        {
            return next;
        }

        // Look ahead: all groups by one separator, the last of three digits.
        var separator = tokens.Word(next);
        var narrow = next < tokens.Count && tokens.IsDigits(next) && tokens[next].Start == tokens[next - 1].End + 1
            && tokens.Source[tokens[next].Start - 1] is '\u202f' or '\u00a0' or '\u2009';
        if (narrow)
        {
            while (tokens.IsDigits(next) && tokens[next].Text.Length == 3 && tokens[next].Start == tokens[next - 1].End + 1
                && !tokens.Glued(next) && tokens.Source[tokens[next].Start - 1] is '\u202f' or '\u00a0' or '\u2009' && Append(tokens[next].Text, digits, ref length))
            {
                next++;
            }

            return next;
        }

        if (separator is not ("," or "." or "'"))
        {
            return next;
        }

        var end = next;
        var groups = 0;
        while (tokens.Is(end, separator) && tokens.Glued(end) && tokens.IsDigits(end + 1) && tokens.Glued(end + 1) && tokens[end + 1].Text.Length is 2 or 3)
        {
            end += 2;
            groups++;
            if (groups > 8)
            {
                return next;
            }
        }

        if (groups == 0 || tokens[end - 1].Text.Length != 3)
        {
            return next;
        }

        // "1.500" alone is a decimal; "1.500,00" and "1.500.000" are groups.
        var decimalFollows = tokens.Is(end, ",") && tokens.Glued(end) && tokens.IsDigits(end + 1) && tokens.Glued(end + 1) && tokens[end + 1].Text.Length != 3;
        if (separator == "." && groups == 1 && !decimalFollows)
        {
            return next;
        }

        while (next < end)
        {
            if (!Append(tokens[next + 1].Text, digits, ref length))
            {
                return next;
            }

            next += 2;
        }

        return next;
    }

    /// <summary>"22,24,26": commas that part a list.</summary>
    private static bool IsList(Tokens tokens, int comma) =>
        (tokens.Is(comma + 2, ",") && tokens.Glued(comma + 2) && tokens.IsDigits(comma + 3))
        || (comma >= 2 && tokens.Is(comma - 2, ",") && tokens.IsDigits(comma - 3));

    /// <summary>"4/5" and "2 1/4", but not the date 5/17/2018.</summary>
    private static bool Fraction(Tokens tokens, int at, double before, out double value, out int next)
    {
        value = before;
        next = at;
        if (tokens.Is(at, "/") && tokens.Glued(at) && tokens[at + 1].Text.Length < 4 && tokens.IsDigits(at + 1) && tokens.Glued(at + 1) && !(tokens.Is(at - 2, "/") && tokens.Glued(at - 1))
            && !tokens.Is(at + 2, "/") && double.TryParse(tokens.Word(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var under) && under > 0)
        {
            value = before / under;
            next = at + 2;
            return true;
        }

        if (tokens.IsDigits(at) && tokens.Is(at + 1, "/") && tokens.Glued(at + 1) && tokens.IsDigits(at + 2) && tokens.Glued(at + 2) && !tokens.Is(at + 3, "/")
            && tokens[at].Text.Length < 3 && tokens[at + 2].Text.Length < 3
            && double.TryParse(tokens.Word(at), NumberStyles.None, CultureInfo.InvariantCulture, out var over)
            && double.TryParse(tokens.Word(at + 2), NumberStyles.None, CultureInfo.InvariantCulture, out under) && over < under)
        {
            value = before + (over / under);
            next = at + 3;
            return true;
        }

        return false;
    }

    private static bool And(Tokens tokens, int at, ref double total, ref double current, double lowestScale, out int next, out bool stop)
    {
        next = at;
        stop = true;
        var start = at + 1;
        var article = tokens.Word(start) is "a" or "one";
        var part = article ? start + 1 : start;

        // "two and a half thousand", "one million and a half", "one and a half"
        if (Denominators.TryGetValue(tokens.Word(part), out var denominator) && !tokens.Word(part).EndsWith('s') && (article || tokens.Word(part) is "half"))
        {
            var piece = 1 / denominator;
            if (Scales.TryGetValue(tokens.Word(part + 1), out var scaled) && lowestScale is not double.MaxValue)
            {
                current += piece * scaled;
                next = part + 2;
                return true;
            }

            if (current == 0 && lowestScale is not double.MaxValue)
            {
                total += piece * lowestScale;
            }
            else
            {
                current += piece;
                stop = false;
            }

            next = part + 1;
            return true;
        }

        // "one hundred and three quarters", "twenty and three fifths"
        if (Units.TryGetValue(tokens.Word(start), out var over) && over > 0)
        {
            var under = start + 1;
            if (tokens.Is(under, "-") && Units.TryGetValue(tokens.Word(under + 1), out var more) && over >= 20 && more < 10)
            {
                over += more;
                under += 2;
            }

            if (Denominators.TryGetValue(tokens.Word(under), out denominator) && tokens.Word(under).EndsWith('s') && over < denominator * 2)
            {
                var piece = over / denominator;
                if (Scales.TryGetValue(tokens.Word(under + 1), out var scaled) && lowestScale is not double.MaxValue)
                {
                    current += piece * scaled;
                    next = under + 2;
                    return true;
                }

                current += piece;
                next = under + 1;
                return true;
            }
        }

        // "a hundred and twenty", "two thousand and one", "3 hundred and 21"
        var room = current >= 100 && current % 100 == 0 ? 100 : current == 0 && lowestScale is not double.MaxValue ? lowestScale : 0;
        var digits = tokens.IsDigits(start) && Literal(tokens, start, out var literal, out var after) && literal < room && !tokens.Is(after, "hundred");
        if (digits || (Units.TryGetValue(tokens.Word(start), out over) && over > 0 && over < room))
        {
            if (digits)
            {
                Literal(tokens, start, out literal, out after);
                current += literal;
                next = after;
                return true;
            }

            current += over;
            next = start + 1;
            stop = false;
            return true;
        }

        return false;
    }

    /// <summary>"point nought three", "point eleven".</summary>
    private static bool TryDecimals(Tokens tokens, int at, out double value, out int next)
    {
        value = 0;
        next = at;
        var weight = 0.1;
        while (Units.TryGetValue(tokens.Word(next), out var digit) && next < at + 12)
        {
            if (digit >= 10)
            {
                weight /= 10;
            }

            value += digit * weight;
            weight /= 10;
            next++;
        }

        return next > at;
    }
}

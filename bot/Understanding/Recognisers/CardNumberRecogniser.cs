namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Payment card numbers: 13 to 19 digits, with or without spaces, dashes or dots, that pass the Luhn check.</summary>
internal static class CardNumberRecogniser
{
    public static List<Recognised<string>> Recognise(string text) => Find(text, mistyped: false);

    /// <param name="mistyped">Also 16 digits that fail the check: somebody who mistypes a card number still wrote one.</param>
    internal static List<Recognised<string>> Find(string text, bool mistyped)
    {
        var found = new List<Recognised<string>>();
        Span<char> digits = stackalloc char[20];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]) || Surroundings.DigitAt(text, at - 1) || (at > 0 && text[at - 1] is '+' or '£' or '$' or '€'))
            {
                at++;
                continue;
            }

            var count = 0;
            var i = at;
            var end = at;
            while (i < text.Length && count < 20)
            {
                if (char.IsAsciiDigit(text[i]))
                {
                    digits[count++] = text[i++];
                    end = i;
                }
                else if (text[i] is ' ' or '-' or '.' or '/' or '_' or '\u00a0' or '–' && Surroundings.DigitAt(text, i + 1))
                {
                    i++;
                }
                else if (text[i] is ' ' && i + 2 < text.Length && text[i + 1] is '-' or ' ' && (Surroundings.DigitAt(text, i + 2) || (text[i + 2] is ' ' && Surroundings.DigitAt(text, i + 3))))
                {
                    i += text[i + 2] is ' ' ? 3 : 2;
                }
                else
                {
                    break;
                }
            }

            // A date or an amount may follow at once: the longest part at its beginning that is a card number counts.
            var units = 0;
            var named = mistyped && count >= 13 && Surroundings.Near(text, at, 24, "card", "cards", "pan");
            var length = count < 13 || Surroundings.Near(text, at, 12, "imei") ? 0 : Longest(text.AsSpan(at, end - at), digits[..Math.Min(count, 19)], mistyped, named, out units);

            // "cardnumber4532...": a letter may come just before, if the check holds.
            var free = !Surroundings.LetterOrDigitAt(text, at - 1) || (length > 0 && Luhn.Holds(digits[..length]));
            if (length > 0 && free && !Surroundings.LetterOrDigitAt(text, at + units))
            {
                found.Add(new(digits[..length].ToString(), at, units, text.Substring(at, units)));
                at += units;
            }
            else
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }
            }
        }

        return found;
    }

    /// <param name="written">The digits with what separates them.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="mistyped">Sixteen digits need not pass the check.</param>
    /// <param name="named">The words before speak of a card: fuel and loyalty cards begin with other digits.</param>
    /// <param name="units">How much of what is written makes up the number.</param>
    private static int Longest(ReadOnlySpan<char> written, ReadOnlySpan<char> digits, bool mistyped, bool named, out int units)
    {
        // Most have sixteen; what follows one that holds is its expiry date.
        var usual = digits.Length > 16 && Luhn.Holds(digits[..16]) && IsWhole(written, 16, out units);
        for (var length = usual ? 16 : digits.Length; length >= 13; length--)
        {
            var candidate = digits[..length];
            if ((candidate[0] is not ('2' or '3' or '4' or '5' or '6') && !(named && (length >= 16 || candidate[0] is '7' or '9'))) || !candidate.ContainsAnyExcept(candidate[0]))
            {
                continue;
            }

            // "40-47-84 70872490" is a sort code and an account.
            if (length < 16 && written.Length > 8 && written[2] is '-' && written[5] is '-')
            {
                continue;
            }

            var amex = length == 15 && candidate[0] is '3' && candidate[1] is '4' or '7';
            if (!(Luhn.Holds(candidate) || (mistyped && (length == 16 || amex)) || (named && length >= 16)))
            {
                continue;
            }

            if (IsWhole(written, length, out units))
            {
                return length;
            }
        }

        units = 0;
        return 0;
    }

    /// <summary>No group is cut in two after so many digits, nor a date: "4929123456789016 09/28".</summary>
    private static bool IsWhole(ReadOnlySpan<char> written, int length, out int units)
    {
        units = 0;
        for (var seen = 0; seen < length; units++)
        {
            seen += char.IsAsciiDigit(written[units]) ? 1 : 0;
        }

        return units == written.Length || !(char.IsAsciiDigit(written[units]) || (written[units] is '/' && written[..units].IndexOf('/') < 0));
    }
}

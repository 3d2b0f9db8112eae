namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// One-time codes, PINs and card security numbers that have their name at some distance or after them: "482913 is your code", "I gave
/// him 482 913 off the phone", "the three numbers on the back, 417".
/// </summary>
internal static class CodeRecogniser
{
    private const string Marker = "[code]";

    /// <summary>Words just before a number that say what it counts or names.</summary>
    private static readonly string[] Counted =
    [
        "room", "rooms", "badge", "badge number", "cheque", "cheque number", "meter", "case", "case number", "ticket", "invoice", "order", "ref", "reference", "port", "build", "version", "page", "sale", "void", "bus", "lot", "unit", "flat", "table", "seat",
        "seats", "batch", "model", "serial", "policy", "licence", "membership", "flight", "locker", "ward", "bed", "ext", "receipt", "po", "centre", "row", "number ending", "pc", "iso",
    ];

    /// <summary>Adds the codes of a text to what must not be kept.</summary>
    public static void Find(string text, MaskSpans spans)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            var (stop, length) = Group(text, at);
            if (length is >= 3 and <= 8 && IsFree(text, at, stop)
                && (IsSecurityNumber(text, at, stop, length, spans) || IsCode(text, at, stop, length) || IsTold(text, at, stop, length)) && !IsSomethingElse(text, at, stop))
            {
                spans.Add(at, stop, Marker);
                stop = SecretRecogniser.MoreCodes(text, stop, spans);
            }

            at = stop;
        }
    }

    /// <summary>The digits from here, with those that follow in a group of the same size: "482 913", "3344 9921", "66 02 91".</summary>
    private static (int Stop, int Length) Group(string text, int at)
    {
        var size = Run(text, at);
        var stop = at + size;
        var length = size;
        while (size is >= 2 and <= 4 && length < 8 && stop < text.Length && text[stop] is ' ' or '-' && Run(text, stop + 1) == size && (size > 2 || Surroundings.DigitAt(text, at)))
        {
            stop += 1 + size;
            length += size;
        }

        // Two or three digits in a row of their own are a count, a time or a pair of halves; only whole rows are codes.
        return (size, length) switch
        {
            (2, not 6) => (at + 2, 2),
            (3, not (3 or 6)) => (at + 3, 3),
            (4, not (4 or 8)) => (at + 4, 4),
            _ => (stop, length),
        };
    }

    private static int Run(string text, int at)
    {
        var end = at;
        while (Surroundings.DigitAt(text, end))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>Not a part of a word, an amount, a date, a decimal or a time.</summary>
    private static bool IsFree(string text, int at, int stop)
    {
        var google = at > 1 && text[at - 1] is '-' && text[at - 2] is 'G' or 'g';
        return !Surroundings.LetterOrDigitAt(text, at - 1) && !Surroundings.LetterOrDigitAt(text, stop)
            && !(at > 0 && !google && text[at - 1] is '£' or '$' or '€' or '/' or '.' or ',' or '-' or ':' or '#')
            && !(stop + 1 < text.Length && text[stop] is '/' or '.' or '-' or ':' or ',' && Surroundings.DigitAt(text, stop + 1));
    }

    /// <summary>"sort code" and "postcode" have their own rules; "error code 4045" and "the last four digits" are nobody's secret.</summary>
    private static bool IsSomethingElse(string text, int at, int stop)
    {
        var time = stop - at == 4 && text[at] is '0' or '1' or '2' && Surroundings.Near(text, at, 7, "at", "by", "around", "about");
        if (time || Counts(text, stop) || Surroundings.Near(text, at, 10, Counted) || Surroundings.Near(text, at, 40, "pin pad", "till roll", "error")
            || text.AsSpan(at, stop - at) is "7726" or "999" or "101" or "159" or "111" or "112" or "105"
            || Surroundings.Near(text, at, 16, "error code", "sort code", "postcode")
            || Surroundings.Near(text, at, 26, "last four", "last 4", "ending", "ends in", "ended", "ends"))
        {
            return true;
        }

        var other = Surroundings.Near(
            text, at, 34, "sort code", "error code", "postcode", "post code", "promo code", "discount code", "sort", "invoice", "order", "reference", "ref", "customers", "crime", "call 101", "forward", "to 7726");
        return other && !Surroundings.Near(text, at, 14, "code", "otp", "pin", "passcode");
    }

    /// <summary>"1250 people": what follows is counted.</summary>
    public static bool Counts(string text, int stop)
    {
        ReadOnlySpan<string> nouns = [" people", " customer", " staff", " user", " times", " record", " email", " member", " pounds", " euro", " visitor", " of us", " of them", " patient", " follower", " order", " payment"];
        foreach (var noun in nouns)
        {
            if (text.AsSpan(stop).StartsWith(noun, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Three or four digits from the back of a card.</summary>
    private static bool IsSecurityNumber(string text, int at, int stop, int length, MaskSpans spans) =>
        length is 3 or 4 && stop - at == length
        && (Surroundings.Near(text, at, 34, "cvv", "cvc", "cv2", "security number", "security code", "on the back", "three numbers", "three digits", "3 digits", "3 numbers", "last three", "security digits", "back number", "little number")
            || (length == 3 && Surroundings.Follows(text, stop, ClauseEnd(text, stop, 26), " was the security", " is the security", " the cvv", " as the security", " is the cvv", " was the cvv", " on the back", " behind"))
            || (EndsClause(text, stop) && spans.With("[card number]").Any(card => at - card.End is > 0 and < 30)));

    /// <summary>A code by name.</summary>
    private static bool IsCode(string text, int at, int stop, int length) =>
        length is >= 4 and <= 8 && !IsYear(text, at, length)
        && (Surroundings.Near(text, at, 30, "code", "otp", "passcode", "pin", "cvv", "cvc", "pin number", "digits", "security number", "g-", "keypad", "key pad", "verification", "2fa", "mfa")
            || (length == 6 && EndsClause(text, stop) && Surroundings.Near(text, at, 60, "code", "passcode", "otp"))
            || Surroundings.Follows(
                text,
                stop,
                34,
                " is your", " is the code", " is my code", " is my pin", " was the code", " was the pin", "the code from", "the code they", "the code i", "that was the code", " as the code", " as my pin", " was my pin", " your code", "the security code", "the passcode",
                "her pin", "his pin", "our pin", " as the security", "my pin", "the pin", " was my code", "the otp", " was the otp", " is the otp", " verification code", " the code", "both codes", "the codes", " on the keypad", " into the keypad"));

    /// <summary>How far the sentence goes on, at most so many units.</summary>
    private static int ClauseEnd(string text, int at, int most)
    {
        var rest = text.AsSpan(at, Math.Min(most, text.Length - at));
        var end = rest.IndexOf(". ");
        return end < 0 ? rest.Length : end;
    }

    /// <summary>"559 204", "302-118", "8842 1309": six or eight digits in halves, where something was read out or told.</summary>
    private static bool IsHalves(string text, int at, int stop)
    {
        const int reach = 100;
        return stop - at is 7 or 9 && EndsClause(text, stop)
            && (Surroundings.Near(text, at, reach, "code", "codes", "read", "told", "gave", "six digits", "six numbers", "texted", "shared", "say yes")
                || Surroundings.Follows(text, stop, reach, "read it", "read him", "read out", "read them", "told him", "told her", "told them", "gave him", "gave her", "gave it", "gave them", "to say yes"));
    }

    /// <summary>Six or eight digits that came to a phone or off a card reader, though nobody calls them a code.</summary>
    private static bool IsTold(string text, int at, int stop, int length)
    {
        if (length is not (6 or 8) || !EndsClause(text, stop))
        {
            return false;
        }

        var came = IsHalves(text, at, stop) || Surroundings.Near(
            text, at, 36, "authenticator", "reader", "numbers", "digit number", "number on my phone", "number on the screen", "generated", "texted me", "text", "sms", "message", "sent me", "read out", "read him", "read her", "read them", "i told", "i said");
        return came
            || Surroundings.Follows(text, stop, 22, " off the phone", " off my phone", " off the text", " from the text", " from my phone", " from the app", " off the reader", " off the app", " that came", " by text", " by sms", " in the text", " on my phone")
            || (Surroundings.Near(text, at, 8, "use", "enter") && Surroundings.Follows(text, stop, 12, " to "));
    }

    /// <summary>What follows is no noun that the number could count.</summary>
    private static bool EndsClause(string text, int at)
    {
        if (at >= text.Length || text[at] is not ' ')
        {
            return true;
        }

        ReadOnlySpan<string> small = ["and ", "but ", "to ", "from ", "off ", "on ", "in ", "which ", "then ", "so ", "that ", "is ", "was ", "as ", "because ", "for ", "when ", "once ", "after ", "before ", "he ", "she ", "they ", "i ", "like "];
        foreach (var word in small)
        {
            if (text.AsSpan(at + 1).StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsYear(string text, int at, int length) => length == 4 && text.AsSpan(at, 2) is "19" or "20";
}

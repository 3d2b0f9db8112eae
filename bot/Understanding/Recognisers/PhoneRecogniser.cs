namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Phone numbers: British ones by their form, foreign ones by "+", "00" or a familiar grouping, and any number of the right
/// length where the words before it speak of a phone. Short public numbers (999, 101, 159, 7726) are too short to be taken.
/// </summary>
internal static class PhoneRecogniser
{
    private const int Longest = 34;
    private const int Reach = 36;

    private static readonly System.Buffers.SearchValues<char> Separators = System.Buffers.SearchValues.Create(" -.()\u00a0–");

    /// <summary>Numbers that Ofcom keeps for public bodies and charities: 0300 and 0303. They are nobody's own.</summary>
    public static bool IsPublicBody(string number) => number.StartsWith("0300", StringComparison.Ordinal) || number.StartsWith("0303", StringComparison.Ordinal);

    /// <summary>The value is the digits, with "+" in front when the country was written.</summary>
    public static List<Recognised<string>> Recognise(string text)
    {
        var found = new List<Recognised<string>>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is '+' or '(' or >= '0' and <= '9' && CanStart(text, at) && Read(text, at) is { } phone)
            {
                found.Add(phone);
                at = phone.End;
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private static bool CanStart(string text, int at)
    {
        if (at == 0)
        {
            return true;
        }

        var before = text[at - 1];
        if (text[at] is '+')
        {
            return !char.IsAsciiDigit(before);
        }

        if (before is '.' or '-' or '/' or '*' or '+' or '=' or '_' or ',' or ':' && at > 1 && Surroundings.LetterOrDigitAt(text, at - 2))
        {
            return (before is ':' or ',' && !char.IsAsciiDigit(text[at - 2])) || (before is '/' && text[at] is '0');
        }

        // "(19 35831647": the bracket was read first and did not close.
        return !char.IsLetterOrDigit(before) && before is not ('£' or '$' or '€' or '#');
    }

    private static Recognised<string>? Read(string text, int at)
    {
        Span<char> digits = stackalloc char[24];
        Span<(int End, int Digits)> stops = stackalloc (int, int)[Longest];
        Span<int> groups = stackalloc int[16];
        var groupCount = 0;
        var count = 0;
        var stopCount = 0;
        var depth = 0;
        var i = at;
        while (i < text.Length && i < at + Longest && count < digits.Length && groupCount < groups.Length)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var from = i;
                while (i < text.Length && char.IsAsciiDigit(text[i]) && count < digits.Length)
                {
                    digits[count++] = text[i++];
                }

                groups[groupCount++] = i - from;
                if (depth == 0)
                {
                    stops[stopCount++] = (i, count);
                }

                continue;
            }

            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] is '(' && depth == 0 && (char.IsAsciiDigit(next) || next is '+' or ' '))
            {
                depth++;
            }
            else if (text[i] is ')' && depth == 1)
            {
                depth--;
            }
            else if (text[i] is '+' && count == 0)
            {
            }
            else if (text[i] is ' ' or '\u00a0' && (char.IsAsciiDigit(next) || next is '(' or '-' or ')' or ' ' or '/'))
            {
                if (next is ' ' && i + 2 < text.Length && !char.IsAsciiDigit(text[i + 2]))
                {
                    break;
                }
            }
            else if (text[i] is '-' or '.' or '/' or '–' && (char.IsAsciiDigit(next) || next is ' ' or '('))
            {
            }
            else
            {
                break;
            }

            i++;
        }

        var spoken = stopCount > 0 && Spoken(text, at);
        var denied = stopCount > 0 && !spoken && Other(text, at) is >= 0 and < 24;
        for (var stop = stopCount - 1; stop >= 0; stop--)
        {
            var (end, length) = stops[stop];
            if (Blocked(text, end, digits[..length]) || !Valid(text, at, end, digits[..length], groups[..(stop + 1 <= groupCount ? CountGroups(groups[..groupCount], length) : groupCount)], spoken, denied))
            {
                continue;
            }

            var last = Extension(text, end);
            var plus = text[at] is '+' || (text[at] is '(' && text[at + 1] is '+');
            return new((plus ? "+" : "") + digits[..length].ToString(), at, last - at, text[at..last]);
        }

        return null;
    }

    private static int CountGroups(ReadOnlySpan<int> groups, int digits)
    {
        var count = 0;
        while (digits > 0 && count < groups.Length)
        {
            digits -= groups[count++];
        }

        return count;
    }

    /// <summary>The number goes on, as a word, a decimal or a sum.</summary>
    private static bool Blocked(string text, int end, ReadOnlySpan<char> digits)
    {
        if (end >= text.Length)
        {
            return false;
        }

        if (char.IsLetterOrDigit(text[end]) && !(text[end] is 'x' or 'X' && Surroundings.DigitAt(text, end + 1)))
        {
            return true;
        }

        return text[end] is '=' or '*' or '%' || (text[end] is '.' or ',' or ':' or '-' or '/' && Surroundings.DigitAt(text, end + 1) && !(text[end] is '/' && digits.Length == 11 && digits[0] is '0'));
    }

    private static bool Valid(string text, int at, int end, ReadOnlySpan<char> digits, ReadOnlySpan<int> groups, bool spoken, bool denied)
    {
        var written = text.AsSpan(at, end - at);
        var plus = written[0] is '+' || (written.Length > 1 && written[0] is '(' && written[1] is '+');
        if (plus)
        {
            var neat = written.IndexOf(',') < 0 && !(groups.Length >= 5 && written.Count('-') >= 4);
            return neat && digits.Length is >= 8 and <= 17 && !(at > 0 && char.IsAsciiDigit(text[at - 1]));
        }

        // No account, reference or order is written as eleven digits from 01, 02 or 07 in a phone number's groups.
        var british = digits.Length == 11 && digits[0] is '0' && digits[1] is '1' or '2' or '7' && groups.Length is 2 or 3;
        if ((denied && !british) || IsDate(groups, written, digits) || IsAddress(groups, written))
        {
            return false;
        }

        var odd = written.Contains('/');
        var spaced = written.ContainsAny(Separators);
        if (digits.StartsWith("00") && digits.Length is >= 11 and <= 16 && (spoken || !odd))
        {
            return groups.Length > 1 || spoken || digits.Length >= 12;
        }

        // British: 0 and nine or ten more, not beginning 00, 04 or 06.
        if (digits[0] is '0' && digits.Length is 10 or 11 && digits[1] is '1' or '2' or '3' or '5' or '7' or '8' or '9' && !odd && groups.Length <= 6 && (digits.Length == 11 || spoken || spaced || digits[1] is '1' or '8'))
        {
            return true;
        }

        // The country without its sign.
        if (digits.Length == 12 && digits.StartsWith("447") && groups.Length is >= 2 and <= 5)
        {
            return true;
        }

        // A mobile number without its 0.
        if (digits.Length == 10 && digits[0] is '7' && digits[1] >= '3' && groups is [4, 6] or [4, 3, 3])
        {
            return true;
        }

        // North American grouping.
        if (digits.Length == 10 && spaced && groups is [3, 3, 4] && digits[0] >= '1')
        {
            return true;
        }

        if (digits.Length == 11 && digits[0] is '1' && groups is [1, 3, 3, 4])
        {
            return true;
        }

        return spoken && digits.Length is >= 8 and <= 16 && groups.Length <= 6 && (written.Count('/') <= 1);
    }

    private static bool Spoken(string text, int at)
    {
        var phone = Surroundings.Distance(text, at, Reach, "phone", "telephone", "tel", "mobile", "mob", "cell", "whatsapp", "call", "called", "ring", "rang", "rung", "text", "texted", "fax", "contact number", "my number", "landline", "moble", "phn", "ph", "phoned", "dial", "dialled", "contact", "reach", "ext");
        if (phone < 0)
        {
            return false;
        }

        var other = Other(text, at);
        return other < 0 || phone < other;
    }

    private static int Other(string text, int at) => Surroundings.Distance(
        text, at, Reach, "account", "acc", "card", "sort code", "reference", "ref", "invoice", "inv", "order", "case", "crime", "formula", "company number", "companies house", "charity number", "serial", "imei", "utr", "vat", "tracking", "ssn", "not phone numbers", "policy number");

    /// <summary>01/11/2026, 16-04-2010, 2026 11 22.</summary>
    private static bool IsDate(ReadOnlySpan<int> groups, ReadOnlySpan<char> written, ReadOnlySpan<char> digits) =>
        groups is [2, 2, 4] or [4, 2, 2] or [1, 2, 4] or [2, 1, 4] or [1, 1, 4] && digits.Length <= 8 && written.ContainsAny("/-.");

    /// <summary>203.0.113.77 on the internet.</summary>
    private static bool IsAddress(ReadOnlySpan<int> groups, ReadOnlySpan<char> written) => groups.Length == 4 && written.Count('.') == 3 && !written.Contains(' ') && !groups.ContainsAnyExceptInRange(1, 3);

    private static int Extension(string text, int end)
    {
        var i = end;
        while (i < text.Length && text[i] is ' ' or ',' && i < end + 2)
        {
            i++;
        }

        var mark = text.AsSpan(i).StartsWith("extension", StringComparison.OrdinalIgnoreCase) ? 9
            : text.AsSpan(i).StartsWith("ext.", StringComparison.OrdinalIgnoreCase) ? 4
            : text.AsSpan(i).StartsWith("ext", StringComparison.OrdinalIgnoreCase) ? 3
            : i < text.Length && text[i] is 'x' or 'X' ? 1 : 0;
        if (mark == 0)
        {
            return end;
        }

        i += mark;
        while (i < text.Length && text[i] is ' ')
        {
            i++;
        }

        var from = i;
        while (Surroundings.DigitAt(text, i) && i < from + 7)
        {
            i++;
        }

        return i > from && !Surroundings.LetterOrDigitAt(text, i) ? i : end;
    }
}

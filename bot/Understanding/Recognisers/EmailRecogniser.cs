namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>E-mail addresses, also disarmed ("bob[at]firm[.]com") and spoken ("bob at firm dot com").</summary>
internal static class EmailRecogniser
{
    private const int LongestName = 64;
    private const int LongestDomain = 190;

    private static readonly System.Buffers.SearchValues<char> Odd = System.Buffers.SearchValues.Create("._0123456789");

    // "£49.99 at shop.com" is a sum and a shop.
    private static readonly System.Buffers.SearchValues<char> Sum = System.Buffers.SearchValues.Create("0123456789.,-");

    public static List<Recognised<string>> Recognise(string text)
    {
        var found = new List<Recognised<string>>();
        for (var at = 0; at < text.Length; at++)
        {
            var (sign, after) = Sign(text, at);
            if (after == 0)
            {
                continue;
            }

            if (Read(text, sign, after) is { } email && (found.Count == 0 || found[^1].End <= email.Start))
            {
                found.Add(email);
                at = email.End - 1;
            }
        }

        return found;
    }

    /// <returns>Where the sign begins and what comes after it; 0 when there is none.</returns>
    private static (int Sign, int After) Sign(string text, int at)
    {
        switch (text[at])
        {
            case '@' or '＠':
                var name = at;
                while (name > 0 && text[name - 1] is ' ' && at - name < 1 && Surroundings.LetterOrDigitAt(text, name - 2))
                {
                    name--;
                }

                // "jo @ firm.com": a space on both sides.
                return (name, at + 2 < text.Length && text[at + 1] is ' ' ? at + 2 : at + 1);
            case '[' or '(' or '{' when at + 3 < text.Length && text.AsSpan(at + 1, 2).Equals("at", StringComparison.OrdinalIgnoreCase) && text[at + 3] is ']' or ')' or '}':
                return (at > 0 && text[at - 1] is ' ' ? at - 1 : at, at + 4 < text.Length && text[at + 4] is ' ' ? at + 5 : at + 4);
            case '[' or '(' or '{' when at + 2 < text.Length && text[at + 1] is '@' && text[at + 2] is ']' or ')' or '}':
                return (at, at + 3);
            case ' ' when at + 4 < text.Length && text[at + 3] is ' ' && text.AsSpan(at + 1, 2).Equals("at", StringComparison.OrdinalIgnoreCase):
                return SpokenDot(text, at + 4) || (OddName(text, at) && WrittenDot(text, at + 4)) ? (at, at + 4) : (0, 0);
            default:
                return (0, 0);
        }
    }

    /// <summary>"at firm dot co dot uk": only with a "dot" is "at" a sign.</summary>
    private static bool SpokenDot(string text, int at)
    {
        var i = at;
        while (i < text.Length && i < at + 30 && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-'))
        {
            i++;
        }

        return i > at && text[at..i] is not "dot" && !text.AsSpan(i).StartsWith(" dot dot", StringComparison.OrdinalIgnoreCase) && i + 5 < text.Length && text.AsSpan(i, 5).Equals(" dot ", StringComparison.OrdinalIgnoreCase) && char.IsAsciiLetter(text[i + 5]);
    }

    /// <summary>"jo_b at firm.com": no usual word before "at" holds a dot, a digit or an underscore.</summary>
    private static bool OddName(string text, int at)
    {
        var from = at;
        while (from > 0 && at - from < LongestName && IsName(text[from - 1]))
        {
            from--;
        }

        var name = text.AsSpan(from, at - from);
        return name.ContainsAny(Odd) && name.ContainsAnyExcept(Sum);
    }

    private static bool WrittenDot(string text, int at)
    {
        var i = at;
        while (i < text.Length && i < at + 40 && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-'))
        {
            i++;
        }

        return i > at && i + 2 < text.Length && text[i] is '.' && char.IsAsciiLetter(text[i + 1]) && char.IsAsciiLetter(text[i + 2]);
    }

    private static Recognised<string>? Read(string text, int sign, int after)
    {
        var start = sign;
        while (start > 0 && sign - start < LongestName && IsName(text[start - 1]))
        {
            start--;
        }

        // "jo dot bloggs at firm dot com"
        while (start > 6 && text.AsSpan(start - 5, 5).Equals(" dot ", StringComparison.OrdinalIgnoreCase) && sign - start < LongestName && IsName(text[start - 6]))
        {
            start -= 5;
            while (start > 0 && sign - start < LongestName && IsName(text[start - 1]))
            {
                start--;
            }
        }

        while (start < sign && text[start] is '.' or '\'' or '-' or '+' or '*' or '=')
        {
            start++;
        }

        if (start == sign || !HasLetterOrDigit(text.AsSpan(start, sign - start)))
        {
            return null;
        }

        Span<char> domain = stackalloc char[LongestDomain];
        var length = 0;
        var i = after;
        var end = after;
        while (i < text.Length && length < LongestDomain)
        {
            var unit = text[i];
            if (char.IsAsciiLetterOrDigit(unit) || (unit is '-' && length > 0 && domain[length - 1] is not '.'))
            {
                domain[length++] = char.ToLowerInvariant(unit);
                end = ++i;
            }
            else if (Dot(text, i) is > 0 and var dot && length > 0 && domain[length - 1] is not '.' && Surroundings.LetterOrDigitAt(text, i + dot) && char.IsAscii(text[i + dot]))
            {
                domain[length++] = '.';
                i += dot;
            }
            else
            {
                break;
            }
        }

        while (length > 0 && domain[length - 1] is '-' or '.')
        {
            if (domain[length - 1] is '-')
            {
                end--;
            }

            length--;
        }

        var name = domain[..length];
        var lastDot = name.LastIndexOf('.');
        if (lastDot < 1 || length - lastDot < 3 || name[(lastDot + 1)..].ContainsAnyExceptInRange('a', 'z') || (end < text.Length && text[end] is '_'))
        {
            return null;
        }

        return new(string.Concat(text.AsSpan(start, sign - start), "@", name).ToLowerInvariant(), start, end - start, text[start..end]);
    }

    /// <returns>How many units write a dot here: ".", "[.]", "(dot)", " dot ".</returns>
    private static int Dot(string text, int at)
    {
        if (text[at] is '.' or '。')
        {
            return 1;
        }

        if (text[at] is '[' or '(' or '{' && at + 2 < text.Length)
        {
            if (text[at + 1] is '.' && text[at + 2] is ']' or ')' or '}')
            {
                return 3;
            }

            return at + 4 < text.Length && text.AsSpan(at + 1, 3).Equals("dot", StringComparison.OrdinalIgnoreCase) && text[at + 4] is ']' or ')' or '}' ? 5 : 0;
        }

        if (text[at] is ' ' && at + 7 < text.Length && text[at + 1] is '[' or '(' or '{')
        {
            var inner = Dot(text, at + 1);
            return inner == 0 ? 0 : inner + 1 + (text[at + 1 + inner] is ' ' ? 1 : 0);
        }

        return text[at] is ' ' && at + 5 < text.Length && text.AsSpan(at, 5).Equals(" dot ", StringComparison.OrdinalIgnoreCase) ? 5 : 0;
    }

    private static bool IsName(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '%' or '+' or '-' or '\'' or '&';

    private static bool HasLetterOrDigit(ReadOnlySpan<char> name)
    {
        foreach (var unit in name)
        {
            if (char.IsAsciiLetterOrDigit(unit))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Web addresses, also disarmed ("hxxps://firm[.]com") and without a scheme ("firm.co.uk/pay").</summary>
internal static class UrlRecogniser
{
    private const int Longest = 2048;

    private static readonly System.Buffers.SearchValues<char> NumericHost = System.Buffers.SearchValues.Create("0123456789.");

    /// <summary>Endings believed without "http" or "www". A file ("invoice.pdf") or a slip ("yesterday.it") must not be one.</summary>
    private static readonly FrozenSet<string> Endings = FrozenSet.Create(
        StringComparer.Ordinal,
        "com", "net", "org", "info", "biz", "uk", "co", "io", "ai", "app", "dev", "online", "site", "shop", "store", "xyz", "top", "club", "live", "cloud", "link", "click", "support", "help",
        "services", "business", "tech", "website", "space", "fun", "vip", "icu", "cyou", "cfd", "sbs", "buzz", "wales", "cymru", "scot", "london", "eu", "ie", "fr", "de", "es", "nl", "be",
        "ru", "cn", "hk", "sa", "au", "nz", "ca", "us", "in", "jp", "br", "za", "ng", "pl", "ch", "se", "no", "dk", "tk", "ml", "ga", "cf", "gq", "pw", "cc", "ly", "gl", "gd", "tv", "mobi", "edu", "gov");

    public static List<Recognised<string>> Recognise(string text)
    {
        var found = new List<Recognised<string>>();
        for (var at = 0; at < text.Length;)
        {
            if (IsBreak(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && !IsBreak(text[end]))
            {
                end++;
            }

            if (end - at is >= 4 and <= Longest && Read(text, at, end) is { } url)
            {
                found.Add(url);
                at = url.End;
            }
            else
            {
                at = end;
            }
        }

        return found;
    }

    private static Recognised<string>? Read(string text, int from, int to)
    {
        var chunk = text.AsSpan(from, to - from);
        if (chunk.IndexOf('.') < 0 && chunk.IndexOf("//", StringComparison.Ordinal) < 0 && chunk.IndexOf("dot", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return null;
        }

        var slashes = chunk.IndexOf("//", StringComparison.Ordinal);
        if (slashes > 0)
        {
            var scheme = Scheme(chunk[..slashes], out var length);
            if (scheme is null)
            {
                return null;
            }

            return Build(text, from + slashes - length, from + slashes + 2, to, scheme, sure: true);
        }

        var start = from;
        while (start < to && !char.IsAsciiLetterOrDigit(text[start]))
        {
            start++;
        }

        var sure = text.AsSpan(start, to - start).StartsWith("www", StringComparison.OrdinalIgnoreCase);
        return chunk.IndexOf('@') >= 0 ? null : Build(text, start, start, to, null, sure);
    }

    private static string? Scheme(ReadOnlySpan<char> before, out int length)
    {
        length = 0;
        var colon = before.Length > 2 && before[^1] is ']' or ')' && before[^2] is ':' && before[^3] is '[' or '(' ? 3 : before[^1] is ':' ? 1 : 0;
        if (colon == 0)
        {
            return null;
        }

        var name = before[..^colon];
        foreach (var (written, meant) in new (string, string)[] { ("https", "https"), ("http", "http"), ("hxxps", "https"), ("hxxp", "http"), ("h**ps", "https"), ("ftp", "ftp"), ("htxps", "https"), ("htxp", "http") })
        {
            if (name.EndsWith(written, StringComparison.OrdinalIgnoreCase) && (name.Length == written.Length || !char.IsAsciiLetterOrDigit(name[^(written.Length + 1)])))
            {
                length = written.Length + colon;
                return meant;
            }
        }

        return null;
    }

    private static Recognised<string>? Build(string text, int start, int host, int to, string? scheme, bool sure)
    {
        Span<char> name = stackalloc char[256];
        var length = 0;
        var i = host;
        while (i < to && length < name.Length)
        {
            var dot = Dot(text, i, to);
            if (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_')
            {
                name[length++] = char.ToLowerInvariant(text[i++]);
            }
            else if (dot > 0 && i + dot < to && (char.IsLetterOrDigit(text[i + dot]) || text[i + dot] is '-'))
            {
                name[length++] = '.';
                i += dot;
            }
            else
            {
                break;
            }
        }

        var domain = name[..length];
        if (!IsHost(domain, scheme is not null || sure) || (i < to && text[i] is '@'))
        {
            return null;
        }

        var end = i;
        if (i < to && text[i] is '/' or ':' or '?' or '#')
        {
            end = to;
            while (end > i && text[end - 1] is '.' or ',' or ';' or '!' or '?' or ')' or ']' or '\'' or '"' or '>' or ':' or '’' or '”')
            {
                end--;
            }
        }

        var rest = text[i..end];
        return new((scheme is null ? "" : scheme + "://") + domain.ToString() + rest, start, end - start, text[start..end]);
    }

    private static bool IsHost(ReadOnlySpan<char> domain, bool sure)
    {
        if (domain is "localhost")
        {
            return sure;
        }

        var dot = domain.LastIndexOf('.');
        if (dot < 1)
        {
            return false;
        }

        var ending = domain[(dot + 1)..];
        if (ending.ContainsAnyExceptInRange('a', 'z'))
        {
            // An address in numbers is believed only behind a scheme.
            return sure && domain.Count('.') == 3 && !domain.ContainsAnyExcept(NumericHost);
        }

        if (ending.Length < 2 || ending is "xxx")
        {
            return false;
        }

        return sure || Endings.GetAlternateLookup<ReadOnlySpan<char>>().Contains(ending) && domain[..dot].ContainsAnyInRange('a', 'z');
    }

    /// <returns>How many units write a dot here: ".", "[.]", "[dot]".</returns>
    private static int Dot(string text, int at, int to)
    {
        if (text[at] is '.')
        {
            return 1;
        }

        if (text[at] is not ('[' or '(' or '{') || at + 2 >= to)
        {
            return 0;
        }

        if (text[at + 1] is '.' && text[at + 2] is ']' or ')' or '}')
        {
            return 3;
        }

        return at + 4 < to && text.AsSpan(at + 1, 3).Equals("dot", StringComparison.OrdinalIgnoreCase) && text[at + 4] is ']' or ')' or '}' ? 5 : 0;
    }

    private static bool IsBreak(char unit) => char.IsWhiteSpace(unit) || unit is '<' or '>' or '"' or '|' or '“' or '”' or '‘' or '’' or '\'' or '…';
}

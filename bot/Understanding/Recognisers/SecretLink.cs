namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What stands between a secret's name and the secret: "is", "was", ":", "number", "set to", "I gave them was".</summary>
/// <param name="At">Where the secret would begin.</param>
/// <param name="IsLinked">"is", ":" or the like was among it.</param>
/// <param name="IsStrong">So was a sign that nothing but the secret follows, such as ":" or a quotation mark.</param>
/// <param name="IsFar">Words that say nothing of the kind were passed over.</param>
internal readonly record struct SecretLink(int At, bool IsLinked, bool IsStrong, bool IsFar)
{
    private const int MostWords = 7;
    private const int Reach = 34;

    /// <summary>Reads on from the end of the name.</summary>
    /// <param name="text">The message.</param>
    /// <param name="end">Where the name ends.</param>
    /// <param name="anyWords">Any words may come between, as long as an "is" follows: "the password for the till is ...".</param>
    public static SecretLink Read(string text, int end, bool anyWords)
    {
        // "the password's hunter2"
        var isShort = end + 2 < text.Length && text[end] is '\'' or '’' && text[end + 1] is 's' or 'S' && text[end + 2] is ' ';
        var link = new SecretLink(isShort ? end + 2 : end, IsLinked: isShort, IsStrong: false, IsFar: false);
        for (var words = 0; words < MostWords; words++)
        {
            var i = link.At;
            while (i < text.Length && text[i] is ' ' or '\t' or '\u00a0')
            {
                i++;
            }

            link = link with { At = i };
            if (i >= text.Length)
            {
                break;
            }

            if (text[i] is ':' or '=' or '>' || (i + 1 < text.Length && text[i] is '-' or '–' && text[i + 1] is ' ' or '>'))
            {
                link = link with { At = i + 1, IsLinked = true, IsStrong = true };
                continue;
            }

            if (text[i] is '…' || (text[i] is '.' && i + 1 < text.Length && text[i + 1] is '.'))
            {
                var dots = text.AsSpan(i).IndexOfAnyExcept('.', '…');
                link = link with { At = dots < 0 ? text.Length : i + dots };
                continue;
            }

            if (text[i] is ',' && (StartsWith(text, i, ", it") || StartsWith(text, i, ", which")))
            {
                link = link with { At = i + 1 };
                continue;
            }

            if (text[i] is '"' or '\'' or '“' or '‘' or '`')
            {
                return link with { At = i + 1, IsLinked = true, IsStrong = true };
            }

            if (text[i] is '(')
            {
                return link with { At = i + 1 };
            }

            if (!link.TryPass(text, anyWords, out link))
            {
                break;
            }
        }

        return link;
    }

    /// <summary>Passes over one word, if it is one that may come between.</summary>
    private bool TryPass(string text, bool anyWords, out SecretLink link)
    {
        link = this;
        var word = At;
        while (word < text.Length && word - At < 16 && (char.IsAsciiLetter(text[word]) || text[word] is '\'' or '’'))
        {
            word++;
        }

        // "hunter2", "P@ssw0rd" and "letme_in" go on after their first letters: the secret itself.
        if (word < text.Length && (char.IsAsciiDigit(text[word]) || text[word] is '_' or '!' or '@' or '#' or '$' or '*' or '&' || (text[word] is '-' && !EndsAfter(text, word))))
        {
            return false;
        }

        var said = text.AsSpan(At, word - At);
        if (SecretWords.IsLink(said))
        {
            link = this with { At = word, IsLinked = IsLinked || said is not ("of" or "OF") };
            return true;
        }

        if (SecretWords.IsBetween(said) && IsAhead(text, word))
        {
            link = this with { At = word };
            return true;
        }

        if (IsLinked && SecretWords.IsAdverb(said))
        {
            link = this with { At = word };
            return true;
        }

        if (word > At && !IsLinked && anyWords && IsAhead(text, word))
        {
            link = this with { At = word, IsFar = true };
            return true;
        }

        return false;
    }

    private static bool EndsAfter(string text, int at) => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]);

    /// <summary>A link ("is", "was", ":") or something with digits comes within the next few words.</summary>
    private static bool IsAhead(string text, int at)
    {
        var end = Math.Min(text.Length, at + Reach);
        for (var i = at; i < end; i++)
        {
            if (text[i] is '.' or ',' or ';' or '?' or '\n' && (i + 1 >= text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                return false;
            }

            if (char.IsAsciiDigit(text[i]) || text[i] is ':' or '=' or '"' or '“')
            {
                return true;
            }

            if (text[i] is ' ' && (StartsWith(text, i, " is ") || StartsWith(text, i, " was ") || StartsWith(text, i, " to ")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWith(string text, int at, string words) => text.AsSpan(at).StartsWith(words, StringComparison.OrdinalIgnoreCase);
}

using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Passwords, PINs, codes and recovery words that are told with their name: "my password is hunter2", "pw: ...", "the code was 482913".</summary>
internal static partial class SecretRecogniser
{
    private const string Password = "[password]";
    private const string Code = "[code]";
    private const int LongestValue = 80;

    // For a pattern that runs away, in milliseconds: a starved machine may take a second over what takes a microsecond.
    private const int Timeout = 10_000;

    /// <summary>Adds the secrets of a text to what must not be kept.</summary>
    public static void Find(string text, MaskSpans spans)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetter(text[at]) || Surroundings.LetterOrDigitAt(text, at - 1))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && end - at <= 16 && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '/' && end == at + 1)))
            {
                end++;
            }

            at = Math.Max(end, Named(text, at, end, spans));
        }

        FindBeforeTheirName(text, spans);
        AddGroups(UserAndPassword().Matches(text), spans);
        AddGroups(WalletWords().Matches(text), spans);
        foreach (var email in spans.With("[email address]").ToList())
        {
            AddGroups(AfterUser().Matches(text[email.End..]), spans, email.End);
        }
    }

    /// <summary>A password found once is taken out wherever it stands.</summary>
    public static void FindAgain(string text, MaskSpans spans)
    {
        const int mostPasswords = 8;
        const int mostRepeats = 50;
        foreach (var (start, end, marker) in spans.With(Password).Where(span => span.End - span.Start >= 5).Take(mostPasswords).ToList())
        {
            var value = text[start..end];
            var repeats = 0;
            for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0 && repeats < mostRepeats; at = text.IndexOf(value, at + value.Length, StringComparison.Ordinal), repeats++)
            {
                if (!Surroundings.LetterOrDigitAt(text, at - 1) && !Surroundings.LetterOrDigitAt(text, at + value.Length))
                {
                    spans.Add(at, at + value.Length, marker);
                }
            }
        }
    }

    /// <summary>"I used P@ssw0rd as the password", "it was Bramble1, then Bramble2, that's my password": words of letters and digits in the same sentence.</summary>
    private static void FindBeforeTheirName(string text, MaskSpans spans)
    {
        const int reach = 70;
        foreach (Match name in NameAfterPassword().Matches(text))
        {
            var from = Math.Max(0, name.Index - reach);
            from += text.AsSpan(from, name.Index - from).LastIndexOfAny('\n', '?') + 1;
            foreach (var word in LettersAndDigits().EnumerateMatches(text.AsSpan(from, name.Index - from)))
            {
                spans.Add(from + word.Index, from + word.Index + word.Length, Password);
            }
        }
    }

    /// <returns>Where to read on.</returns>
    private static int Named(string text, int at, int end, MaskSpans spans)
    {
        var before = WordBefore(text, at);
        var kind = SecretWords.KindOf(text.AsSpan(at, end - at), before);
        if (kind is SecretKind.None || SecretWords.IsThing(WordAfter(text, end)))
        {
            return end;
        }

        var link = SecretLink.Read(text, end, anyWords: text[at] is 'p' or 'P');
        if (link.At >= text.Length || text[link.At] is '[')
        {
            return end;
        }

        var marker = kind is SecretKind.Password or SecretKind.Pass ? Password : Code;
        var start = link.At;

        // In quotation marks a password may hold spaces.
        if (link.IsLinked && text[start - 1] is '"' or '“' && text.AsSpan(start, Math.Min(60, text.Length - start)).IndexOfAny('"', '”') is > 1 and var quoted)
        {
            spans.Add(start, start + quoted, marker);
            return start + quoted;
        }

        var stop = ValueEnd(text, start);
        if (stop - start < 2 || !IsSecret(text, start, ref stop, kind, link, before))
        {
            return end;
        }

        spans.Add(start, stop, marker);
        return More(kind is SecretKind.Code ? FurtherCode() : FurtherPassword(), text, stop, marker, spans);
    }

    /// <summary>"4412 then 9980 then 1265": codes that follow one that was found.</summary>
    public static int MoreCodes(string text, int stop, MaskSpans spans) => More(FurtherCode(), text, stop, Code, spans);

    /// <summary>"backup codes 8812-3390 7741-2200", "passwords are Cobra1 and Cobra2": more of the same make.</summary>
    private static int More(Regex further, string text, int stop, string marker, MaskSpans spans)
    {
        for (var next = further.Match(text, stop); next.Success; next = further.Match(text, stop))
        {
            var secret = next.Groups["secret"];
            stop = secret.Index + secret.Length;
            spans.Add(secret.Index, stop, marker);
        }

        return stop;
    }

    private static int ValueEnd(string text, int start)
    {
        var stop = start;
        while (stop < text.Length && !char.IsWhiteSpace(text[stop]) && text[stop] is not ('"' or '“' or '”' or '`') && stop - start < LongestValue)
        {
            stop++;
        }

        while (stop > start && text[stop - 1] is '.' or ',' or ';' or '?' or ')' or '\'' or '’' or ':' or '…')
        {
            stop--;
        }

        return stop;
    }

    private static bool IsSecret(string text, int start, ref int stop, SecretKind kind, SecretLink link, ReadOnlySpan<char> before)
    {
        var value = text.AsSpan(start, stop - start);
        var digits = Digits(value);

        var mixed = IsMixed(value);
        if ((link.IsFar && (value.Length < 4 || value.Contains('/'))) || PasswordShape.IsAddress(value))
        {
            return false;
        }

        if (digits == value.Length)
        {
            stop = SecondHalf(text, start, stop);
        }

        return kind switch
        {
            SecretKind.Code => (link.IsLinked || link.IsStrong || SecretWords.QualifiesCode(before) || text.AsSpan(0, start).TrimEnd().EndsWith("pin", StringComparison.OrdinalIgnoreCase) || IsNamedByItself(text, start))
                && Digits(text.AsSpan(start, stop - start)) >= 3 && !IsAmount(value) && !CodeRecogniser.Counts(text, stop) && !(digits < value.Length && value.Contains('/') && !mixed),
            SecretKind.Answer => !IsAmount(value) && (digits >= 3 || (digits > 0 && value.Length >= 6 && digits < value.Length && !value.Contains('/')) || link.IsStrong || (link.IsLinked && SecretWords.CouldBePassword(value)) || (digits == 0 && IsAloneAfter(text, stop) && SecretWords.CouldBePassword(value))),
            SecretKind.Pass when !(link.IsStrong || (link.IsLinked && (digits > 0 || mixed)) || (digits > 0 && digits < value.Length && value.Length >= 6)) => false,
            // "My password is 12 characters long", "was asked for 3 times".
            _ when digits == value.Length && (digits < 3 || CodeRecogniser.Counts(text, stop)) => false,
            _ when link.IsStrong => !SecretWords.IsCommon(value) || text[start - 1] is '"' or '“',
            _ when !link.IsLinked => digits > 0 && (value.Length >= 5 && digits < value.Length || digits is >= 4 and <= 8 && digits == value.Length) && !value.ContainsAny('/', '(', ':'),
            _ => digits > 0 || mixed || (SecretWords.CouldBePassword(value) && EndsClause(text, stop)),
        };
    }

    /// <summary>Any name but "code" says by itself that digits after it are a secret: "cvv 737", "otp 009911".</summary>
    private static bool IsNamedByItself(string text, int start) => !Surroundings.Near(text, start, 8, "code", "codes");

    private static int Digits(ReadOnlySpan<char> value)
    {
        var count = 0;
        foreach (var unit in value)
        {
            count += char.IsAsciiDigit(unit) ? 1 : 0;
        }

        return count;
    }

    private static bool IsAmount(ReadOnlySpan<char> value) => value[0] is '£' or '$' or '€';

    /// <summary>Capitals in the middle, or signs: no usual word looks so.</summary>
    private static bool IsMixed(ReadOnlySpan<char> value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] is '_' or '@' or '#' or '$' or '*' or '&' or '%' or '^' or '!' || (i > 0 && char.IsAsciiLetterUpper(value[i]) && char.IsAsciiLetterLower(value[i - 1])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"123 456": a code written in halves.</summary>
    private static int SecondHalf(string text, int start, int stop)
    {
        var more = stop;
        while (more < text.Length && (char.IsAsciiDigit(text[more]) || (text[more] is ' ' or '-' && Surroundings.DigitAt(text, more + 1) && more - start < 14)))
        {
            more++;
        }

        return Surroundings.LetterOrDigitAt(text, more) ? stop : more;
    }

    private static bool IsAloneAfter(string text, int at) => at >= text.Length || text[at] is '.' or ',' or ';' or '\n';

    /// <summary>The clause ends here, so that the word before it stood alone.</summary>
    private static bool EndsClause(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\'' or '"' or '”' or '’' or ')')
        {
            at++;
        }

        return at >= text.Length || text[at] is '.' or ',' or ';' or '!' or '?' or '\n' or '\r' or '-' or '–' || ClauseStart().IsMatch(text.AsSpan(at));
    }

    private static ReadOnlySpan<char> WordAfter(string text, int end)
    {
        var start = end < text.Length && text[end] is ' ' or '-' ? end + 1 : end;
        var stop = start;
        while (stop < text.Length && stop - start < 16 && char.IsAsciiLetter(text[stop]))
        {
            stop++;
        }

        return text.AsSpan(start, stop - start);
    }

    private static ReadOnlySpan<char> WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && text[end - 1] is ' ' or '-')
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < 16 && char.IsAsciiLetterOrDigit(text[start - 1]))
        {
            start--;
        }

        return text.AsSpan(start, end - start);
    }

    private static void AddGroups(MatchCollection matches, MaskSpans spans, int offset = 0)
    {
        foreach (var secret in matches.SelectMany(match => match.Groups["secret"].Captures))
        {
            spans.Add(offset + secret.Index, offset + secret.Index + secret.Length, Password);
        }
    }

    [GeneratedRegex(@"^(and|but|so|on|for|if|with|i|btw|lol|thanks|please|help|ok|which|all|everywhere|since|because|is that|can|should|do|they|we|he|she|now)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex ClauseStart();

    [GeneratedRegex(@"(,? ?that'?s| it'?s| as| is| was| which is) (my|the|our|his|her|their) (\w{1,12} )?(password|passcode|login)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex NameAfterPassword();

    [GeneratedRegex(@"(?<![^\s,(])(?=[^\s,]{0,30}[0-9])(?=[^\s,]{0,30}[A-Za-z])[^\s,£$€/:]{4,40}(?=[\s,]|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex LettersAndDigits();

    [GeneratedRegex(@"\G(, ?| and | or |/| then )(?<secret>(?=[^\s,]{0,30}[0-9])(?=[^\s,]{0,30}[A-Za-z])[^\s,£$€/:]{4,40}(?=[\s,.]|$))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex FurtherPassword();

    /// <summary>"admin/admin123", "u: office p: Blue-Sky9", "my username and Daisy1961".</summary>
    [GeneratedRegex(@"\bu(ser(name)?)?: ?\S{1,40}[ ,]{1,2}p(ass)?: ?(?<secret>\S{3,40})|\buser ?name (and|then) (?<secret>(?=[^\s/]{0,30}[0-9])(?=[^\s/]{0,30}[A-Za-z])[^\s/,]{4,40})|(?<![\w/.])(admin|administrator|root|guest|user) ?/ ?(?<secret>(?=[^\s/]{0,30}[0-9])[^\s/]{4,40})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex UserAndPassword();

    /// <summary>After an e-mail address that is a user name: " / Teapot55".</summary>
    [GeneratedRegex(@"^ ?[/|:] ?(?<secret>(?=[^\s/]{0,30}[0-9])(?=[^\s/]{0,30}[A-Za-z])[^\s/]{4,40})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex AfterUser();

    /// <summary>The six to 24 words that open a crypto wallet.</summary>
    [GeneratedRegex(@"\b(seed|recovery|wallet|secret)?,? ?(phrase|words) ?(is|are|was|were|:) ?(?<secret>[a-z]{3,8}([ ,]{1,2}[a-z]{3,8}){5,23})(?=[.,;!?\n]|$)|\b((seed|recovery) (phrase|words)|(12|24|twelve|twenty[- ]four) words)[,:]? (?!(are|is|were) )(?![^.\n]{0,200}\b(the|and|was|from|that|they|have|for|you|our|not|but|has)\b)(?<secret>[a-z]{3,8}([ ,]{1,2}[a-z]{3,8}){11,23})(?=[.,;!?\n]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex WalletWords();

    [GeneratedRegex(@"\G(,? (and |then |and then )?|,)(?<secret>[0-9]{3,4}[- ][0-9]{3,4}(?![0-9])|[0-9]{4,8}|(?=[a-z-]{0,8}[0-9])[a-z0-9]{4,5}-[a-z0-9]{4,5})(?![\w/.:]\d)(?!\w)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex FurtherCode();
}

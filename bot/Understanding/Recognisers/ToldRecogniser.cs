using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What is known by its name or its make: dates of birth, expiry dates and BICs told as such, numbers spoken digit by digit, keys and wallets.</summary>
internal static partial class ToldRecogniser
{
    private const string Code = "[code]";
    private const int Timeout = 10_000;

    private const string Date = @"[0-9]{1,2}[/. -][0-9]{1,2}[/. -](19[0-9]{2}|20[01][0-9]|202[0-4]|[0-9]{2})(?![0-9])|(19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
        + @"|([0-9]{1,2}(st|nd|rd|th)?|[a-z]{5,8}(-| )?[a-z]{0,7}) (of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? ((19|20)?[0-9]{2}|nineteen [a-z]{3,8}( [a-z]{3,5})?)";

    /// <summary>Dates of birth come before account numbers, which six digits with dashes resemble.</summary>
    public static void FindDates(string text, MaskSpans spans) => Add(BirthDate().Matches(text), spans, "[date of birth]");

    public static void Find(string text, MaskSpans spans)
    {
        SpokenDigits(text, spans);
        Add(Bic().Matches(text), spans, "[account number]");
        Add(RollNumber().Matches(text), spans, "[account number]");
        Add(RemoteId().Matches(text), spans, Code);
        Add(Grouped().Matches(text).Where(key => Surroundings.Near(text, key.Index, 40, "gift", "card", "voucher", "steam", "code", "key", "bitlocker")), spans, Code);
        Add(Key().Matches(text), spans, Code);
        Add(InAddress().Matches(text), spans, "[password]");
        Add(NextSentence().Matches(text).Where(told => !SecretWords.IsCommon(told.Groups["secret"].ValueSpan)), spans, "[password]");
        Add(Expiry().Matches(text).Where(date => Surroundings.Near(text, date.Index, 60, "card", "cvv", "cvc", "security") || Surroundings.Follows(text, date.Index + date.Length, 40, "cvv", "cvc", "security n", "security c", "on the back")
            || spans.With("[card number]").Any(card => date.Index - card.End is >= 0 and < 40)), spans, Code);
        Add(MonthAndYear().Matches(text).Where(date => spans.With("[card number]").Any(card => date.Index - card.End is > 0 and < 20)), spans, Code);
    }

    /// <summary>What only its neighbour gives away: an account before its sort code, a user name before its password.</summary>
    public static void FindBeside(string text, MaskSpans spans)
    {
        var codes = spans.With("[sort code]").Select(span => span.Start).ToList();
        Add(EightDigits().Matches(text).Where(number => codes.Exists(start => start - number.Index - number.Length is > 0 and < 8)), spans, "[account number]");
        var passwords = spans.With("[password]").Select(span => span.Start).ToList();
        Add(
            UserName().Matches(text).Where(user => !SecretWords.IsCommon(user.Groups["secret"].ValueSpan) && passwords.Exists(start => start - user.Index - user.Length is > 0 and < 16)),
            spans,
            "[password]");
        if (text.Contains("password", StringComparison.OrdinalIgnoreCase))
        {
            Add(FromTo().Matches(text).Where(change => Surroundings.Near(text, change.Index, 40, "password") || Surroundings.Follows(text, change.Index + change.Length, 20, "password")), spans, "[password]");
        }
    }

    private static void Add(IEnumerable<Match> matches, MaskSpans spans, string marker)
    {
        foreach (var group in matches.SelectMany(match => match.Groups["secret"].Captures))
        {
            spans.Add(group.Index, group.Index + group.Length, marker);
        }
    }

    /// <summary>"four nine two nine", "oh seven double seven", "4 4 7 1": one word or figure for each digit; long rows need no name.</summary>
    private static void SpokenDigits(string text, MaskSpans spans)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) || Surroundings.LetterOrDigitAt(text, at - 1))
            {
                at++;
                continue;
            }

            var (stop, digits, spoken, pairs, isPublic) = Row(text, at);
            if (digits >= 3 && !isPublic && MarkerOf(text, at, digits, spoken, pairs) is { } marker)
            {
                spans.Add(at, stop, marker);
            }

            at = Math.Max(stop, at + 1);
        }
    }

    private static string? MarkerOf(string text, int at, int digits, int spoken, int pairs)
    {
        if (digits <= 4 + pairs && digits < 6)
        {
            return (digits == 3 && Surroundings.Near(text, at, 34, "cvv", "cvc", "security code", "security number", "on the back"))
                || (digits > 3 && pairs == 0 && Surroundings.Near(text, at, 30, "pin", "code", "otp", "passcode", "cvv", "number on the back")) ? Code : null;
        }

        var sort = Surroundings.Distance(text, at, 40, "sort code", "sort");
        var account = Surroundings.Distance(text, at, 40, "account", "acc", "account number");
        if (digits == 6 && sort >= 0 && (account < 0 || sort < account))
        {
            return "[sort code]";
        }

        if (account >= 0 && digits is >= 6 and <= 8)
        {
            return "[account number]";
        }

        if (digits is >= 10 and <= 13 && pairs == 0)
        {
            return "[phone number]";
        }

        return digits >= 14 ? "[card number]" : pairs == 0 && (spoken >= 6 || Surroundings.Near(text, at, 30, "pin", "code", "otp", "passcode")) ? Code : null;
    }

    /// <summary>As far as digits are spoken one by one; a ten ("forty five") counts for two.</summary>
    private static (int Stop, int Digits, int Spoken, int Pairs, bool IsPublic) Row(string text, int at)
    {
        const int longest = 40;
        var (stop, count, spoken, pairs, times) = (at, 0, 0, 0, 1);
        var afterTen = false;
        Span<char> first = stackalloc char[4];
        for (var i = at; i < text.Length && count < longest;)
        {
            var end = i;
            while (end < text.Length && end - i <= 9 && char.IsAsciiLetterOrDigit(text[end]))
            {
                end++;
            }

            var digit = DigitOf(text.AsSpan(i, end - i), out var isTen);
            if (digit < 0)
            {
                var word = text.AsSpan(i, end - i);
                if (count + 2 < longest && (word.Equals("double", StringComparison.OrdinalIgnoreCase) || word.Equals("triple", StringComparison.OrdinalIgnoreCase)) && times == 1)
                {
                    times = word[0] is 'd' or 'D' ? 2 : 3;
                    i = Next(text, end);
                    continue;
                }

                break;
            }

            for (; times > 0; times--)
            {
                if (!(afterTen && !isTen))
                {
                    if (count < 4)
                    {
                        first[count] = (char)('0' + digit);
                    }

                    count += isTen ? 2 : 1;
                }
            }

            times = 1;
            afterTen = isTen;
            pairs += isTen ? 1 : 0;
            spoken += char.IsAsciiLetter(text[i]) ? 1 : 0;
            stop = end;
            i = Next(text, end);
            if (i == end)
            {
                break;
            }
        }

        return (stop, count, spoken, pairs, count >= 4 && pairs == 0 && (first is "0300" or "0303"));
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

    private static int DigitOf(ReadOnlySpan<char> word, out bool isTen)
    {
        isTen = false;
        if (word.Length == 1)
        {
            return char.IsAsciiDigit(word[0]) ? word[0] - '0' : word[0] is 'o' or 'O' ? 0 : -1;
        }

        Span<char> lower = stackalloc char[10];
        lower = lower[..word.ToLowerInvariant(lower)];
        var ten = lower switch { "twenty" => 2, "thirty" => 3, "forty" => 4, "fifty" => 5, "sixty" => 6, "seventy" => 7, "eighty" => 8, "ninety" => 9, _ => 0 };
        isTen = ten > 0;
        return isTen ? ten : lower switch { "oh" or "zero" or "nought" => 0, "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, _ => -1 };
    }

    [GeneratedRegex(@"\b((dob|d\.o\.b\.?|date of birth|birthday|birth ?date)([\s:=,.(""'-]|it'?s?|is|was|so|i|said|told|gave|him|her|them|the|as){1,16}|born( on)?( the)? )(?<secret>" + Date + @")", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"\b(exp|expiry|expires|expiry date|expiration|valid (until|thru|to))( date)?( is| was)?[ :=]{1,3}(?<secret>(0?[1-9]|1[0-2]) ?[/-] ?(20)?[0-9]{2})(?![0-9/-])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Expiry();

    [GeneratedRegex(@"(?<![0-9/])(?<secret>(0[1-9]|1[0-2]) ?/ ?(20)?[0-9]{2})(?![0-9/])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"\b([Bb]ic|BIC|[Ss]wift|SWIFT)(/SWIFT|/BIC|/swift|/bic)?( code| number)?( is| was)?[ :=]{1,3}(?<secret>[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Bic();

    [GeneratedRegex(@"\broll (number|no)[ :.]{1,3}(is |was )?(?<secret>[A-Z/]{0,3}[0-9][0-9/-]{5,14})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex RollNumber();

    /// <summary>Who holds the number of a remote session or of a tax account is half in.</summary>
    [GeneratedRegex(@"\b(teamviewer|team viewer|anydesk|any desk|gateway|hmrc)\b[^0-9\n£$]{1,24}(?<secret>[0-9]([ -]?[0-9]){8,11})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex RemoteId();

    [GeneratedRegex(@"(?<![A-Za-z0-9-])(?<secret>[A-Z0-9]{4,6}(-[A-Z0-9]{4,6}){2,7})(?![A-Za-z0-9-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<![A-Za-z0-9£$€./-])(?<secret>[0-9]{8})(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex EightDigits();

    [GeneratedRegex(@"\b(user ?name|user)( is| was|:|=)? (?<secret>[^\s,/\[]{3,40})[ ,/]{1,3}(and )?((the|my|his|her) )?(password|passcode|pass|pw|pwd)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex UserName();

    [GeneratedRegex(@"\bfrom (?<secret>(?=[^\s]{0,30}[0-9])(?=[^\s]{0,30}[A-Za-z])[^\s,£$€/:]{6,40}) to (?<secret>(?=[^\s]{0,30}[0-9])(?=[^\s]{0,30}[A-Za-z])[^\s,£$€/:]{6,40})(?=[\s,]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex FromTo();

    /// <summary>Keys and wallets, by their make.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9/_.-])(?<secret>bc1[a-z0-9]{20,70}|0x[0-9a-fA-F]{40}|0x[0-9a-fA-F]{64}|AKIA[0-9A-Z]{16}|[sprk]k_(live|test)_[A-Za-z0-9]{8,99}|gh[pousr]_[A-Za-z0-9]{20,99}|(?=[^ \n]{0,60}[0-9])(?=[^ \n]{0,60}[a-z])(?=[^ \n]{0,60}[A-Z])[A-Za-z0-9]{26,64}|(?<=key )(?=[^ \n]{0,60}[0-9])(?=[^ \n]{0,60}[A-Z])[A-Za-z0-9/+=]{20,64})(?![A-Za-z0-9/_-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Key();

    [GeneratedRegex(@"://[^\s/:@]{1,40}:(?<secret>[^\s/@]{2,60})@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex InAddress();

    /// <summary>"I gave him my password. It was Bramble88."; "my old password was ... and my new one is badger55".</summary>
    [GeneratedRegex(@"\b(password|passcode|pin)[.,!]? {1,2}(it'?s|it is|it was|that was|i said|i told (him|her|them)( it was)?) (?<secret>[0-9]{4,8}|(?=[^\s]{0,30}[0-9])[^\s.,£$€/:]{4,40}|[A-Za-z]{4,20}(?=[.\n]|$))|\bpassword\b[^.\n]{0,60} (new|old|other|second) one (is|was) (?<secret>(?=[^\s]{0,30}[0-9])[^\s.,£$€/:]{4,40})|\b(maiden name|memorable (place|name)|security question[^.\n]{1,30} answer)( is| was|:)? (?<secret>[A-Z][a-z]{2,20})\b|\bpassphrase( is| was|:)? (?<secret>[a-z]{4,9}( [a-z]{4,9}){3,7})(?=[.,\n]|$)|\b(login|log ?on|user ?name|user)( is|:)? ?\S{1,40} / (?<secret>(?=[^\s/]{0,30}[0-9])[^\s/]{4,40})|\b(dog|cat|pet|wife|husband|son|daughter|kid)'?s'? name (?<secret>[A-Z][a-z]{2,20})(?=[.\n]|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex NextSentence();
}

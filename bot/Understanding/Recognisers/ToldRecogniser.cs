using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What is known by its name or its make: dates of birth, expiry dates and BICs told as such, keys and wallets.</summary>
internal static partial class ToldRecogniser
{
    private const string Code = "[code]";
    private const int Timeout = 10_000;

    private const string Month = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";

    /// <summary>A day of a year that somebody alive may be born in: "4/7/81", "1984-12-03", "5 march 67", "14 Feb '88", "the first of May nineteen seventy".</summary>
    private const string Date = @"([0-9]{1,2}[/. -][0-9]{1,2}[/. -](19[0-9]{2}|20[01][0-9]|202[0-4]|[0-9]{2})(?![0-9])"
        + "|(19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}"
        + "|([0-9]{1,2}(st|nd|rd|th)?|[a-z]{5,8}(-| )?[a-z]{0,7}) (of )?" + Month + @",? (19[0-9]{2}|20[01][0-9]|202[0-4]|['’]?[0-9]{2}(?![0-9])|nineteen [a-z]{2,5}t(y|een)([ -](one|two|three|four|five|six|seven|eight|nine))?)"
        + "|" + Month + "\\.? [0-9]{1,2}(st|nd|rd|th)?,? (19[0-9]{2}|20[01][0-9]|202[0-4])(?![0-9])"
        + "|(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?![0-9])"
        + "|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])([0-9]{2}|(19|20)[0-9]{2})(?![0-9]))";

    /// <summary>Dates of birth come before account numbers, which six digits with dashes resemble.</summary>
    public static void FindDates(string text, MaskSpans spans) => Add(BirthDate().Matches(text).Concat(DateThenName().Matches(text)), spans, "[date of birth]");

    public static void Find(string text, MaskSpans spans)
    {
        FindExpiryDates(text, spans);
        SpokenDigitRecogniser.Find(text, spans);
        Add(Bic().Matches(text), spans, "[account number]");
        Add(RollNumber().Matches(text), spans, "[account number]");
        Add(RemoteId().Matches(text), spans, Code);
        Add(Grouped().Matches(text).Where(key => Surroundings.Near(text, key.Index, 40, "gift", "card", "voucher", "steam", "code", "key", "bitlocker")), spans, Code);
        Add(Key().Matches(text), spans, Code);
    }

    /// <summary>A card's expiry date is a secret where it stands beside the number, or is told as one that was given away.</summary>
    private static void FindExpiryDates(string text, MaskSpans spans)
    {
        const int reach = 60;
        const int nextTo = 26;
        var cards = spans.With("[card number]").Select(span => span.End).ToList();
        Add(
            Expiry().Matches(text).Where(date => cards.Exists(end => date.Index - end is >= 0 and < reach)
                || Surroundings.Near(text, date.Index, reach, "card", "cvv", "cvc", "security")
                || Surroundings.Follows(text, date.Index + date.Length, 40, "cvv", "cvc", "security n", "security c", "on the back")),
            spans,
            Code);
        Add(MonthAndYear().Matches(text).Where(date => cards.Exists(end => date.Index - end is > 0 and < reach)), spans, Code);
        Add(SpacedMonthAndYear().Matches(text).Where(date => cards.Exists(end => date.Index - end is > 0 and < nextTo)), spans, Code);
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

    [GeneratedRegex(
        @"\b((dob|d\.o\.b\.?|date of birth|birth ?date)\b[^0-9\n]{0,44}?|memorable date\b[^0-9\n]{0,20}?|birthday('s)?( (is|was|of|as|on|it'?s|so))?[ :,.('""]{1,3}(it'?s |is |the )?|born\b[^0-9.\n]{0,34}?)(?<!\w)(?<secret>" + Date + ")",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex BirthDate();

    /// <summary>"12/12/1955 is my date of birth".</summary>
    [GeneratedRegex(
        @"(?<!\w)(?<secret>" + Date + @"),?( is| was| as)?( my| her| his| our| their| the)? (dob|date of birth|birthday)\b(?! (party|card|cake|present))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex DateThenName();

    /// <summary>"exp 09/28", "expires Aug 2027", "it runs out in March twenty-eight".</summary>
    [GeneratedRegex(
        @"\b(exp|expiry|expires|expiring|expiration|valid|end|ends|runs out|goes out|good)( date| until| till| thru| to| from| in| on| is| was){0,3}['"":= ]{1,3}"
        + @"(?<secret>(0?[1-9]|1[0-2]) ?[/-] ?(20)?[0-9]{2}(?![0-9/-])|(0[1-9]|1[0-2])(20)?[2-4][0-9](?![0-9])|" + Month + @" ('?[0-9]{2}|20[0-9]{2}|twenty[ -][a-z]{3,5}|thirty)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Expiry();

    /// <summary>No day of a month is written so: the second part is a year from 24 on.</summary>
    [GeneratedRegex(@"(?<![0-9/£$€.-])(?<secret>(0?[1-9]|1[0-2]) ?[/-] ?(20)?(2[4-9]|3[0-9]))(?![0-9/-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"(?<![0-9/£$€.-])(?<secret>(0[1-9]|1[0-2]) (2[4-9]|3[0-9]))(?![0-9/-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex SpacedMonthAndYear();

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
}

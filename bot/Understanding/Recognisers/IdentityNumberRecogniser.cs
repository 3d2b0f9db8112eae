using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Numbers that stand for a person towards a state or a health service: a British driving licence number by its form; taxpayer references,
/// passports, NHS numbers, foreign and other papers by the words before them.
/// </summary>
internal static partial class IdentityNumberRecogniser
{
    private const int Timeout = 10_000;

    /// <summary>Words just before a number that make it something else, though a passport is spoken of.</summary>
    private static readonly string[] Others =
        ["order", "invoice", "ref", "reference", "phone", "tel", "mobile", "ring", "rang", "call", "called", "text", "account", "acc", "ticket", "case", "crime", "tracking", "parcel", "policy", "po", "vat", "company", "charity"];

    public static IEnumerable<Recognised<string>> Recognise(string text)
    {
        Regex[] patterns = [DrivingLicence(), TaxReference(), NhsNumber(), OtherPapers(), ShareCode(), SpokenInsurance()];
        return patterns.SelectMany(pattern => pattern.Matches(text)).Select(match => match.Groups["number"])
            .Concat(Passport().Matches(text).Select(match => match.Groups["number"]).Concat(Further(text)).Where(number => !Surroundings.Near(text, number.Index, 14, Others)))
            .Select(number => new Recognised<string>(number.Value, number.Index, number.Length, number.Value));
    }

    /// <summary>Where passports are spoken of, any free row of nine digits is one: "passports 551902774, mine, and 602218930"; ten for tax and health.</summary>
    private static IEnumerable<Group> Further(string text)
    {
        var nine = PassportWord().IsMatch(text);
        var ten = TenDigitWord().IsMatch(text);
        return nine || ten ? FreeRow().Matches(text).Select(match => match.Groups["number"]).Where(row => row.Length == 9 ? nine : ten) : [];
    }

    /// <summary>GB: five letters of the surname (filled with 9), six digits of the birthday, two initials, a digit and two letters; at times an issue number.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<number>[A-Za-z][A-Za-z9]{4}[ -]?[0-9]{6}[ -]?[A-Za-z][A-Za-z9][ -]?[0-9][A-Za-z]{2}( ?[0-9]{2})?)(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex DrivingLicence();

    /// <summary>Ten digits, in whatever groups.</summary>
    [GeneratedRegex(@"\b(utr|tax ?payer'?s? ref(erence)?|tax ref(erence)?)\b[^0-9\n]{0,30}(?<number>[0-9]([ -]?[0-9]){9})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex TaxReference();

    /// <summary>Nine digits; newer ones two letters and seven digits; those of other countries a letter or two and six to eight digits.</summary>
    [GeneratedRegex(
        @"\bpassports?\b[^0-9\n]{0,40}?(?<number>((?-i:GBR|GB) )?([0-9]{9}|(?-i:[A-Z]{1,3}) ?[0-9]{6,8}|[0-9]{3} [0-9]{3} [0-9]{3}))(?![0-9])",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Passport();

    /// <summary>Ten digits, mostly written 3-3-4.</summary>
    [GeneratedRegex(@"\b(nhs|chi|h ?(&|and) ?c|health and care|medical card|hospital|patient)\b[^0-9\n]{0,30}(?<number>[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex NhsNumber();

    /// <summary>Residence permits, identity cards, foreign personal numbers, Northern Irish driving licences, pupils' numbers, criminal record certificates.</summary>
    [GeneratedRegex(
        """
        \b( brp | (biometric\ )?(residence|residency)\ permit | biometric\ card | visa\ (number|no\.?) | (national\ )?(identity|id)\ (card|number|no\.?) | national\ id | pesel | cnp | dow[oó]d | dni | bsn | ppsn? | pps\ (number|no\.?)
           | social\ security | ssn | aadhaar | codice\ fiscale | upn | uln | pupil\ number | learner\ number | dbs
           | (driving|driver'?s?|dva|ni|northern\ ir(eland|ish))\ licen[cs]e )\b
        [^0-9\n£$€]{0,50}?
        (?<![a-z0-9£$€])(?<number> (?-i:[A-Z]{1,3})?\ ?[0-9]([ -]?[0-9]){5,15}\ ?(?-i:[A-Z]{1,2})? )(?![a-z0-9])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex OtherPapers();

    /// <summary>"A for apple, B, one two three four five six, C".</summary>
    [GeneratedRegex(
        """
        \b (national\ insurance | nat\ ins | n\.?i\.? | nino) \b [^\n]{0,24}? (?<![a-z])
        (?<number> [a-z](\ for\ [a-z]{2,12})? [\s,]{1,2} (and\ )? [a-z](\ for\ [a-z]{2,12})? [\s,]{1,2}
          ((oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|[0-9])[\s,-]{1,2}){4,6} [a-d](\ for\ [a-z]{2,12})? )
        (?![a-z])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex SpokenInsurance();

    /// <summary>What proves the right to work or to rent.</summary>
    [GeneratedRegex(@"\b(?i:share code)\b[^0-9\n]{0,20}?(?<number>[A-Z0-9]{3}([ -]?[A-Z0-9]{3}){2})(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex ShareCode();

    [GeneratedRegex(@"\bpassports?\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex PassportWord();

    [GeneratedRegex(@"\b(utrs?|tax ?payer'?s? ref|nhs (no|num|card)|medical card|chi (no|num))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex TenDigitWord();

    [GeneratedRegex(@"(?<![\w£$€#/.,:-]|, ?-)(?<number>[0-9]{9,10})(?!\w|[/.,:-][0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex FreeRow();
}

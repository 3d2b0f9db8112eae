using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Numbers that stand for a person towards the state: a driving licence number by its form; a taxpayer reference, a passport number and an
/// NHS number by the words before them.
/// </summary>
internal static partial class IdentityNumberRecogniser
{
    private const int Timeout = 10_000;

    public static IEnumerable<Recognised<string>> Recognise(string text) => DrivingLicence().Matches(text)
        .Concat(TaxReference().Matches(text))
        .Concat(Passport().Matches(text))
        .Concat(NhsNumber().Matches(text))
        .Select(match => match.Groups["number"])
        .Select(number => new Recognised<string>(number.Value, number.Index, number.Length, number.Value));

    /// <summary>GB: five letters of the surname (filled with 9), six digits of the birthday, two initials, a digit and two letters; at times an issue number.</summary>
    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<number>[A-Za-z][A-Za-z9]{4}[ -]?[0-9]{6}[ -]?[A-Za-z][A-Za-z9][ -]?[0-9][A-Za-z]{2}( ?[0-9]{2})?)(?![A-Za-z0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex DrivingLicence();

    /// <summary>Ten digits, in whatever groups.</summary>
    [GeneratedRegex(@"\b(utr|tax ?payer'?s? ref(erence)?|tax ref(erence)?)\b[^0-9\n]{0,30}(?<number>[0-9]([ -]?[0-9]){9})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex TaxReference();

    /// <summary>Nine digits; newer ones two letters and seven digits.</summary>
    [GeneratedRegex(@"\bpassports?\b[^0-9\n]{0,40}?(?<number>((?-i:GBR|GB) )?([0-9]{9}|[A-Z]{2} ?[0-9]{7}|[0-9]{3} [0-9]{3} [0-9]{3}))(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Passport();

    /// <summary>Ten digits, mostly written 3-3-4.</summary>
    [GeneratedRegex(@"\bnhs\b[^0-9\n]{0,30}(?<number>[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex NhsNumber();
}

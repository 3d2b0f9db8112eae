using System.Text;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Takes out of a message what nobody but its writer should hold: card and account numbers, sort codes, National Insurance and other
/// identity numbers, e-mail addresses, phone numbers, passwords, one-time codes and answers to security questions. Money, dates, postcodes, the short public numbers
/// and those of public bodies stay, because the answer depends on them.
/// </summary>
internal static class Masking
{
    /// <summary>Fewer digits than this hold no number that matters.</summary>
    private const int FewestDigits = 3;

    /// <returns>The text with "[card number]" and the like in the place of what was taken out.</returns>
    public static string Mask(string text)
    {
        var spans = Find(text);
        if (spans.Count == 0)
        {
            return text;
        }

        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var (start, end, marker) in spans)
        {
            masked.Append(text, at, start - at).Append(marker);
            at = end;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>What would be taken out, in order, and the marker for each. What is found first keeps its place: the surest come first.</summary>
    public static IReadOnlyList<MaskSpan> Find(string text)
    {
        var spans = new MaskSpans();
        spans.AddAll(EmailRecogniser.Recognise(text), "[email address]");
        ToldRecogniser.FindDates(text, spans);
        if (HasDigits(text))
        {
            spans.AddAll(NationalInsuranceRecogniser.Recognise(text), "[national insurance number]");
            var details = BankDetailsRecogniser.Recognise(text);
            spans.AddAll(details.Where(detail => detail.Value.Kind is BankDetailKind.Iban), "[account number]");
            spans.AddAll(IdentityNumberRecogniser.Recognise(text), "[identity number]");
            spans.AddAll(CardNumberRecogniser.Find(text, mistyped: true), "[card number]");
            spans.AddAll(details.Where(detail => detail.Value.Kind is BankDetailKind.SortCode), "[sort code]");
            spans.AddAll(details.Where(detail => detail.Value.Kind is BankDetailKind.AccountNumber), "[account number]");
            spans.AddAll(PhoneRecogniser.Recognise(text).Where(phone => !PhoneRecogniser.IsPublicBody(phone.Value)), "[phone number]");
        }

        ToldRecogniser.Find(text, spans);
        TellingRecogniser.Find(text, spans);
        SecretRecogniser.Find(text, spans);
        if (HasDigits(text))
        {
            CodeRecogniser.Find(text, spans);
        }

        ToldRecogniser.FindBeside(text, spans);
        TellingRecogniser.FindByShape(text, spans);
        SecretRecogniser.FindAgain(text, spans);
        return spans.InOrder();
    }

    private static bool HasDigits(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsAsciiDigit(unit) ? 1 : 0;
            if (count >= FewestDigits)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A part of a message that must not be kept.</summary>
/// <param name="Start">Offset of its first UTF-16 unit.</param>
/// <param name="End">Offset after its last.</param>
/// <param name="Marker">What stands in its place.</param>
internal readonly record struct MaskSpan(int Start, int End, string Marker);

/// <summary>The parts found so far; none overlaps another.</summary>
internal sealed class MaskSpans
{
    private readonly List<MaskSpan> spans = [];

    public IEnumerable<MaskSpan> With(string marker) => spans.Where(span => span.Marker == marker);

    /// <summary>Adds a part, unless it overlaps one that was found before.</summary>
    public void Add(int start, int end, string marker)
    {
        if (!spans.Exists(span => start < span.End && span.Start < end))
        {
            spans.Add(new(start, end, marker));
        }
    }

    public void AddAll<T>(IEnumerable<Recognised<T>> found, string marker)
    {
        foreach (var one in found)
        {
            Add(one.Start, one.End, marker);
        }
    }

    public IReadOnlyList<MaskSpan> InOrder() => [.. spans.OrderBy(span => span.Start)];
}

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>National Insurance numbers: two letters, six digits and, unless the words before say what it is, a letter from A to D.</summary>
internal static class NationalInsuranceRecogniser
{
    public static List<Recognised<string>> Recognise(string text)
    {
        var found = new List<Recognised<string>>();
        for (var at = 0; at + 8 <= text.Length; at++)
        {
            if (char.IsAsciiLetter(text[at]) && !Surroundings.LetterOrDigitAt(text, at - 1) && Read(text, at) is { } number)
            {
                found.Add(number);
                at = number.End - 1;
            }
        }

        return found;
    }

    private static Recognised<string>? Read(string text, int at)
    {
        Span<char> value = stackalloc char[9];
        var i = at;
        for (var count = 0; count < 8; count++)
        {
            while (count > 0 && i < text.Length && text[i] is ' ' or '-' or '.' && i < at + 20)
            {
                i++;
            }

            if (i >= text.Length || !(count < 2 ? char.IsAsciiLetter(text[i]) : char.IsAsciiDigit(text[i])))
            {
                return null;
            }

            value[count] = char.ToUpperInvariant(text[i++]);
        }

        // QQ is in no real number, but it is in the sample that people copy.
        if (value is not ['Q', 'Q', ..] && (value[0] is 'D' or 'F' or 'I' or 'Q' or 'U' or 'V' || value[1] is 'D' or 'F' or 'I' or 'O' or 'Q' or 'U' or 'V'))
        {
            return null;
        }

        var last = i;
        while (last < text.Length && text[last] is ' ' or '-' or '.' && last < i + 2)
        {
            last++;
        }

        if (last < text.Length && char.ToUpperInvariant(text[last]) is >= 'A' and <= 'D' and var suffix && !Surroundings.LetterOrDigitAt(text, last + 1) && (last == i || suffix != 'A' || text[last] != 'a' || last + 1 == text.Length || char.IsPunctuation(text[last + 1])))
        {
            value[8] = suffix;
            return new(value.ToString(), at, last + 1 - at, text[at..(last + 1)]);
        }

        return !Surroundings.LetterOrDigitAt(text, i) && Surroundings.Near(text, at, 40, "ni", "national insurance", "nino", "n.i", "nat ins", "insurance number", "ni number")
            ? new(value[..8].ToString(), at, i - at, text[at..i])
            : null;
    }
}

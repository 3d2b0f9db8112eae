namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Cardinal numbers and fractions, in digits and in words.</summary>
internal static class NumberRecogniser
{
    public static List<Recognised<double>> Recognise(string text) => Recognise(Tokens.Of(text));

    public static List<Recognised<double>> Recognise(Tokens tokens)
    {
        var found = new List<Recognised<double>>();
        for (var i = 0; i < tokens.Count;)
        {
            if (Read(tokens, i, out var first, out var numeral))
            {
                found.Add(tokens.Found(numeral.Value, first, numeral.Next));
                i = numeral.Next;
            }
            else
            {
                i = Math.Max(i + 1, numeral.Next);
            }
        }

        return found;
    }

    private static bool Read(Tokens tokens, int at, out int first, out Numeral numeral)
    {
        first = at;
        numeral = default;
        var start = at;
        var sign = 1;

        if (tokens.Word(at) is "minus" or "negative"
            || (tokens.Is(at, "-") && !tokens.Glued(at) && tokens.Glued(at + 1)))
        {
            sign = -1;
            start = at + 1;
        }

        if (tokens[start].Kind is TokenKind.None || IsPronoun(tokens, start))
        {
            return false;
        }

        if (!Numerals.OnePart(tokens, start, out numeral) && !Numerals.Read(tokens, start, out numeral))
        {
            return false;
        }

        if (numeral.Next <= start || tokens.Word(start) is "couple" or "few")
        {
            return false;
        }

        // "29km", "1m", "SW1A", "v2": part of a word, not a number.
        if (numeral.Plain && ((tokens.IsWord(numeral.Next) && tokens.Glued(numeral.Next) && !IsExponent(tokens, numeral.Next))
            || (tokens.IsWord(start - 1) && tokens.Glued(start))))
        {
            return false;
        }

        numeral = Power(tokens, numeral);
        numeral = Over(tokens, start, numeral);
        numeral = numeral with { Value = sign * numeral.Value };
        return true;
    }

    private static bool IsPronoun(Tokens tokens, int at) =>
        tokens.Is(at, "one") && tokens.Word(at - 1) is "the" or "which" or "that" or "this" or "no" or "any" or "every" or "each" or "another" or "someone" or "only"
        && tokens.Word(at + 1) is not ("hundred" or "thousand" or "million");

    private static bool IsExponent(Tokens tokens, int at) =>
        (tokens.Is(at, "e") && (tokens.IsDigits(at + 1) || tokens.Is(at + 1, "-")) && tokens.Glued(at + 1))
        || (tokens.Is(at, "x") && tokens.Is(at + 1, "10") && tokens.Is(at + 2, "^"));

    private static Numeral Power(Tokens tokens, Numeral numeral)
    {
        var at = numeral.Next;
        if (!numeral.Plain || !tokens.Glued(at))
        {
            return numeral;
        }

        var kind = tokens.Word(at);
        var exponent = kind switch
        {
            "^" or "e" => at + 1,
            "x" when tokens.Is(at + 1, "10") && tokens.Is(at + 2, "^") => at + 3,
            _ => -1,
        };
        if (exponent < 0)
        {
            return numeral;
        }

        var sign = 1;
        while (tokens.Is(exponent, "-") && exponent < at + 6)
        {
            sign = -sign;
            exponent++;
        }

        if (tokens.Is(exponent - 2, "-") && tokens.Is(exponent - 1, "-"))
        {
            sign = 1;
        }

        if (!tokens.IsDigits(exponent) || tokens[exponent].Text.Length > 3)
        {
            return numeral;
        }

        var power = sign * int.Parse(tokens[exponent].Text, System.Globalization.CultureInfo.InvariantCulture);
        return numeral with
        {
            Value = kind == "^" ? Math.Pow(numeral.Value, power) : numeral.Value * Math.Pow(10, power),
            Next = exponent + 1,
        };
    }

    /// <summary>"one over three", "1 in twenty": only where a sentence ends, for "2000 over 3 months" is no fraction.</summary>
    private static Numeral Over(Tokens tokens, int start, Numeral numeral)
    {
        var word = tokens.Word(numeral.Next);
        if ((word == "over" || (word == "in" && numeral.Value == 1 && numeral.Next == start + 1))
            && Numerals.Read(tokens, numeral.Next + 1, out var under)
            && under.Value > 0
            && tokens[under.Next].Kind is TokenKind.None or TokenKind.Symbol)
        {
            return under with { Value = numeral.Value / under.Value, Plain = false };
        }

        return numeral;
    }
}

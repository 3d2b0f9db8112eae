namespace BotAdvice.Bot.Understanding.Recognisers;

internal enum BankDetailKind
{
    SortCode,
    AccountNumber,
    Iban,
}

/// <param name="Value">Digits only (an IBAN: letters and digits, in capitals).</param>
internal sealed record BankDetail(BankDetailKind Kind, string Value);

/// <summary>UK sort codes and account numbers, told from dates and references by their form and by the words near them; IBANs.</summary>
internal static class BankDetailsRecogniser
{
    private const int Reach = 40;

    public static List<Recognised<BankDetail>> Recognise(string text)
    {
        var found = new List<Recognised<BankDetail>>();
        for (var at = 0; at < text.Length;)
        {
            if (Surroundings.LetterOrDigitAt(text, at - 1))
            {
                at++;
            }
            else if (char.IsAsciiLetter(text[at]) && Iban(text, at) is { } iban)
            {
                found.Add(iban);
                at = iban.End;
            }
            else if (char.IsAsciiDigit(text[at]) && (SortCode(text, at, found) ?? Account(text, at, found)) is { } detail)
            {
                found.Add(detail);
                at = detail.End;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    private static Recognised<BankDetail>? SortCode(string text, int at, List<Recognised<BankDetail>> found)
    {
        Span<char> digits = stackalloc char[6];
        var i = at;
        var separator = '\0';
        for (var count = 0; count < 6; count++)
        {
            if (count == 4 && separator != '\0' && Surroundings.DigitAt(text, i))
            {
                return null;
            }

            if (count is 2 or 4 && i < text.Length && text[i] is '-' or ' ' or '–' or '.' or '/' && (separator == '\0' && count == 2 || text[i] == separator))
            {
                separator = text[i++];
                while (i < text.Length && text[i] is ' ' && i < at + 14)
                {
                    i++;
                }
            }

            if (!Surroundings.DigitAt(text, i))
            {
                // "20 - 45 - 53"
                if (count is 2 or 4 && i + 2 < text.Length && text[i] is ' ' && text[i + 1] is '-' && text[i + 2] is ' ' && Surroundings.DigitAt(text, i + 3))
                {
                    separator = '-';
                    i += 3;
                }
                else
                {
                    return null;
                }
            }

            digits[count] = text[i++];
        }

        if (Surroundings.LetterOrDigitAt(text, i) || (i + 1 < text.Length && text[i] is '-' or '/' && Surroundings.DigitAt(text, i + 1) && separator == text[i]))
        {
            return null;
        }

        // "71 42 85 90": four pairs are an account.
        if (separator == ' ' && i + 2 < text.Length && text[i] is ' ' && Surroundings.DigitAt(text, i + 1) && Surroundings.DigitAt(text, i + 2) && !Surroundings.LetterOrDigitAt(text, i + 3) && !Surroundings.DigitAt(text, i + 4))
        {
            return null;
        }

        var told = Surroundings.Near(text, at, Reach, "sort code", "sort-code", "sortcode", "sort codes", "sort", "s/c", "sc", "srt code", "sort cod", "sorting code");
        var account = AccountFollows(text, i);
        var couldBeDate = (digits[0] - '0') * 10 + digits[1] - '0' is >= 1 and <= 31 && (digits[2] - '0') * 10 + digits[3] - '0' is >= 1 and <= 12;
        if (couldBeDate && !account && !Surroundings.Near(text, at, 20, "sort code", "sortcode", "s/c") && Surroundings.Near(text, at, 8, "on", "by", "opened", "since", "until", "before", "after", "dated", "due", "closed"))
        {
            return null;
        }

        var dashed = separator is '-' or '–' || (separator is '/' or '.' && !couldBeDate && account);
        var made = separator == '\0' && AccountIsNext(text, i) && !Surroundings.Near(text, at, 20, "order", "invoice", "ref", "reference", "ticket", "case", "po", "numbers");
        var besides = found.Count > 0 && found[^1].Value.Kind is BankDetailKind.AccountNumber && at - found[^1].End < 25;
        var told2 = dashed && Surroundings.Near(text, at, Reach, "account", "acc", "a/c", "acct", "bank", "bank details");
        return told || made || (dashed && (account || !couldBeDate || besides || told2)) || (separator == ' ' && (account || besides)) || (separator == '\0' && account && Surroundings.Near(text, at, Reach, "bank", "account", "acc", "a/c", "paid", "pay", "details", "transfer", "sent"))
            ? new(new(BankDetailKind.SortCode, digits.ToString()), at, i - at, text[at..i])
            : null;
    }

    /// <summary>"202959 / 63748472", "202959 63748472": six digits and eight, with nothing but a sign between.</summary>
    private static bool AccountIsNext(string text, int at)
    {
        var start = at;
        while (start < text.Length && start < at + 3 && text[start] is ' ' or '/' or ',' or '-')
        {
            start++;
        }

        var stop = start;
        while (Surroundings.DigitAt(text, stop) && stop < start + 9)
        {
            stop++;
        }

        return start > at && stop - start == 8 && !Surroundings.LetterOrDigitAt(text, stop);
    }

    private static bool AccountFollows(string text, int at)
    {
        var end = Math.Min(text.Length, at + 30);
        for (var i = at; i < end; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                var last = i;
                while (last < text.Length && last < i + 9 && char.IsAsciiDigit(text[last]))
                {
                    last++;
                }

                return last - i is 7 or 8 || (last - i is 4 && last < text.Length && text[last] is ' ' && Surroundings.DigitAt(text, last + 4) && !Surroundings.LetterOrDigitAt(text, last + 5));
            }
        }

        return false;
    }

    private static Recognised<BankDetail>? Account(string text, int at, List<Recognised<BankDetail>> found)
    {
        Span<char> digits = stackalloc char[10];
        var count = 0;
        var i = at;
        while (i < text.Length && count < 10)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits[count++] = text[i++];
            }
            else if (text[i] is ' ' or '-' && Surroundings.DigitAt(text, i + 1) && count is 2 or 3 or 4 or 5 or 6)
            {
                i++;
            }
            else
            {
                break;
            }
        }

        if (count is < 6 or > 8 || Surroundings.LetterOrDigitAt(text, i) || (i + 1 < text.Length && text[i] is '/' or '.' or '-' or ',' or ':' && Surroundings.DigitAt(text, i + 1)))
        {
            return null;
        }

        var before = found.Count > 0 && found[^1].Value.Kind is BankDetailKind.SortCode && at - found[^1].End < 30 && count is 7 or 8;
        var distance = Surroundings.Distance(text, at, Reach, "account", "account number", "acc", "acc no", "acct", "a/c", "ac", "acount", "accnt", "account no", "ac no");
        var other = Surroundings.Distance(text, at, Reach, "sort code", "reference", "ref", "invoice", "order", "phone", "tel", "case", "crime", "vat", "company", "utr", "ticket", "policy");
        var told = distance >= 0 && (other < 0 || distance <= other) && (count is 8 or 7 || (count is 6 && distance < 12));
        return before || told ? new(new(BankDetailKind.AccountNumber, digits[..count].ToString()), at, i - at, text[at..i]) : null;
    }

    private static Recognised<BankDetail>? Iban(string text, int at)
    {
        if (at + 14 > text.Length || !char.IsAsciiLetter(text[at + 1]) || !Surroundings.DigitAt(text, at + 2) || !Surroundings.DigitAt(text, at + 3))
        {
            return null;
        }

        Span<char> value = stackalloc char[34];
        var count = 0;
        var i = at;
        var figures = 0;
        var best = 0;
        var bestEnd = 0;
        while (i < text.Length && count < 34)
        {
            if (char.IsAsciiLetterOrDigit(text[i]))
            {
                figures += char.IsAsciiDigit(text[i]) ? 1 : 0;
                value[count++] = char.ToUpperInvariant(text[i++]);

                // In every country half of it and more is figures; "SC123456 belongs to" is not.
                if (count >= 15 && figures * 2 >= count && !Surroundings.LetterOrDigitAt(text, i) && Holds(value[..count]))
                {
                    best = count;
                    bestEnd = i;
                }
            }
            else if (text[i] is ' ' or '-' && i + 1 < text.Length && char.IsAsciiLetterOrDigit(text[i + 1]))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return best > 0 ? new(new(BankDetailKind.Iban, value[..best].ToString()), at, bestEnd - at, text[at..bestEnd]) : null;
    }

    /// <summary>ISO 7064, mod 97-10.</summary>
    private static bool Holds(ReadOnlySpan<char> iban)
    {
        var remainder = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var unit = iban[(i + 4) % iban.Length];
            remainder = char.IsAsciiDigit(unit) ? ((remainder * 10) + unit - '0') % 97 : ((remainder * 100) + unit - 'A' + 10) % 97;
        }

        return remainder == 1;
    }
}

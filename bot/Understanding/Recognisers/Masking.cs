using System.Collections.Frozen;
using System.Text;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Takes out of a message what nobody but its writer should hold: card and account numbers, sort codes, National Insurance
/// numbers, e-mail addresses, phone numbers, passwords and one-time codes. Money, dates, postcodes and the short public numbers
/// stay, because the answer depends on them.
/// </summary>
internal static class Masking
{
    private static readonly FrozenSet<string> SecretNames = FrozenSet.Create(
        StringComparer.Ordinal,
        "password", "passwords", "passwd", "pwd", "pw", "pword", "pswd", "passcode", "passphrase", "pass", "pin", "pincode", "code", "otp", "cvv", "cvc", "cv2", "csc", "passwrd", "pasword",
        "passw", "p/w", "login", "username", "word", "token", "key", "answer", "pssword", "passowrd", "psw");

    /// <summary>Words that follow "my password is" or "the code was" and are no secret.</summary>
    private static readonly FrozenSet<string> Common = FrozenSet.Create(
        StringComparer.Ordinal,
        """
        stolen changed reset the not weak same wrong hacked leaked on in compromised expired saved shared used still too my our a an for only very easy simple old being now been probably something someone
        nothing gone lost written known what that this it its i we they he she you and or but so because when where how if to from of with by at as is are was were be have has had do does did will would can could should
        safe secure strong short long good bad protected required needed asked given sent entered typed phished breached exposed cracked guessed forgotten managed unique different secret invalid correct incorrect accepted
        rejected working broken blocked locked set unset blank empty default never always also just really quite already then there here all any some both each every no none one two three four five six seven eight nine ten
        manager managers protection hash hashes list policy reset resets change changes sheet file email emails account accounts box field page screen prompt link links request requests attempt attempts details please help
        first last next previous taken captured harvested obtained intercepted disclosed revealed given away out up down off into onto over under about around after before until since while during reused strengthened
        updated fine ok okay unknown hidden visible stored kept recorded reset? texted read told over? through via using like such more less most least many much few several another other others their his her your mine yours
        ours theirs who whom whose which why yes unlikely likely possibly perhaps maybe obviously clearly definitely certainly apparently supposedly kinda sort basically literally actually
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Words before "code" that make it one that lets somebody in.</summary>
    private static readonly FrozenSet<string> CodeQualifiers = FrozenSet.Create(
        StringComparer.Ordinal,
        "security", "verification", "verify", "one", "time", "access", "login", "auth", "authentication", "authenticator", "bank", "otp", "sms", "text", "texted", "confirmation", "passcode", "unlock", "recovery", "factor", "2fa", "mfa", "the",
        "my", "a", "their", "our", "his", "her", "pin", "digit", "backup", "reset", "activation", "whatsapp", "google", "microsoft", "paypal", "secret", "this", "that");

    private static readonly FrozenSet<string> NotSecretCodes = FrozenSet.Create(
        StringComparer.Ordinal, "post", "zip", "sort", "promo", "discount", "dress", "qr", "source", "bar", "error", "postal", "area", "dialling", "country", "sic", "product", "tax", "status", "voucher", "highway");

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

    /// <summary>What would be taken out, in order, and the marker for each.</summary>
    public static List<(int Start, int End, string Marker)> Find(string text)
    {
        var spans = new List<(int Start, int End, string Marker)>();
        foreach (var email in EmailRecogniser.Recognise(text))
        {
            Add(spans, email.Start, email.End, "[email address]");
        }

        var digits = Digits(text);
        if (digits >= 4)
        {
            foreach (var number in NationalInsuranceRecogniser.Recognise(text))
            {
                Add(spans, number.Start, number.End, "[national insurance number]");
            }

            var details = BankDetailsRecogniser.Recognise(text);
            foreach (var iban in details.Where(detail => detail.Value.Kind is BankDetailKind.Iban))
            {
                Add(spans, iban.Start, iban.End, "[account number]");
            }

            foreach (var card in CardNumberRecogniser.Find(text, mistyped: true))
            {
                Add(spans, card.Start, card.End, "[card number]");
            }

            foreach (var detail in details)
            {
                Add(spans, detail.Start, detail.End, detail.Value.Kind is BankDetailKind.SortCode ? "[sort code]" : "[account number]");
            }

            foreach (var phone in PhoneRecogniser.Recognise(text))
            {
                Add(spans, phone.Start, phone.End, "[phone number]");
            }
        }

        Secrets(text, spans);
        spans.Sort();
        return spans;
    }

    private static int Digits(string text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += char.IsAsciiDigit(unit) ? 1 : 0;
            if (count >= 4)
            {
                break;
            }
        }

        return count;
    }

    private static void Add(List<(int Start, int End, string Marker)> spans, int start, int end, string marker)
    {
        foreach (var span in spans)
        {
            if (start < span.End && span.Start < end)
            {
                return;
            }
        }

        spans.Add((start, end, marker));
    }

    /// <summary>"my password is hunter2", "pw: ...", "the code was 482913".</summary>
    private static void Secrets(string text, List<(int Start, int End, string Marker)> spans)
    {
        Span<char> lower = stackalloc char[12];
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiLetter(text[at]) || Surroundings.LetterOrDigitAt(text, at - 1))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && end - at <= 16 && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '/' && end == at + 1)))
            {
                end++;
            }

            if (end - at is >= 2 and <= 11 && SecretNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Lower(text.AsSpan(at, end - at), lower)))
            {
                if (Secret(text, at, end, out var start, out var stop))
                {
                    Add(spans, start, stop, text.AsSpan(at, end - at).StartsWith("pass", StringComparison.OrdinalIgnoreCase) || text[at] is 'p' or 'P' ? "[password]" : "[code]");
                    end = Math.Max(end, stop);
                }
            }

            at = Math.Max(end, at + 1);
        }

        PasswordsBeforeTheirName(text, spans);
        CodesBeforeTheirName(text, spans);
        Again(text, spans);
    }

    /// <summary>"I used P@ssw0rd as the password".</summary>
    private static void PasswordsBeforeTheirName(string text, List<(int Start, int End, string Marker)> spans)
    {
        for (var at = text.IndexOf(" as ", StringComparison.OrdinalIgnoreCase); at > 0; at = text.IndexOf(" as ", at + 4, StringComparison.OrdinalIgnoreCase))
        {
            if (!Surroundings.Follows(text, at, 24, "password", "passcode", "login"))
            {
                continue;
            }

            var start = at;
            while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && at - start < 60)
            {
                start--;
            }

            var value = text.AsSpan(start, at - start);
            if (value.Length >= 4 && value.IndexOfAnyInRange('0', '9') >= 0 && value.IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                Add(spans, start, at, "[password]");
            }
        }
    }

    /// <summary>A password found once is taken out wherever it stands.</summary>
    private static void Again(string text, List<(int Start, int End, string Marker)> spans)
    {
        var passwords = spans.Where(span => span.Marker == "[password]" && span.End - span.Start >= 5).Take(8).ToList();
        foreach (var (start, end, marker) in passwords)
        {
            var value = text[start..end];
            var repeats = 0;
            for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0 && repeats < 50; at = text.IndexOf(value, at + value.Length, StringComparison.Ordinal), repeats++)
            {
                if (!Surroundings.LetterOrDigitAt(text, at - 1) && !Surroundings.LetterOrDigitAt(text, at + value.Length))
                {
                    Add(spans, at, at + value.Length, marker);
                }
            }
        }
    }

    private static bool Secret(string text, int at, int end, out int start, out int stop)
    {
        start = stop = end;
        var name = text[at..end].ToLowerInvariant();
        var isCode = name is "code" or "otp" or "token" or "key" or "login" or "username" or "word" or "answer" or "pass" or "cvv" or "cvc" or "cv2" or "csc" or "pin" or "pincode";
        var before = Before(text, at);
        switch (name)
        {
            case "code" when NotSecretCodes.Contains(before):
            case "word" when before is not ("pass" or "memorable" or "secret" or "safe"):
            case "key" when before is not ("security" or "recovery" or "secret" or "api" or "private" or "bitlocker" or "encryption" or "seed"):
            case "answer" when before is not ("security" or "secret"):
            case "login" or "username":
                return false;
        }

        // Between the name and the secret: "is", "was", ":", "=", "number", "set to", "i gave them was".
        var i = end;
        var strong = false;
        var linked = false;
        var far = false;
        for (var words = 0; words < 7; words++)
        {
            while (i < text.Length && text[i] is ' ' or '\t' or '\u00a0')
            {
                i++;
            }

            if (i < text.Length && text[i] is ':' or '=' or '>' || (i + 1 < text.Length && text[i] is '-' or '–' && text[i + 1] is ' ' or '>'))
            {
                strong = true;
                linked = true;
                i++;
                continue;
            }

            if (i + 1 < text.Length && text[i] is ',' && text[i + 1] is ' ' && (text.AsSpan(i).StartsWith(", it", StringComparison.OrdinalIgnoreCase) || text.AsSpan(i).StartsWith(", which", StringComparison.OrdinalIgnoreCase)))
            {
                i++;
                continue;
            }

            if (i < text.Length && text[i] is '"' or '\'' or '“' or '‘' or '`' or '(')
            {
                strong = text[i] is not '(' || strong;
                linked |= text[i] is not '(';
                i++;
                break;
            }

            var word = i;
            while (word < text.Length && word - i < 16 && (char.IsAsciiLetter(text[word]) || text[word] is '\'' or '’'))
            {
                word++;
            }

            if (word < text.Length && (char.IsAsciiDigit(text[word]) || (text[word] is '_' or '!' or '@' or '#' or '$' or '*' or '&' or '-' && !Ends(text, word))))
            {
                break;
            }

            var link = text[i..word].ToLowerInvariant();
            if (link is "is" or "was" or "were" or "are" or "being" or "to" or "of" or "like" or "as" or "it's" or "its" or "were")
            {
                linked |= link is not "of";
                i = word;
                continue;
            }

            if (link is "number" or "no" or "code" or "for" or "set" or "i" or "gave" or "used" or "use" or "changed" or "reset" or "my" or "email" or "account" or "them" or "the" or "we" or "he" or "she" or "they" or "sent" or "me" or "read" or "out"
                or "him" or "her" or "told" or "had" or "just" or "got" or "came" or "through" or "our" or "us" or "currently" or "both" or "all" or "on" or "everything" or "bank" or "online" or "banking" or "that" or "chose" or "said" or "office" or "wifi" or "typed" or "in" or "entered" or "and" or "now" or "which" or "it"
                && i < word && Ahead(text, word))
            {
                i = word;
                continue;
            }

            // "the password for the till is ...": any words, as long as an "is" follows.
            if (word > i && !linked && name.StartsWith('p') && Ahead(text, word))
            {
                far = true;
                i = word;
                continue;
            }

            break;
        }

        if (i >= text.Length || text[i] is '[')
        {
            return false;
        }

        // In quotation marks a password may hold spaces.
        if (linked && text[i - 1] is '"' or '“' && text.AsSpan(i, Math.Min(60, text.Length - i)).IndexOfAny('"', '”') is > 1 and var quoted)
        {
            start = i;
            stop = i + quoted;
            return true;
        }

        stop = i;
        while (stop < text.Length && !char.IsWhiteSpace(text[stop]) && text[stop] is not ('"' or '“' or '”' or '`') && stop - i < 80)
        {
            stop++;
        }

        while (stop > i && text[stop - 1] is '.' or ',' or ';' or '?' or ')' or '\'' or '’' or ':' or '…')
        {
            stop--;
        }

        start = i;
        if (stop - start < 2)
        {
            return false;
        }

        var value = text.AsSpan(start, stop - start);
        var digitCount = 0;
        var mixed = false;
        for (var unit = 0; unit < value.Length; unit++)
        {
            digitCount += char.IsAsciiDigit(value[unit]) ? 1 : 0;
            mixed |= (unit > 0 && char.IsAsciiLetterUpper(value[unit]) && char.IsAsciiLetterLower(value[unit - 1])) || value[unit] is '_' or '@' or '#' or '$' or '*' or '&' or '%' or '^' or '!';
        }

        if (far && (value.Length < 4 || value.Contains('/')))
        {
            return false;
        }

        // "123 456": a code written in two halves.
        if (digitCount == value.Length && stop < text.Length && text[stop] is ' ' or '-' && Surroundings.DigitAt(text, stop + 1))
        {
            var more = stop + 1;
            while (more < text.Length && (char.IsAsciiDigit(text[more]) || (text[more] is ' ' or '-' && Surroundings.DigitAt(text, more + 1) && more - start < 14)))
            {
                more++;
            }

            if (!Surroundings.LetterOrDigitAt(text, more))
            {
                stop = more;
            }
        }

        if (isCode && name is not "pass")
        {
            // A code is digits, or letters and digits; "the code was wrong" is neither. A year or a sum is none either.
            var qualified = name is not "code" || linked || strong || CodeQualifiers.Contains(before);
            return qualified && (digitCount >= 3 || (strong && name is "key" or "word" or "answer") || (name is "word" or "answer" or "key" && linked && Word(value)))
                && value[0] is not ('£' or '$' or '€') && !(digitCount < value.Length && name is not ("key" or "token" or "code" or "word" or "answer") && !mixed && value.IndexOf('/') >= 0);
        }

        if (name is "pass" && !(strong || (linked && (digitCount > 0 || mixed)) || (digitCount > 0 && digitCount < value.Length && value.Length >= 6)))
        {
            return false;
        }

        if (strong)
        {
            return !Common.Contains(value.ToString().ToLowerInvariant()) || text[start - 1] is '"' or '“';
        }

        if (!linked)
        {
            return digitCount > 0 && value.Length >= 5 && digitCount < value.Length && !value.ContainsAny('/', '(', ':');
        }

        return digitCount > 0 || mixed || (Word(value) && Ended(text, stop));
    }

    /// <summary>A single uncommon word: "my password is liverpool".</summary>
    private static bool Word(ReadOnlySpan<char> value)
    {
        var word = value.ToString().ToLowerInvariant().TrimEnd('!');
        return word.Length >= 3 && !Common.Contains(word) && !word.EndsWith("ing", StringComparison.Ordinal) && !word.EndsWith("ed", StringComparison.Ordinal) && !word.EndsWith("ly", StringComparison.Ordinal) && !word.Contains('\'', StringComparison.Ordinal) && !word.Contains('’', StringComparison.Ordinal);
    }

    /// <summary>The clause ends here, so that the word before it stood alone.</summary>
    private static bool Ended(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\'' or '"' or '”' or '’' or ')')
        {
            at++;
        }

        if (at >= text.Length || text[at] is '.' or ',' or ';' or '!' or '?' or '\n' or '\r' or '-' or '–')
        {
            return true;
        }

        var rest = text.AsSpan(at);
        foreach (var word in new[] { "and ", "but ", "so ", "on ", "for ", "if ", "with ", "i ", "btw", "lol", "thanks", "please", "help", "ok", "which ", "all ", "everywhere", "since ", "because ", "is that", "can ", "should ", "do ", "they ", "we ", "he ", "she ", "now " })
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Ends(string text, int at) => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]);

    /// <summary>A link ("is", "was", ":") or something with digits comes within the next few words.</summary>
    private static bool Ahead(string text, int at)
    {
        var end = Math.Min(text.Length, at + 34);
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

            if (text[i] is ' ' && (text.AsSpan(i).StartsWith(" is ", StringComparison.OrdinalIgnoreCase) || text.AsSpan(i).StartsWith(" was ", StringComparison.OrdinalIgnoreCase) || text.AsSpan(i).StartsWith(" to ", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"I gave him 482913, the code from the text", "482913 is your code", "they asked for the six digits, 482 913".</summary>
    private static void CodesBeforeTheirName(string text, List<(int Start, int End, string Marker)> spans)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var length = end - at;
            var stop = end;
            if (length == 3 && end + 4 <= text.Length && text[end] is ' ' or '-' && Surroundings.DigitAt(text, end + 1) && Surroundings.DigitAt(text, end + 2) && Surroundings.DigitAt(text, end + 3) && !Surroundings.LetterOrDigitAt(text, end + 4))
            {
                length = 6;
                stop = end + 4;
            }

            var google = at > 1 && text[at - 1] is '-' && text[at - 2] is 'G' or 'g';
            var free = !Surroundings.LetterOrDigitAt(text, at - 1) && !Surroundings.LetterOrDigitAt(text, stop) && !(at > 0 && !google && text[at - 1] is '£' or '$' or '€' or '/' or '.' or ',' or '-' or ':' or '#')
                && !(stop + 1 < text.Length && text[stop] is '/' or '.' or '-' or ':' or ',' && Surroundings.DigitAt(text, stop + 1));
            var three = length == 3 && Surroundings.Follows(text, stop, 26, " was the security code", " is the security code", " the cvv", " as the security code", " is the cvv", " was the cvv");
            if (free && (three || length is >= 4 and <= 8) && (length != 4 || text[at] is not ('1' or '2') || text.AsSpan(at, 2) is not ("19" or "20"))
                && (Surroundings.Follows(text, stop, 34, " is your", " is the code", " is my code", " is my pin", " was the code", " was the pin", "the code from", "the code they", "the code i", "that was the code", " as the code", " as my pin", " was my pin", " your code", "the security code", "the passcode", "her pin", "his pin", "our pin", " as the security", "my pin", "the pin", " was my code", "the otp", " was the otp", " is the otp", " verification code", " the code")
                    || (length == 6 && Surroundings.Near(text, at, 14, "texted me", "text said", "sent me"))
                    || Surroundings.Near(text, at, 30, "code", "otp", "passcode", "pin", "cvv", "cvc", "pin number", "digits", "security number", "3 digits", "three digits", "g-")))
            {
                // "sort code" and "postcode" have their own rules; "error code 4045" is nobody's secret.
                var other = Surroundings.Near(text, at, 34, "sort code", "error code", "postcode", "post code", "promo code", "discount code", "sort", "invoice", "order", "reference", "customers", "crime", "call 101", "forward", "to 7726");
                var publicNumber = text.AsSpan(at, stop - at) is "7726" or "999" or "101" or "159" or "111" or "112" or "105";
                if (!publicNumber && (!other || Surroundings.Near(text, at, 14, "code", "otp", "pin", "passcode")) && !Surroundings.Near(text, at, 16, "error code", "sort code", "postcode"))
                {
                    Add(spans, at, stop, "[code]");
                }
            }

            at = stop;
        }
    }

    private static string Before(string text, int at)
    {
        var end = at;
        while (end > 0 && text[end - 1] is ' ' or '-')
        {
            end--;
        }

        var start = end;
        while (start > 0 && end - start < 16 && char.IsAsciiLetter(text[start - 1]))
        {
            start--;
        }

        return text[start..end].ToLowerInvariant();
    }

    private static ReadOnlySpan<char> Lower(ReadOnlySpan<char> word, Span<char> into)
    {
        var length = word.ToLowerInvariant(into);
        return into[..length];
    }
}

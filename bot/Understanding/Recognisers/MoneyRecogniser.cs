using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="Amount">In whole units: fifty pence is 0.50 GBP.</param>
/// <param name="Unit">The ISO 4217 code, or BTC, ETH, USDT.</param>
/// <param name="About">Said roughly: "about £300", "a couple of hundred quid".</param>
internal sealed record Money(decimal Amount, string Unit, bool About = false);

/// <summary>Amounts of money as people write them. A bare number is not money; in a chat "4.5k" is.</summary>
internal static class MoneyRecogniser
{
    private const double Most = 1e18;

    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["£"] = "GBP",
        ["€"] = "EUR",
        ["$"] = "USD",
        ["¥"] = "JPY",
        ["₹"] = "INR",
        ["₿"] = "BTC",
        ["₺"] = "TRY",
        ["₩"] = "KRW",
        ["₽"] = "RUB",
        ["₪"] = "ILS",
        ["₦"] = "NGN",
        ["฿"] = "THB",
        ["₡"] = "CRC",
        ["₾"] = "GEL",
        ["₭"] = "LAK",
        ["元"] = "CNY",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What stands before "$" to say which dollar.</summary>
    private static readonly FrozenDictionary<string, string> Dollars = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["us"] = "USD",
        ["hk"] = "HKD",
        ["c"] = "CAD",
        ["ca"] = "CAD",
        ["cad"] = "CAD",
        ["can"] = "CAD",
        ["a"] = "AUD",
        ["au"] = "AUD",
        ["aud"] = "AUD",
        ["nz"] = "NZD",
        ["nzd"] = "NZD",
        ["s"] = "SGD",
        ["sg"] = "SGD",
        ["nt"] = "TWD",
        ["r"] = "BRL",
        ["mex"] = "MXN",
        ["usd"] = "USD",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Codes = new[]
    {
        "GBP", "EUR", "USD", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "HKD", "SGD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN",
        "TRY", "ZAR", "AED", "SAR", "NGN", "GHS", "KES", "PKR", "BDT", "LKR", "THB", "PHP", "MYR", "IDR", "KRW", "TWD", "BRL", "MXN", "ILS", "RUB",
        "UAH", "EGP", "MAD", "BTC", "ETH", "USDT", "USDC", "LTC", "XRP", "XMR",
    }.ToFrozenDictionary(code => code.ToLowerInvariant(), code => code, StringComparer.Ordinal);

    /// <summary>Currencies as words, after the number.</summary>
    private static readonly FrozenDictionary<string, string> Words = Build();

    /// <summary>Hundredths of a currency.</summary>
    private static readonly FrozenDictionary<string, string> Small = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["p"] = "GBP",
        ["pence"] = "GBP",
        ["pennies"] = "GBP",
        ["penny"] = "GBP",
        ["cent"] = "USD",
        ["cents"] = "USD",
        ["sen"] = "MYR",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Notes and sums with a name of their own.</summary>
    private static readonly FrozenDictionary<string, int> Notes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["fiver"] = 5,
        ["fivers"] = 5,
        ["tenner"] = 10,
        ["tenners"] = 10,
        ["grand"] = 1000,
        ["pony"] = 25,
        ["monkey"] = 500,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Adjectives = FrozenSet.Create(
        StringComparer.Ordinal,
        "us", "british", "american", "canadian", "australian", "hong", "kong", "new", "zealand", "singapore", "swiss", "french", "belgian", "chinese", "japanese",
        "turkish", "mexican", "indian", "pakistani", "danish", "swedish", "norwegian", "irish", "scottish", "egyptian", "czech", "polish", "united", "states", "hundred");

    private static readonly FrozenSet<string> Roughly = FrozenSet.Create(
        StringComparer.Ordinal, "about", "around", "roughly", "approximately", "approx", "circa", "nearly", "almost", "maybe", "probably", "over", "under", "like", "c");

    /// <summary>"2k followers" is not money.</summary>
    private static readonly FrozenSet<string> NotMoney = FrozenSet.Create(
        StringComparer.Ordinal,
        "followers", "subscribers", "customers", "clients", "users", "people", "records", "emails", "contacts", "members", "files", "views", "likes", "run", "race",
        "patients", "accounts", "names", "addresses", "messages", "visitors", "requests", "documents", "photos", "donors", "pupils", "screen", "monitor", "tv");

    public static List<Recognised<Money>> Recognise(string text) => Recognise(Tokens.Of(text));

    public static List<Recognised<Money>> Recognise(Tokens tokens)
    {
        var found = new List<Recognised<Money>>();
        for (var i = 0; i < tokens.Count;)
        {
            if (Read(tokens, i, out var money, out var next))
            {
                found.Add(tokens.Found(money, i, next));
                i = next;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    private static bool Read(Tokens tokens, int at, out Money money, out int next)
    {
        if (!CanBegin(tokens[at]) || (tokens.IsWord(at) && tokens.Glued(at) && tokens.IsDigits(at - 1)))
        {
            money = null!;
            next = at;
            return false;
        }

        return BySymbol(tokens, at, out money, out next)
            || ByCode(tokens, at, out money, out next)
            || ByNumber(tokens, at, out money, out next);
    }

    private static bool CanBegin(Token token) => token.Kind switch
    {
        TokenKind.Digits => true,
        TokenKind.Symbol => token.Text is "." or "½" or "¼" or "¾" || Symbols.ContainsKey(token.Text),
        TokenKind.Word => token.Text is "a" or "an" or "hundred" or "hunner" or "thousand" or "million" or "couple" or "few" or "half" or "quarter" or "u"
            || Numerals.Unit(token.Text, out _) || Dollars.ContainsKey(token.Text) || Codes.ContainsKey(token.Text) || token.Text is "sen" or "rs",
        _ => false,
    };

    /// <summary>"£4,500", "$ 14 million", "us $ 150 million", "£1.2m", "£12 50p".</summary>
    private static bool BySymbol(Tokens tokens, int at, out Money money, out int next)
    {
        money = null!;
        next = at;
        string? unit;
        int amount;
        if (Symbols.TryGetValue(tokens.Word(at), out unit))
        {
            amount = at + 1;
        }
        else if (tokens.Is(at + 1, "$") && Dollars.TryGetValue(tokens.Word(at), out unit) && (tokens.Word(at).Length > 1 || at == 0 || !tokens.Is(at, "a") || tokens.Glued(at + 1)))
        {
            amount = at + 2;
        }
        else if (tokens.Are(at, "u", ".", "s") && tokens.IsAny(at + 3, "$", ".") && tokens.Is(tokens.Is(at + 3, ".") ? at + 4 : at + 3, "$"))
        {
            unit = "USD";
            amount = tokens.Is(at + 3, ".") ? at + 5 : at + 4;
        }
        else
        {
            return false;
        }

        if (tokens[amount].Kind is not TokenKind.Digits && !tokens.Is(amount, ".") || !Numerals.Read(tokens, amount, out var numeral) || !numeral.Plain && !tokens.IsDigits(amount))
        {
            return false;
        }

        var (value, end) = Suffix(tokens, numeral);

        // "£11 250": thousands kept apart by a space, as on the Continent.
        if (numeral.Plain && end == amount + 1 && value is >= 1 and < 1000 && tokens.IsDigits(end) && tokens[end].Text.Length == 3 && tokens[end].Start == tokens[amount].End + 1 && !tokens.Glued(end + 1) && !tokens.IsWord(end + 1) | tokens.IsAny(end + 1, "in", "to"))
        {
            value = (value * 1000) + int.Parse(tokens[end].Text, System.Globalization.CultureInfo.InvariantCulture);
            end++;
        }

        if (tokens.Is(end, "grand"))
        {
            value *= 1000;
            end++;
        }

        // "hk $ 10 billion": written with the currency's code after it as well ("$50 USD").
        if (Codes.TryGetValue(tokens.Word(end), out var code))
        {
            unit = code;
            end++;
        }

        return Make(tokens, at, value, unit, numeral.About, out money) && Set(out next, end);
    }

    /// <summary>"EUR 300", "GBP4500".</summary>
    private static bool ByCode(Tokens tokens, int at, out Money money, out int next)
    {
        money = null!;
        next = at;
        if (!Codes.TryGetValue(tokens.Word(at), out var unit))
        {
            unit = tokens.Word(at) switch { "sen" => "MYR", "rs" => "INR", _ => null };
            if (unit is null)
            {
                return false;
            }
        }

        if (!tokens.IsDigits(at + 1) || !Numerals.Read(tokens, at + 1, out var numeral))
        {
            return false;
        }

        // "TRY 2 times": a code that is also a word must be in capitals.
        if (unit is "TRY" && tokens.Source[tokens[at].Start] != 'T')
        {
            return false;
        }

        var (value, end) = Suffix(tokens, numeral);
        value = tokens.Is(at, "sen") ? value / 100 : value;
        return Make(tokens, at, value, unit, false, out money) && Set(out next, end);
    }

    /// <summary>"12000 pounds", "twelve hundred quid", "3 grand", "a tenner", "4.5k", "1.500,00 €".</summary>
    private static bool ByNumber(Tokens tokens, int at, out Money money, out int next)
    {
        money = null!;
        next = at;

        if (tokens.Word(at) is "a" or "half" && Note(tokens, at, out var note, out var afterNote))
        {
            return Make(tokens, at, note, "GBP", false, out money) && Set(out next, afterNote);
        }

        if (tokens.IsDigits(at) && tokens.Glued(at) && tokens.Word(at - 1) is "/" or "-" or "." or ":" && tokens.IsDigits(at - 2))
        {
            return false;
        }

        if (!Numerals.Read(tokens, at, out var numeral))
        {
            return false;
        }

        var (value, end) = Suffix(tokens, numeral);
        var suffixed = end != numeral.Next;
        var thousands = tokens.Is(numeral.Next - 1, "k") && !numeral.Plain;

        // Names of notes.
        if (Notes.TryGetValue(tokens.Word(end), out var worth) && tokens.Word(end) is not ("pony" or "monkey"))
        {
            return Make(tokens, at, value * worth, "GBP", numeral.About, out money) && Set(out next, end + 1);
        }

        if (tokens.Is(end, "of") && numeral.About && Currency(tokens, end + 1, out var currency, out var after))
        {
            return Make(tokens, at, value, currency, true, out money) && Set(out next, after);
        }

        // "30 MUSD", "48.5 MGBP"
        if (tokens.Word(end) is { Length: 4 } millions && millions[0] == 'm' && Codes.TryGetValue(millions[1..], out var code))
        {
            return Make(tokens, at, value * 1e6, code, false, out money) && Set(out next, end + 1);
        }

        // "fifty odd quid"
        if (tokens.Is(end, "odd") && Currency(tokens, end + 1, out currency, out after))
        {
            return Make(tokens, at, value, currency, true, out money) && Set(out next, after);
        }

        if (Currency(tokens, end, out currency, out after))
        {
            after = Change(tokens, after, ref value);
            return Make(tokens, at, value, currency, numeral.About, out money) && Set(out next, after);
        }

        // "not one penny" says that nothing was lost.
        if (!suffixed && tokens.Is(end, "penny") && tokens.Word(at - 1) is "not" or "never" or "without" or "nor")
        {
            return false;
        }

        if (!suffixed && Small.TryGetValue(tokens.Word(end), out currency) && (tokens.Word(end) is not "p" || (tokens.IsDigits(end - 1) && tokens.Glued(end))))
        {
            return Make(tokens, at, value / 100, currency, numeral.About, out money) && Set(out next, end + 1);
        }

        if ((thousands || (suffixed && tokens.Is(end - 1, "k"))) && tokens.Glued(end - 1)
            && !NotMoney.Contains(tokens.Word(end)) && !NotMoney.Contains(tokens.Word(end + 1)) && !tokens.Glued(end))
        {
            return Make(tokens, at, value, "GBP", numeral.About, out money) && Set(out next, end);
        }

        return false;
    }

    private static bool Note(Tokens tokens, int at, out double value, out int next)
    {
        value = 0;
        next = at;
        if (tokens.Are(at, "half", "a", "grand"))
        {
            value = 500;
            next = at + 3;
            return true;
        }

        if (tokens.Is(at, "a") && tokens.Word(at + 1) is "fiver" or "tenner" or "grand")
        {
            value = Notes[tokens.Word(at + 1)];
            next = at + 2;
            return true;
        }

        if (tokens.Are(at, "a", "penny"))
        {
            value = 0.01;
            next = at + 2;

            // "did not lose a penny" says nothing was lost.
            return false;
        }

        return false;
    }

    /// <summary>k, m, bn, million: after digits.</summary>
    private static (double Value, int Next) Suffix(Tokens tokens, Numeral numeral)
    {
        if (!numeral.Plain)
        {
            return (numeral.Value, numeral.Next);
        }

        var factor = tokens.Word(numeral.Next) switch
        {
            "k" or "thou" => 1e3,
            "m" or "mn" or "mil" or "mill" or "mln" => 1e6,
            "bn" or "b" => 1e9,
            _ => 0,
        };
        var glued = tokens.Glued(numeral.Next);
        return factor == 0 || (!glued && tokens.Word(numeral.Next) is "m" or "b") || (tokens.Glued(numeral.Next + 1) && tokens.IsWord(numeral.Next + 1))
            ? (numeral.Value, numeral.Next)
            : (numeral.Value * factor, numeral.Next + 1);
    }

    private static bool Currency(Tokens tokens, int at, out string unit, out int next)
    {
        next = at;
        if (Symbols.TryGetValue(tokens.Word(at), out unit!) && !(tokens.IsDigits(at + 1) && tokens.Glued(at + 1)))
        {
            next = at + 1;
            return true;
        }

        if (Codes.TryGetValue(tokens.Word(at), out unit!) && !(unit is "TRY" && tokens.Source[tokens[at].Start] == 't'))
        {
            next = at + 1;
            return true;
        }

        if (Words.TryGetValue(tokens.Word(at), out unit!))
        {
            next = tokens.Is(at + 1, "sterling") ? at + 2 : at + 1;
            return true;
        }

        // "10,000 swiss francs", "100 hong kong dollars"
        if (Adjectives.Contains(tokens.Word(at)))
        {
            var name = at;
            while (name < at + 3 && Adjectives.Contains(tokens.Word(name)))
            {
                name++;
            }

            if (Words.TryGetValue(tokens.Word(name), out var plain))
            {
                unit = Named(tokens.Word(at), plain);
                next = name + 1;
                return true;
            }
        }

        unit = null!;
        return false;
    }

    private static string Named(string adjective, string plain) => (adjective, plain) switch
    {
        ("swiss", _) => "CHF",
        ("canadian", _) => "CAD",
        ("australian", _) => "AUD",
        ("hong", _) => "HKD",
        ("new", _) => "NZD",
        ("singapore", _) => "SGD",
        ("french", "CHF") => "FRF",
        ("danish", _) => "DKK",
        ("norwegian", _) => "NOK",
        ("swedish", _) => "SEK",
        ("turkish", _) => "TRY",
        ("mexican", _) => "MXN",
        ("egyptian", _) => "EGP",
        _ => plain,
    };

    /// <summary>"thirteen dollars forty-five cents", "twelve pounds fifty", "15 dollars and 50".</summary>
    private static int Change(Tokens tokens, int at, ref double value)
    {
        var start = tokens.Is(at, "and") ? at + 1 : at;
        if (value % 1 != 0 || !Numerals.Read(tokens, start, out var small) || small.Value is <= 0 or >= 100 || small.Value % 1 != 0 || small.About)
        {
            return at;
        }

        if (Small.ContainsKey(tokens.Word(small.Next)))
        {
            value += small.Value / 100;
            return small.Next + 1;
        }

        // Without "pence" it must not count something else: "50 pounds and 3 cards", "50 dollar 40 rmb".
        if (tokens[small.Next].Kind is TokenKind.None || tokens.Word(small.Next) is "." or "," or "!" or "?" or "and" or "to" or "from" or "for" or "point")
        {
            value += small.Value / 100;
            return small.Next;
        }

        return at;
    }

    private static bool Make(Tokens tokens, int at, double value, string unit, bool about, out Money money)
    {
        money = null!;
        if (value is < 0 or > Most || double.IsNaN(value))
        {
            return false;
        }

        var rough = about || Roughly.Contains(tokens.Word(at - 1)) || (tokens.Is(at - 1, "of") && tokens.Is(at - 2, "region"));
        money = new((decimal)value, unit, rough);
        return true;
    }

    private static bool Set(out int next, int value)
    {
        next = value;
        return true;
    }

    private static FrozenDictionary<string, string> Build()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (unit, names) in new (string, string)[]
        {
            ("GBP", "pound pounds quid sterling squid poundsterling"),
            ("EUR", "euro euros"),
            ("USD", "dollar dollars bucks buck"),
            ("JPY", "yen"),
            ("CNY", "yuan rmb renminbi"),
            ("INR", "rupee rupees"),
            ("CHF", "franc francs"),
            ("BTC", "bitcoin bitcoins"),
            ("ETH", "ether ethereum"),
            ("USDT", "tether"),
            ("PLN", "zloty zlotys"),
            ("TRY", "lira liras"),
            ("ZAR", "rand"),
            ("NGN", "naira"),
            ("AED", "dirham dirhams"),
            ("SEK", "krona kronor"),
            ("DKK", "krone kroner"),
            ("RUB", "rouble roubles ruble rubles"),
            ("MXN", "peso pesos"),
            ("ESP", "peseta pesetas"),
            ("DEM", "deutschmark deutschmarks marks"),
            ("KRW", "won"),
        })
        {
            foreach (var name in names.Split(' '))
            {
                words[name] = unit;
            }
        }

        words.Remove("won");
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Sums that only the words around them show to be money: "paid 1500 to him", "pay 400 or lose it", "22 thousand gone". Taken in pounds.
/// For a message in which <see cref="MoneyRecogniser"/> finds nothing: a bare number is a weaker sign.
/// </summary>
internal static class BareSum
{
    private const double Least = 10;
    private const double LeastAfterOther = 100;
    private const double LeastInThousands = 2000;
    private const double Most = 10_000_000;
    private const double FirstYear = 2015;
    private const double LastYear = 2035;

    // After these a number with nothing behind it is money.
    private static readonly FrozenSet<string> Paying = Set("paid payed pay paying pays repay owe owes owed charged spent withdrew refund refunded transferred transfered wired");

    // After these it may count something else, so it takes more.
    private static readonly FrozenSet<string> Other = Set("sent send sending lost stole stolen took taken wants want wanted demand demands demanded demanding deposit for of");

    // What may stand between.
    private static readonly FrozenSet<string> Between = Set("about around nearly almost over another only just them him her us me it the nearly roughly");

    // What may follow a sum, where after a number a thing counted would stand.
    private static readonly FrozenSet<string> Following = Set(
        "to or and by into for on from off via in but then before because when at so yesterday today last this cash each now if who which that with through gone missing up out down as we i they he she it");

    public static List<Recognised<Money>> Recognise(string text) => Recognise(Tokens.Of(text));

    public static List<Recognised<Money>> Recognise(Tokens tokens)
    {
        var found = new List<Recognised<Money>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Begins(tokens, i) && Numerals.Read(tokens, i, out var numeral) && numeral.Value is >= Least and < Most
                && Ends(tokens, numeral.Next) && IsSum(tokens, i, numeral))
            {
                found.Add(tokens.Found(new Money((decimal)numeral.Value, "GBP", numeral.About), i, numeral.Next));
                i = numeral.Next - 1;
            }
        }

        return found;
    }

    private static bool Begins(Tokens tokens, int at) =>
        (tokens.IsDigits(at) && !tokens.Glued(at) && !tokens.Word(at).StartsWith('0'))
        || Numerals.Unit(tokens.Word(at), out _) || (tokens.Is(at, "a") && tokens.Word(at + 1) is "couple" or "few" or "hundred" or "hunner");

    private static bool Ends(Tokens tokens, int at) => tokens[at].Kind switch
    {
        TokenKind.None => true,
        TokenKind.Word => !tokens.Glued(at) && Following.Contains(tokens.Word(at)),
        TokenKind.Symbol => tokens.Word(at) is "." or "," or "!" or "?" or ";" or ")" && !(tokens.Glued(at + 1) && tokens.IsDigits(at + 1)),
        _ => false,
    };

    private static bool IsSum(Tokens tokens, int at, Numeral numeral)
    {
        var inThousands = tokens.Word(numeral.Next - 1) is "thousand" or "thoosand" or "thoosan";
        if (inThousands && numeral.Value >= LeastInThousands)
        {
            return true;
        }

        var verb = at - 1;
        while (verb > at - 4 && Between.Contains(tokens.Word(verb)))
        {
            verb--;
        }

        var word = tokens.Word(verb);
        return Paying.Contains(word)
            || (Other.Contains(word) && numeral.Value >= LeastAfterOther && !(numeral.Plain && numeral.Value is >= FirstYear and <= LastYear));
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

using BotAdvice.Bot.Understanding.Recognisers;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers;

public sealed class HostileTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 48, 0, TimeSpan.Zero);

    private static readonly string[] All =
    [
        "1", "a", "@", ".", "-", "(", "1 ", "1,", "1.", "1-", "a@", "a.", "one ", "hundred ", "and ", "one and ", "a half ", "£", "£1", "the last ", "dob ", "my birthday ", "passport ", "passphrase is a ", "answer to ", "they asked my dog was A", "Ab1", "Abcd1 password ", "use a1 ", "key safe ", "ni a b one ", "share code ", "january 1 ", "last ", "in a ", "from ", "to ", "1 to ", "monday to ",
        "password is ", "password: ", "code ", "my ", "me and ", "me and my wife and ", "4111 ", "07700 ", "+44 ", "(0)", "http://", "www.", "GB29", "AB12", "12-34-", "not ", "no ", "yes,", "a few ", "first of ",
        "week of ", "nineteen ", "half past ", "\ud83d\udc4d", "\ud83d", "é", "\0", "1/1/", "account 1234567", "at ", " dot ", "a at b dot ", "on the ", "two thousand and ", "12:", "x1", "is ", "the 1 ", "hours ago ", "1 hour ",
    ];

    public static TheoryData<string> Parts => [.. All];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_hundred_thousand_characters_are_read_to_the_end(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));

        // A pattern that runs away throws when its time is up.
        Assert.Null(Record.Exception(() => ReadAll(text)));
    }

    [Fact]
    public void Noise_never_throws()
    {
        var random = new Random(7);
        string[] words = [.. All, "£4,500 ", "yesterday ", "31/12/9999 ", "29 february ", "99999999999999999999 ", "feb 30 ", "24:00 ", "9999-12-31 ", "5000 years ago ", "in 900 decades ", "1e400 ", "\n", "–", "½", "0", "00"];
        for (var round = 0; round < 5_000; round++)
        {
            ReadAll(string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => words[random.Next(words.Length)])));
        }
    }

    internal static void ReadAll(string text)
    {
        var tokens = Tokens.Of(text);
        _ = MoneyRecogniser.Recognise(tokens);
        _ = NumberRecogniser.Recognise(tokens);
        _ = CountRecogniser.Recognise(tokens);
        _ = MomentRecogniser.Recognise(tokens, Now);
        _ = DurationRecogniser.Recognise(tokens);
        _ = YesNoRecogniser.Recognise(tokens);
        _ = PhoneRecogniser.Recognise(text);
        _ = EmailRecogniser.Recognise(text);
        _ = UrlRecogniser.Recognise(text);
        _ = BankDetailsRecogniser.Recognise(text);
        _ = CardNumberRecogniser.Recognise(text);
        _ = NationalInsuranceRecogniser.Recognise(text);
        _ = PostcodeRecogniser.Recognise(text);
        _ = Masking.Mask(text);
    }
}

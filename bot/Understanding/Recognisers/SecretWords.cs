using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>What kind of secret a word names.</summary>
internal enum SecretKind
{
    None,

    /// <summary>A password: any word, if it stands alone.</summary>
    Password,

    /// <summary>"pass", which is much else besides.</summary>
    Pass,

    /// <summary>A PIN or a one-time code: digits.</summary>
    Code,

    /// <summary>A memorable word, a security answer, a recovery key: any word.</summary>
    Answer,
}

/// <summary>Words that name a secret, and words that follow such a name and are none.</summary>
internal static class SecretWords
{
    private const int LongestName = 11;

    private static readonly FrozenDictionary<string, SecretKind> Names = Kinds(
        (SecretKind.Password, "password passwords passwd pwd pw pword pswd passphrase passcode passcodes passwrd pasword passw p/w pssword passowrd psw passward pasward passwrod passworld paswrd"),
        (SecretKind.Pass, "pass"),
        (SecretKind.Code, "pin pins pincode pinn pni code codes otp otps cvv cvc cv2 csc token"),
        (SecretKind.Password, "phrase"),
        (SecretKind.Answer, "word key answer info information")).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that follow "my password is" or "the code was" and are no secret.</summary>
    private static readonly FrozenSet<string> Common = Set(
        """
        stolen changed reset the not weak same wrong hacked leaked on in compromised expired saved shared used still too my our a an for only very easy simple old being now been probably something someone
        nothing gone lost written known what that this it its i we they he she you and or but so because when where how if to from of with by at as is are was were be have has had do does did will would can could should
        safe secure strong short long good bad protected required needed asked given sent entered typed phished breached exposed cracked guessed forgotten managed unique different secret invalid correct incorrect accepted
        rejected working broken blocked locked set unset blank empty default never always also just really quite already then there here all any some both each every no none one two three four five six seven eight nine ten
        manager managers protection hash hashes list policy reset resets change changes sheet file email emails account accounts box field page screen prompt link links request requests attempt attempts details please help
        first last next previous taken captured harvested obtained intercepted disclosed revealed away out up down off into onto over under about around after before until since while during reused strengthened
        updated fine ok okay unknown hidden visible stored kept recorded texted read told through via using like such more less most least many much few several another other others their his her your mine yours
        ours theirs who whom whose which why yes everything anything stuff letters numbers digits words instead stupid silly foolish daft dumb horrible awful terrible dreadful scary frightening embarrassing urgent real genuine legit fake ridiculous obvious nonsense rubbish convincing humiliating pathetic careless
        friday monday tuesday wednesday thursday saturday sunday today yesterday tomorrow enough everywhere nowhere nobody everyone everybody anyone anybody unlikely likely possibly perhaps maybe obviously clearly definitely certainly apparently supposedly kinda sort basically literally actually simply
        """);

    /// <summary>Words before "code" that make it one that lets somebody in.</summary>
    private static readonly FrozenSet<string> CodeQualifiers = Set(
        """
        security verification verify one time access login auth authentication authenticator bank otp sms text texted confirmation passcode unlock recovery factor 2fa mfa the my a their our his her pin digit backup reset activation
        whatsapp google microsoft paypal secret this that door gate alarm safe entry till keypad
        """);

    private static readonly FrozenSet<string> OtherCodes = Set("post zip sort promo discount dress qr source bar error postal area dialling country sic product tax status voucher highway");

    private static readonly FrozenSet<string> SecretKeys = Set("security recovery secret api private bitlocker encryption seed stripe wifi fi wpa wpa2 wpa3 router network access aws");

    private static readonly FrozenSet<string> SecretMemories = Set("pass memorable secret safe bank code telephone security");

    /// <summary>Words that may stand between a secret's name and the secret: "the password I gave them was ...".</summary>
    private static readonly FrozenSet<string> Between = Set(
        """
        number no code for set i gave used use changed reset my email account them the we he she they sent me read out him her told had just got came through our us currently both all on everything bank online banking that chose said
        office wifi typed in entered and now which it
        """);

    private static readonly FrozenSet<string> Links = Set("is was were are being to of like as it's its thats that's");

    private static readonly FrozenSet<string> Adverbs = Set("just only simply literally basically still always actually probably");

    /// <summary>"password manager", "pin pad", "code of practice": the name of a thing, no secret follows.</summary>
    private static readonly FrozenSet<string> Things = Set("manager managers policy policies generator vault pad pads machine machines terminal terminals practice reader readers conduct");

    /// <summary>The word after a secret's name makes it the name of a thing.</summary>
    public static bool IsThing(ReadOnlySpan<char> after) => Has(Things, after);

    /// <summary>What a word names, given the word before it: a sort code or a post code is no secret.</summary>
    public static SecretKind KindOf(ReadOnlySpan<char> word, ReadOnlySpan<char> before)
    {
        if (word.Length > LongestName)
        {
            return SecretKind.None;
        }

        Span<char> lower = stackalloc char[LongestName];
        lower = lower[..word.ToLowerInvariant(lower)];
        if (!Names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var kind))
        {
            return SecretKind.None;
        }

        var known = lower switch
        {
            "code" or "codes" => !Has(OtherCodes, before),
            "word" => Has(SecretMemories, before),
            "phrase" => before is "pass",
            "key" => Has(SecretKeys, before),
            "answer" => before is "security" or "secret" or "question",
            "info" or "information" => before is "memorable",
            _ => true,
        };
        return known ? kind : SecretKind.None;
    }

    /// <summary>"verification code", "the door code".</summary>
    public static bool QualifiesCode(ReadOnlySpan<char> before) => Has(CodeQualifiers, before);

    /// <summary>Is, was, to: the secret comes next.</summary>
    public static bool IsLink(ReadOnlySpan<char> word) => Has(Links, word);

    /// <summary>"is just", "was only".</summary>
    public static bool IsAdverb(ReadOnlySpan<char> word) => Has(Adverbs, word);

    /// <summary>May be passed over on the way from name to secret.</summary>
    public static bool IsBetween(ReadOnlySpan<char> word) => Has(Between, word);

    /// <summary>Too usual a word to be a secret.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => Has(Common, word);

    /// <summary>A single uncommon word, as in "my password is liverpool".</summary>
    public static bool CouldBePassword(ReadOnlySpan<char> word)
    {
        word = word.TrimEnd('!');
        return word.Length >= 3 && !Has(Common, word) && !word.ContainsAny('\'', '’')
            && !word.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ed", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ly", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Has(FrozenSet<string> words, ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[24];
        return word.Length <= lower.Length && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(lower[..word.ToLowerInvariant(lower)]);
    }

    private static IEnumerable<KeyValuePair<string, SecretKind>> Kinds(params (SecretKind Kind, string Words)[] kinds) =>
        kinds.SelectMany(kind => kind.Words.Split(' ').Select(word => KeyValuePair.Create(word, kind.Kind)));

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}

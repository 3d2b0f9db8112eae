using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>
/// Secrets that a whole sentence gives away: "I gave him my password. It was Bramble88.", "mother's maiden name (Pollitt)", "I use
/// HenHouse44 for everything", "login: jo / Steam4ever", and words that look like a password where passwords are spoken of.
/// </summary>
internal static partial class TellingRecogniser
{
    private const string Password = "[password]";
    private const int Timeout = 10_000;

    public static void Find(string text, MaskSpans spans)
    {
        Add(InAddress().Matches(text), spans);
        Add(NextSentence().Matches(text).Where(IsUncommon), spans);
        Add(SecondPassword().Matches(text), spans);
        Add(UserAndPassword().Matches(text), spans);
        Add(PutAs().Matches(text).Where(IsUncommon), spans);
        Add(Passphrase().Matches(text), spans);
        Add(Lock().Matches(text), spans, "[code]");
        Add(UsedForAll().Matches(text).Where(told => PasswordShape.IsMixed(told.Groups["secret"].ValueSpan)), spans);
        Add(ByMeaning().Matches(text), spans);
        Add(Quoted().Matches(text).Where(IsUncommon), spans);
        Add(SureAnswer().Matches(text).Where(IsName), spans);
        if (SecurityQuestion().IsMatch(text))
        {
            Add(Answer().Matches(text).Where(IsName), spans);
        }

        if (PasswordContext().IsMatch(text))
        {
            Add(NamedAfterPet().Matches(text).Where(IsUncommon), spans);
        }
    }

    /// <summary>Words by their shape, when all that has a name was found.</summary>
    public static void FindByShape(string text, MaskSpans spans)
    {
        const int before = 120;
        const int after = 60;
        foreach (Match word in Word().Matches(text))
        {
            var secret = PasswordShape.Trim(word.ValueSpan);
            if (PasswordShape.IsPassword(secret)
                && (PasswordShape.SaysPassword(secret) || PasswordContext().IsMatch(text.AsSpan(Math.Max(0, word.Index - before), Math.Min(before, word.Index))) || PasswordContext().IsMatch(text.AsSpan(word.Index + word.Length, Math.Min(after, text.Length - word.Index - word.Length))))
                && !Surroundings.Near(text, word.Index, 18, "user", "username", "called", "handle", "instagram", "insta", "account", "page", "profile", "network", "ssid", "id", "ref", "reference", "order", "version", "model", "file"))
            {
                spans.Add(word.Index, word.Index + secret.Length, Password);
            }
        }
    }

    /// <summary>The first word is no usual one that a sentence began with.</summary>
    private static bool IsName(Match told)
    {
        var name = told.Groups["secret"].ValueSpan;
        return !SecretWords.IsCommon(name.IndexOf(' ') is > 0 and var end ? name[..end] : name);
    }

    private static bool IsUncommon(Match told) => SecretWords.CouldBePassword(told.Groups["secret"].ValueSpan);

    private static void Add(IEnumerable<Match> matches, MaskSpans spans, string marker = Password)
    {
        foreach (var group in matches.SelectMany(match => match.Groups["secret"].Captures))
        {
            spans.Add(group.Index, group.Index + group.Length, marker);
        }
    }

    /// <summary>"https://jo:secret@host".</summary>
    [GeneratedRegex(@"://[^\s/:@]{1,40}:(?<secret>[^\s/@]{2,60})@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex InAddress();

    /// <summary>"I gave him my password. It was Bramble88."</summary>
    [GeneratedRegex(
        """
        \b (pass\ ?word|pass\ ?code|pin|login) [.,!]? \ {1,2}
        (it'?s|it\ is|it\ was|that\ was|i\ said|i\ told\ (him|her|them)(\ it\ was)?) \x20
        (?<secret> [0-9]{4,8} | (?=\S{0,30}[0-9])[^\s.,£$€/:]{4,40} | [a-z]{4,20}(?=[.\n]|$) )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex NextSentence();

    /// <summary>"My old password was ... and my new one is badger55".</summary>
    [GeneratedRegex(
        @"\bpassword\b[^.\n]{0,60} (new|old|other|second) one (is|was) (?<secret>(?=\S{0,30}[0-9])[^\s.,£$€/:]{4,40})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex SecondPassword();

    /// <summary>"login: jo / Steam4ever", "log-in for the till, jo / Steam4ever".</summary>
    [GeneratedRegex(
        @"\b(login|log[ -]?in|log[ -]?on|user ?name|user|credentials)\b( is|:)?( for[^.\n/]{1,30}[:,])? ?[^\s/]{1,40} ?/ ?(?<secret>(?=[^\s/]{0,30}[0-9])(?=[^\s/]{0,30}[A-Za-z])[^\s/,;]{4,40})",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex UserAndPassword();

    /// <summary>"I put dogrose as my password", "wrote dogrose in the password box", "username jo password dogrose".</summary>
    [GeneratedRegex(
        """
        \b (put|wrote|typed|entered|used|set|chose|picked) (\ in)? \ (?<secret> [^\s,£$€/:]{4,40} ) \ (as|for|in|into)\ (my|the|our|a|his|her|their)\ (\w{1,12}\ )? pass\ ?word\b (?!\ (manager|policy))
        | \b user\ ?name\ ?[:=]?\ ?\S{1,40}\ (and\ )? pass\ ?word\ ?[:=]?\ ? (?<secret> [^\s,£$€/:]{4,40} )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex PutAs();

    /// <summary>Several words to the end of the clause. A figure or hyphens among them are sure; plain words are, when they are long.</summary>
    [GeneratedRegex(
        """
        \b pass\ ?phrase (\ is|\ was|:|\ =)? \ ?
        (?<secret> [a-z]{2,12}(\ [a-z]{2,12}){1,6}\ [0-9]{1,6} | [a-z]{3,12}(-[a-z0-9]{1,12}){2,7} | [a-z]{4,9}(\ [a-z]{4,9}){3,7} )
        (?=[.,;!?\n]|$)
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Passphrase();

    /// <summary>"Our safe is 30-12-66", "the alarm's 1966", "the key safe by Mrs A's door is C1845Y", "the screen lock is 7391".</summary>
    [GeneratedRegex(
        """
        \b (safe | key\ ?safe(\b[^.,\n0-9]{0,50})? | alarm | lock | lock\ ?box | padlock | key\ ?pad | combination | gate | unlocks | opens | screen\ lock)
        (\ (code|combination|number|pin))?
        ('s | ’s | \ is | \ was | \ with | : | \ =){1,2} (\ (still|just|always|set\ to|a\ number,))* \ ?
        (?<secret> [0-9]{4,8} | [0-9]{1,2}([ -][0-9]{1,2}){2,3} | (?-i:[A-Z])?[0-9]{3,6}(?-i:[A-Z]) )
        (?= [.,;!?)\n] | $ | \ (and|but|so|which|that|same|i|he|she|they|we|for|on)\b )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Lock();

    /// <summary>"I use HenHouse44 for everything".</summary>
    [GeneratedRegex(
        @"\b(use|used|using) (?<secret>[^\s,£$€/:]{6,40})[^.,\n]{0,40}? (for|on) (everything|all|every|each|most|sites|any|the lot|both|my log|logins)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex UsedForAll();

    /// <summary>"The PIN is the year Dad was born, 1944", "password is our boat's name: Kittiwake8".</summary>
    [GeneratedRegex(
        """
        \b (pin | code | pass\ ?code | pass\ ?word) ('s|\ is|\ was|:) \ (my|our|the|his|her|their|a) \ [^.,:\n0-9£$€]{3,50} [,:]? \x20
        (?<!\b(in|since|from|until|of|at|on|page|by)\ ) (?<secret> [0-9]{4,8} | (?=\S{0,30}[0-9])[A-Za-z][^\s.,£$€/:]{4,40} )
        (?= [.,;!?)\n] | $ | \ (and|but|so|which|i|he|she|they|we)\b )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex ByMeaning();

    /// <summary>'Is "marzipan" a bad password?', 'would "marzipan" be easy to guess'.</summary>
    [GeneratedRegex(
        @"(?<=[""“])(?<secret>[^""”\n]{4,40})(?=[""”] [^.\n""]{0,30}\b(weak|strong|(a|my|our|the|as) ((good|bad|safe|poor) )?pass ?(word|phrase)(?! (box|field|page|reset|form|prompt))|guess|guessed)\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Quoted();

    /// <summary>What only a bank asks for: "mother's maiden name is Pollitt", "memorable place, Filey".</summary>
    [GeneratedRegex(
        """
        \b (maiden\ name | memorable\ (place|name|person|event)) \b
        ([\s,:=("'“‘]{1,3} | \ (is|was|as|being|of)\ ){1,3}
        (?<secret> (?-i:[A-Z])[a-z'’-]{2,20} (\ (?-i:[A-Z])[a-z'’-]{2,20}){0,2} )
        | \b (security|secret)\ question [^.\n?]{0,60} \? \ (?<secret> (?-i:[A-Z])[a-z'’-]{2,20} (\ (?-i:[A-Z])[a-z'’-]{2,20}){0,2} ) (?=[.,;!\n]|$)
        | \b security\ question [^.\n]{1,30} \ answer (\ is|\ was|:)? \ (?<secret> (?-i:[A-Z])[a-z]{2,20} )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex SureAnswer();

    /// <summary>Answers to what security questions ask, each with a capital letter: "first school (Holly Lane Infants)", "the pet was Smudge".</summary>
    [GeneratedRegex(
        """
        \b (
            first\ (school|pet|car|teacher|job|street|road|boss|love|concert|phone|house|dog|cat|employer|girlfriend|boyfriend)
          | (primary|infant|junior|secondary|old)\ school
          | (the|my|our|his|her)\ (pet|dog|cat|horse|pony)
          | (dog|cat|pet|horse|pony|mother|mum|mam|father|dad|gran|nan|son|daughter|sister|brother|wife|husband|partner|child)'?s?'?\ (middle\ |first\ )?name
          | middle\ name
          | (mother|mum|mam|gran|nan)\ was\ (a|an|born|née|nee)
          | favou?rite\ \w{3,12}
          | (place|town|city|hospital)\ (of\ birth|(i|you|we|he|she)\ (was|were)\ born)
          | (grew\ up|born)\ (in|at)
          | answers?(\ to\ [^.\n]{3,60}?)?
        ) \b
        ( [\s,:=("'“‘”’]{1,3} | \b(is|was|were|called|named|being|then|which|who|that|a|an|in)\b ){0,6}
        (?<secret> (?-i:[A-Z][a-zé'’.])[\w'’.-]{0,20} (\ (?-i:[A-Z])[\w'’-]{1,20}){0,3} ) (\ and\ (?<secret> (?-i:[A-Z][a-z])[\w'’-]{1,20} ) (?=[.,;!?\n]|$))?
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex Answer();

    /// <summary>"My password is my dog's name biscuit".</summary>
    [GeneratedRegex(
        @"\b(dog|cat|pet|horse|pony|wife|husband|son|daughter|kid|child)'?s?'? name,? (?<secret>[a-z]{3,20})(?=[.,\n]|$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex NamedAfterPet();

    [GeneratedRegex(
        @"\b(security (question|answer)|secret (question|answer)|memorable|maiden|bank'?s? questions|quiz|they asked|he asked|she asked|asked (me|him|her|us) (for|my|what)|answered|the answer|answers)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex SecurityQuestion();

    /// <summary>Passwords are spoken of, or a blackmailer who quotes one.</summary>
    [GeneratedRegex(
        @"\b(pass ?words?|pass ?wrds?|passw|pw|pwd|pass ?phrase|pass ?code|log[ -]?ins?(?! page| screen| again)|log[ -]?on|credentials|sextortion|blackmail\w*|quot(es?|ed|ing) (a|my|our|one|the) (thing|old|word)|(in|as) the subject( line)?|strong enough|wi-?fi|reset (me|it|him|her|us) to|(set|changed|made) (it|them|mine|ours|hers|his) (back )?to)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout)]
    private static partial Regex PasswordContext();

    [GeneratedRegex(@"(?<![^\s(""'“‘:=])[^\s""“”()/\\:;,£€\[\]<>]{6,40}(?![^\s""“”').,;:?!])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout)]
    private static partial Regex Word();
}

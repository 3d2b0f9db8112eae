using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Whom a number counts: the fact that it answers.</summary>
internal enum CountOf
{
    /// <summary>People who work or volunteer in the organisation, the speaker included.</summary>
    Staff,

    /// <summary>People whose details are concerned.</summary>
    PeopleAffected,
}

/// <param name="Value">How many people.</param>
/// <param name="Of">Which people.</param>
/// <param name="About">Said roughly.</param>
internal sealed record Count(int Value, CountOf Of, bool About = false);

/// <summary>How many people: "there's eight of us", "just me and the wife", "about 300 customers".</summary>
internal static class CountRecogniser
{
    private static readonly FrozenSet<string> StaffNouns = Set(
        "staff employees employee workers worker colleagues colleague volunteers volunteer drivers engineers teachers carers nurses apprentices stylists chefs waiters fitters technicians trustees partners directors fte ftes");

    private static readonly FrozenSet<string> AffectedNouns = Set(
        """
        customers customer clients client patients patient members member donors donor pupils pupil students student subscribers subscriber users user residents resident tenants tenant
        guests guest records record supporters beneficiaries parents parent families families' children contacts applicants candidates households individuals victims children's customers' clients'
        followers attendees delegates shoppers visitors learners passengers leads service-users policyholders learners readers
        """);

    private static readonly FrozenSet<string> Relatives = Set(
        "wife husband missus mrs partner brother sister son daughter mum mother dad father mate friend business cousin assistant apprentice secretary bookkeeper colleague boyfriend girlfriend dog receptionist hubby spouse other uncle aunt nephew niece lad");

    private static readonly FrozenSet<string> Roughly = Set("about around roughly approximately approx circa nearly almost maybe probably over under some say like than c");

    private static readonly FrozenSet<string> Adjectives = Set(
        "full part time full-time part-time of our my their the different other existing past current former active regular paid paying new old elderly vulnerable permanent office field seasonal casual more or so service people's email mailing retail business private individual");

    private static readonly FrozenSet<string> AfterOwn = Set("and but so here now in at from with since out off as when because if for to i he she they by");

    private static readonly FrozenDictionary<string, int> Vague = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["dozens"] = 24,
        ["hundreds"] = 200,
        ["thousands"] = 2000,
        ["tens"] = 20,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static List<Recognised<Count>> Recognise(string text) => Recognise(Tokens.Of(text));

    public static List<Recognised<Count>> Recognise(Tokens tokens)
    {
        var found = new List<Recognised<Count>>();
        for (var i = 0; i < tokens.Count;)
        {
            if (Alone(tokens, i, out var count, out var next)
                || Team(tokens, i, out count, out next)
                || Counted(tokens, i, out count, out next))
            {
                found.Add(tokens.Found(count, i, next));
                i = next;
            }
            else
            {
                i = Math.Max(i + 1, next);
            }
        }

        return found;
    }

    /// <summary>"just me", "me and the wife", "I work alone", "on my own", "one-man band".</summary>
    private static bool Alone(Tokens tokens, int at, out Count count, out int next)
    {
        count = new(1, CountOf.Staff);
        next = at;

        if (tokens.Word(at) is "just" or "only" && tokens.Word(at + 1) is "me" or "myself" or "i" or "yours" or "us"
            || tokens.Word(at) is "me" or "myself" && (tokens.Word(at + 1) is "and" or "plus" or "&" || (tokens.Is(at + 1, ",") && tokens.IsAny(at + 2, "my", "the"))) && !tokens.Is(at - 1, "to") && !tokens.Is(at - 1, "for"))
        {
            var me = tokens.Word(at) is "just" or "only" ? at + 1 : at;
            if (tokens.Is(me, "us"))
            {
                return false;
            }

            var others = Others(tokens, me + 1, out next);

            // "just me" must not be the "just" of "just me being silly", nor "only I can log in".
            if (tokens.Is(me, "i") && others == 0)
            {
                return false;
            }

            if (others < 0 || (others == 0 && me == at))
            {
                next = at;
                return false;
            }

            count = new(1 + others, CountOf.Staff);
            next = others == 0 ? me + 1 : next;
            return !tokens.Word(next).EndsWith("ing", StringComparison.Ordinal);
        }

        var length = tokens.Word(at) switch
        {
            "i" when tokens.Are(at, "i", "work", "alone") => 3,
            "i" when tokens.Are(at, "i", "work", "by", "myself") => 4,
            "i" when tokens.Are(at, "i", "work", "for", "myself") => 4,
            "i" when tokens.Are(at, "i", "run", "it", "alone") => 4,
            "i" when tokens.Are(at, "i", "run", "it", "by", "myself") || tokens.Are(at, "i", "run", "it", "all", "myself") => 5,
            "work" when tokens.Are(at, "work", "alone") => 2,
            "on" when tokens.Are(at, "on", "my", "own") && !tokens.Is(at - 1, "live") && EndsOwn(tokens, at + 3) => 3,
            "on" when tokens.Are(at, "on", "my", "tod") || tokens.Are(at, "on", "me", "own") || tokens.Are(at, "on", "me", "tod") => 3,
            "one" when tokens.Are(at, "one", "-", "man", "band") => 4,
            "one" when tokens.Are(at, "one", "man", "band") => 3,
            "one" when tokens.Are(at, "one", "-", "woman", "band") || tokens.Are(at, "one", "-", "person", "business") || tokens.Are(at, "one", "-", "man", "business") => 4,
            "one" when tokens.Are(at, "one", "woman", "band") || tokens.Are(at, "one", "person", "business") => 3,
            "sole" when tokens.IsAny(at + 1, "trader", "proprietor") => 2,
            "no" when tokens.IsAny(at + 1, "staff", "employees") => 2,
            "don't" or "dont" when tokens.Are(at + 1, "have", "any", "staff") || tokens.Are(at + 1, "have", "any", "employees") => 4,
            _ => 0,
        };
        next = at + length;
        return length > 0;
    }

    // "I work on my own in Leeds", but "on my own mobile".
    private static bool EndsOwn(Tokens tokens, int at) => tokens[at].Kind is not TokenKind.Word || AfterOwn.Contains(tokens.Word(at));

    /// <returns>How many others are named; -1 when the words are not about people.</returns>
    private static int Others(Tokens tokens, int at, out int next)
    {
        next = at;
        var others = 0;
        while (tokens.Word(next) is "and" or "plus" or "&" or "," or "+" && next < at + 24)
        {
            var i = tokens.Word(next + 1) is "my" or "our" or "the" && (Numerals.Unit(tokens.Word(next + 2), out _) || tokens.IsDigits(next + 2)) ? next + 2 : next + 1;
            if (Numerals.Read(tokens, i, out var numeral) && numeral.Value is > 0 and < 1000 && numeral.Value % 1 == 0 && !Numerals.Ordinal(tokens, i, out _, out _))
            {
                var noun = numeral.Next;
                while (Adjectives.Contains(tokens.Word(noun)) && noun < numeral.Next + 3)
                {
                    noun++;
                }

                if (!Kin(tokens.Word(noun)) && !StaffNouns.Contains(tokens.Word(noun)) && tokens.Word(noun) is not ("others" or "other" or "people" or "lads" or "girls" or "guys" or "lad" or "girl" or "blokes"))
                {
                    return others == 0 ? -1 : others;
                }

                others += (int)numeral.Value;
                next = noun + 1;
            }
            else
            {
                if (tokens.Word(i) is "the" or "my" or "a" or "one" or "our" or "an" or "his")
                {
                    i++;
                }

                while (tokens.Word(i) is "business" or "part" or "time" or "-" or "other" or "young" or "older" or "little")
                {
                    i++;
                }

                if (!Kin(tokens.Word(i)))
                {
                    return others == 0 ? -1 : others;
                }

                others++;
                next = i + 1;
            }
        }

        return others;
    }

    private static bool Kin(string word) => Relatives.Contains(word) || (word.EndsWith('s') && Relatives.Contains(word[..^1]));

    /// <summary>"team of 12", "we employ 20", "there's eight of us", "we are six".</summary>
    private static bool Team(Tokens tokens, int at, out Count count, out int next)
    {
        count = null!;
        next = at;
        var number = tokens.Word(at) switch
        {
            "team" or "staff" or "workforce" or "crew" or "company" or "firm" or "charity" or "business" or "family" or "committee" or "office" or "practice" or "outfit" when tokens.Is(at + 1, "of") => at + 2,
            "employ" or "employs" or "employing" => at + 1,
            "are" when tokens.Is(at - 1, "we") && InTotal(tokens, at + 1) => at + 1,
            "we're" or "were" when Numerals.Unit(tokens.Word(at + 1), out _) || tokens.IsDigits(at + 1) => at + 1,
            _ => -1,
        };
        if (number < 0)
        {
            return false;
        }

        var about = false;
        while (Roughly.Contains(tokens.Word(number)) && number < at + 4)
        {
            about = true;
            number++;
        }

        if (!Numerals.Read(tokens, number, out var numeral) || numeral.Value is < 1 or > 1_000_000 || numeral.Value % 1 != 0
            || tokens.Word(numeral.Next) is "%" or "years" or "hours" or "months" or "days" or "weeks" or "miles" or "minutes" || (numeral.Plain && tokens.Glued(numeral.Next) && tokens.IsWord(numeral.Next)))
        {
            return false;
        }

        next = numeral.Next;
        if (tokens.Word(at) is "we're" or "were" && !(tokens[next].Kind is TokenKind.None or TokenKind.Symbol || tokens.Word(next) is "people" or "staff" or "strong" or "in" or "of"))
        {
            next = at;
            return false;
        }

        while (tokens.Word(next) is "people" or "staff" or "employees" or "members" or "strong" or "volunteers" || (tokens.Word(next) is "full" or "part" && next < at + 8) || tokens.Is(next, "time"))
        {
            next++;
        }

        count = new((int)numeral.Value, CountOf.Staff, about || numeral.About);
        return true;
    }

    /// <summary>"we are 14 in total".</summary>
    private static bool InTotal(Tokens tokens, int at)
    {
        while (Roughly.Contains(tokens.Word(at)))
        {
            at++;
        }

        return (Numerals.Unit(tokens.Word(at), out _) || tokens.IsDigits(at)) && (tokens.Are(at + 1, "in", "total") || tokens.Are(at + 1, "in", "all") || tokens.IsAny(at + 1, "altogether", "strong"));
    }

    /// <summary>A number and what it counts: "12 staff", "eight of us", "two hundred patients' records".</summary>
    private static bool Counted(Tokens tokens, int at, out Count count, out int next)
    {
        count = null!;
        next = at;
        int value;
        bool about;
        int noun;

        if (Vague.TryGetValue(tokens.Word(at), out var vague) && tokens.Is(at + 1, "of"))
        {
            value = vague;
            about = true;
            noun = at + 2;
        }
        else
        {
            var token = tokens[at];
            if (token.Kind is not TokenKind.Digits && !Numerals.Unit(token.Text, out _) && token.Text is not ("a" or "couple" or "hundred" or "thousand" or "half" or "few"))
            {
                return false;
            }

            if (!Numerals.Read(tokens, at, out var numeral) || numeral.Value is < 1 or > 100_000_000 || numeral.Value % 1 != 0
                || tokens.Word(at - 1) is "£" or "$" or "€" or "-" && tokens.Glued(at))
            {
                return false;
            }

            value = (int)numeral.Value;
            about = numeral.About;
            noun = numeral.Next;
        }

        if (tokens.Is(noun, "+") || tokens.Are(noun, "or", "so"))
        {
            about = true;
            noun += tokens.Is(noun, "+") ? 1 : 2;
        }

        // "a 19-strong firm"
        if (tokens.Is(noun, "-") && tokens.Is(noun + 1, "strong"))
        {
            next = noun + 2;
            count = new(value, CountOf.Staff, about);
            return true;
        }

        about |= Roughly.Contains(tokens.Word(at - 1));
        if (tokens.IsAny(noun, "of", "or") && tokens.IsAny(noun + 1, "us", "them"))
        {
            var us = tokens.Is(noun + 1, "us");
            next = noun + 2;

            // "one of us clicked", "two of us got the email": some of the staff, not how many they are.
            var whole = tokens.Word(at - 1) is "there's" or "theres" or "are" or "is" or "only" or "just" or "about" or "around" or "the" or "we're" or "of" or "than" || at == 0 || (tokens.Is(at - 1, ",") && tokens[next].Kind is TokenKind.None or TokenKind.Symbol) || tokens.Word(next) is "in" or "here" or "work" or "working" or "altogether" or "total";
            count = new(value, CountOf.Staff, about);
            return us && value > 1 && whole;
        }

        for (var skipped = 0; skipped < 4; skipped++, noun++)
        {
            var word = tokens.Word(noun);
            if (word is "members" or "member" && tokens.Is(noun + 1, "of") && tokens.IsAny(noun + 2, "staff", "our"))
            {
                next = noun + (tokens.Is(noun + 3, "staff") ? 4 : 3);
                count = new(value, CountOf.Staff, about);
                return true;
            }

            if (StaffNouns.Contains(word) && !(tokens.Word(noun + 1) is "records" or "record" or "details" or "data" or "files"))
            {
                next = noun + 1;
                count = new(value, CountOf.Staff, about);
                return true;
            }

            if (AffectedNouns.Contains(word) || (StaffNouns.Contains(word) && skipped >= 0))
            {
                next = noun + 1;
                if (tokens.Is(next, "'"))
                {
                    next++;
                }

                if (tokens.Word(next) is "records" or "record" or "details" or "data" or "files" or "addresses" or "names")
                {
                    next++;
                }

                count = new(value, CountOf.PeopleAffected, about);
                return true;
            }

            if (word is "people" or "persons" or "people's" or "names" or "contacts")
            {
                next = noun + 1;
                var work = tokens.Word(next) is "work" or "working" or "employed" || tokens.Are(next, "in", "the", "team") || tokens.Are(next, "in", "the", "office") || tokens.Are(next, "who", "work")
                    || tokens.Word(at - 1) is "employ" or "employs" or "have" or "we're" or "are" or "got" && (tokens.Word(at - 2) is "we" or "we've" or "i") && tokens[next].Kind is not TokenKind.Word;
                count = new(value, work ? CountOf.Staff : CountOf.PeopleAffected, about);
                return true;
            }

            if (!Adjectives.Contains(word) && word != "-" && !(tokens.Word(noun + 1) is "records" && word.EndsWith('s')))
            {
                return false;
            }
        }

        return false;
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);
}

using System.Collections.Frozen;

namespace BotAdvice.Bot.Understanding.Recognisers;

internal enum YesNo
{
    Yes,
    No,
    Unsure,
}

/// <summary>Yes, no or not sure, as a whole answer to a question. A "no" inside a story is not an answer.</summary>
internal static class YesNoRecogniser
{
    private const int LongestAnswer = 9;

    private static readonly FrozenDictionary<string, YesNo> Whole = Build();

    /// <summary>Words that answer by themselves at the beginning of a longer message.</summary>
    private static readonly FrozenDictionary<string, YesNo> Openers = new Dictionary<string, YesNo>(StringComparer.Ordinal)
    {
        ["yes"] = YesNo.Yes,
        ["yeah"] = YesNo.Yes,
        ["yep"] = YesNo.Yes,
        ["yup"] = YesNo.Yes,
        ["yea"] = YesNo.Yes,
        ["ye"] = YesNo.Yes,
        ["yh"] = YesNo.Yes,
        ["aye"] = YesNo.Yes,
        ["yess"] = YesNo.Yes,
        ["yeh"] = YesNo.Yes,
        ["yas"] = YesNo.Yes,
        ["definitely"] = YesNo.Yes,
        ["absolutely"] = YesNo.Yes,
        ["correct"] = YesNo.Yes,
        ["no"] = YesNo.No,
        ["nope"] = YesNo.No,
        ["nah"] = YesNo.No,
        ["naw"] = YesNo.No,
        ["noo"] = YesNo.No,
        ["nae"] = YesNo.No,
        ["maybe"] = YesNo.Unsure,
        ["possibly"] = YesNo.Unsure,
        ["perhaps"] = YesNo.Unsure,
        ["dunno"] = YesNo.Unsure,
        ["unsure"] = YesNo.Unsure,
        ["probably"] = YesNo.Yes,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What may follow an unpunctuated "no" that is an answer. "No one can log in" is a story.</summary>
    private static readonly FrozenSet<string> AfterNo = FrozenSet.Create(
        StringComparer.Ordinal, "we", "i", "it", "they", "he", "she", "not", "never", "thanks", "thank", "but", "sorry", "just", "thankfully", "luckily", "i'm", "i've", "we've", "we're",
        "it's", "it", "that", "that's", "there", "sadly", "unfortunately", "mate", "way", "chance", "because", "cos", "only", "yet", "you", "don't", "didn't", "haven't", "no");

    /// <summary>Phrases of doubt that outweigh a "yes" or "no" before them.</summary>
    private static readonly string[][] Doubts =
    [
        ["not", "sure"], ["no", "idea"], ["don't", "know"], ["dont", "know"], ["not", "certain"], ["can't", "tell"], ["cant", "tell"], ["can't", "say"],
        ["hard", "to", "say"], ["no", "clue"], ["haven't", "a", "clue"], ["unsure"], ["who", "knows"], ["couldn't", "say"], ["couldn't", "tell"], ["can't", "be", "sure"], ["dunno"], ["idk"],
    ];

    /// <returns>The answer, and the words that gave it; null when the message is no answer.</returns>
    public static Recognised<YesNo>? Recognise(string text) => Recognise(Tokens.Of(text));

    public static Recognised<YesNo>? Recognise(Tokens tokens)
    {
        if (tokens.Count == 0)
        {
            return null;
        }

        if (Emoji(tokens, 0) is { } thumb)
        {
            return tokens.Found(thumb, 0, EmojiEnd(tokens, 0));
        }

        // The first clause is the answer; what follows is a story for the other recognisers.
        var end = 0;
        while (end < tokens.Count && end < LongestAnswer + 3 && tokens[end].Kind is not TokenKind.Symbol)
        {
            end++;
        }

        var wholeMessage = end == tokens.Count || OnlySymbols(tokens, end);
        if (end == 0)
        {
            return null;
        }

        var clause = string.Join(' ', Enumerable.Range(0, end).Select(tokens.Word));
        if (Whole.TryGetValue(Straight(clause), out var answer) && (wholeMessage || answer is not YesNo.Unsure || end > 1 || Doubt(tokens, 0, tokens.Count) is not null || tokens.Count <= LongestAnswer))
        {
            // "Yes. I think so. Not sure": the doubt that follows at once counts.
            if (!wholeMessage && tokens.Count <= LongestAnswer && Doubt(tokens, end, tokens.Count) is { } later)
            {
                return tokens.Found(YesNo.Unsure, 0, later);
            }

            return tokens.Found(answer, 0, end);
        }

        if ((wholeMessage ? end : tokens.Count) <= LongestAnswer && !tokens.Is(tokens.Count - 1, "?") && Doubt(tokens, 0, tokens.Count) is { } doubted)
        {
            return tokens.Found(YesNo.Unsure, 0, doubted);
        }

        // "hmm yes", "er, no", "oh yes we did"
        var first = 0;
        while (first < 2 && tokens.Word(first) is "oh" or "er" or "erm" or "um" or "hmm" or "well" or "ah" or "ok" or "sorry" or "ooh" or "umm")
        {
            first++;
            if (tokens.Is(first, ","))
            {
                first++;
            }
        }

        if (!Openers.TryGetValue(tokens.Word(first), out var opened))
        {
            return null;
        }

        var next = tokens[first + 1];
        var cut = next.Kind is TokenKind.None || next.Text is "," or "." or "!" or ";" or "-" or "–" or "?" or "…" or ":" or "(";
        var fits = cut || (opened, tokens.Word(first)) switch
        {
            (YesNo.No, "no") => AfterNo.Contains(next.Text),
            (YesNo.Unsure, _) => tokens.Count <= LongestAnswer,
            (_, "definitely" or "absolutely" or "correct" or "probably") => tokens.Count <= 4,
            _ => true,
        };
        return fits ? tokens.Found(opened, first, first + 1) : null;
    }

    /// <summary>Every "yes", "no" and the like anywhere in a text, for one who wants to know whether somebody said it at all.</summary>
    public static List<Recognised<YesNo>> Mentions(string text)
    {
        var tokens = Tokens.Of(text);
        var found = new List<Recognised<YesNo>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Emoji(tokens, i) is { } thumb)
            {
                var end = EmojiEnd(tokens, i);
                found.Add(tokens.Found(thumb, i, end));
                i = end - 1;
            }
            else if (tokens.Is(i, "not") && tokens.Word(i + 1) is "ok" or "okay" or "right" or "fine")
            {
                found.Add(tokens.Found(YesNo.No, i, i + 2));
                i++;
            }
            else if (Openers.TryGetValue(tokens.Word(i), out var answer) && answer is not YesNo.Unsure)
            {
                found.Add(tokens.Found(answer, i, i + 1));
            }
            else if (tokens.Word(i) is "agree" or "ok" or "okay" or "sure")
            {
                found.Add(tokens.Found(YesNo.Yes, i, i + 1));
            }
            else if (tokens.Word(i) is "disagree")
            {
                found.Add(tokens.Found(YesNo.No, i, i + 1));
            }
        }

        return found;
    }

    private static YesNo? Emoji(Tokens tokens, int at) => tokens.Word(at) switch
    {
        "👍" or "👌" or "✅" or "✔" or "☑" or "🙌" or "💯" => YesNo.Yes,
        "👎" or "❌" or "✖" or "🚫" or "🙅" => YesNo.No,
        "🤷" or "🤔" or "😕" => YesNo.Unsure,
        _ => null,
    };

    /// <summary>A skin tone or a variation mark belongs to the emoji before it.</summary>
    private static int EmojiEnd(Tokens tokens, int at)
    {
        var end = at + 1;
        while (tokens.Glued(end) && (tokens.Word(end) is "\ufe0f" or "\u200d" or "♂" or "♀" || tokens.Word(end) is ['\ud83c', >= '\udffb' and <= '\udfff']))
        {
            end++;
        }

        return end;
    }

    private static bool OnlySymbols(Tokens tokens, int from)
    {
        for (var i = from; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is not TokenKind.Symbol || i > from + 8)
            {
                return false;
            }
        }

        return true;
    }

    private static int? Doubt(Tokens tokens, int from, int to)
    {
        for (var i = from; i < Math.Min(to, from + LongestAnswer + 3); i++)
        {
            foreach (var doubt in Doubts)
            {
                if (tokens.Are(i, doubt))
                {
                    return i + doubt.Length;
                }
            }
        }

        return null;
    }

    private static string Straight(string clause) => clause.Replace("'", "", StringComparison.Ordinal);

    private static FrozenDictionary<string, YesNo> Build()
    {
        var all = new Dictionary<string, YesNo>(StringComparer.Ordinal);
        Add(YesNo.Yes, """
            yes|yep|yeah|yup|yea|ye|yh|y|aye|ya|yess|yesss|yeh|yas|yes please|yes thanks|yes thank you|yes mate|oh yes|oh yeah|sure|sure thing|of course|course|certainly
            definitely|def|defo|absolutely|indeed|correct|thats right|thats correct|thats it|right|exactly|affirmative|true|ok|okay|okey dokey|fine|agreed|i agree
            i think so|think so|i believe so|believe so|i guess so|guess so|i suppose so|suppose so|suppose|i reckon so|reckon so|i expect so|i would say so|id say so
            afraid so|im afraid so|i am afraid so|afraid we did|afraid i did|im afraid we did|im afraid i did|im afraid we have|im afraid it is|unfortunately|unfortunately yes|unfortunately so|sadly|sadly yes|sadly so|regrettably yes|it did|it does|it is|it was|it has
            we did|we do|we have|we are|we were|we had|i did|i do|i have|i am|i was|i had|they did|they do|they have|they are|they were|he did|she did|he has|she has|there is|there are|there was|there were
            yes i did|yes we did|yes i have|yes we have|yes i am|yes we are|yes it is|yes it was|yes they did|yes it did|looks like it|seems so|it seems so|so it seems|apparently|apparently so
            apparently yes|probably|most likely|very likely|likely|more than likely|almost certainly|pretty sure yes|pretty sure|fairly sure|im pretty sure|im sure|quite sure|100|too right|you bet
            yes i think so|yes i believe so|yeah i think so|yes probably|yes unfortunately|yes sadly|yes im afraid so|course i did|course we did|of course i did|got it|go on|go on then|please|please do|pls|all of it|all of them|both|some|a bit|a little|si|oui|still is|still are|it still is|still happening|only too well
            """);
        Add(YesNo.No, """
            no|nope|nah|naw|n|noo|nooo|nae|na|no thanks|no thank you|no ta|not really|not at all|never|no way|no chance|negative|false|nothing|none|none of it|none of them|neither|nobody|no one|noone
            not yet|no not yet|not so far|not now|not any more|not anymore|not this time|not today|not as yet|not as such|not currently
            not that i know of|not that i know|not that im aware of|not that im aware|not to my knowledge|not as far as i know|as far as i know no|not as far as im aware|not that we know of|not that were aware of|not that ive seen|not that i can see|not that i can tell|not that i remember|not that i recall|none that i know of|nothing that i know of|nothing like that|nothing of the sort|nothing at all|not knowingly
            i dont think so|dont think so|i do not think so|do not think so|dont believe so|i dont believe so|i doubt it|doubt it|doubtful|i think not|think not|i hope not|hope not|hopefully not|probably not|prob not|unlikely|very unlikely|i guess not|guess not|suppose not|i suppose not|apparently not|seemingly not|i wouldnt think so|wouldnt think so|i shouldnt think so|shouldnt think so
            afraid not|im afraid not|i am afraid not|sadly not|unfortunately not|of course not|course not|certainly not|definitely not|defo not|absolutely not|thankfully not|luckily not|fortunately not|thank god no|thank goodness no|thankfully no|luckily no|god no|oh no
            i didnt|we didnt|i did not|we did not|i havent|we havent|i have not|we have not|i dont|we dont|i do not|we do not|im not|we arent|were not|we are not|it isnt|it is not|its not|it wasnt|it hasnt|they didnt|they havent|they dont|he didnt|she didnt|there isnt|there arent|there wasnt|it doesnt|it didnt
            no i didnt|no we didnt|no i havent|no we havent|no we dont|no i dont|no it isnt|no it wasnt|no its not|no im not|no we are not|no they didnt|no i dont think so|no not really|no not at all|no not that i know of|no never|thats wrong|wrong|incorrect|not correct|thats not right|not right|disagree|no ta|nay|zero|not me|not us|no it hasnt|it has stopped|its stopped|stopped
            """);
        Add(YesNo.Unsure, """
            unsure|not sure|im not sure|i am not sure|not too sure|not really sure|not quite sure|not 100 sure|not entirely sure|were not sure|we are not sure|not certain|im not certain|uncertain
            dunno|i dunno|dont know|i dont know|i do not know|do not know|we dont know|we do not know|dk|idk|no idea|no idea sorry|ive no idea|i have no idea|no clue|havent a clue|havent got a clue|i havent a clue|not a clue|couldnt tell you|couldnt say|i couldnt say|cant say|i cant say|cant tell|i cant tell|cant be sure|hard to say|hard to tell|difficult to say|who knows|i wouldnt know|wouldnt know|god knows|goodness knows|heaven knows|search me|beats me|no way of knowing
            maybe|maybe not|maybe so|may be|perhaps|perhaps not|possibly|possibly not|poss|could be|might be|might have|it might|it might have|it may have|could have|could well be|it could be|it depends|depends|kind of|sort of|ish|so so|50 50|fifty fifty|i might have|we might have|i may have|we may have|they might have|they may have|dont remember|i dont remember|cant remember|i cant remember|cannot remember|i forget|not that sure
            unknown|unclear|its unclear|not clear|need to check|id have to check|i need to check|will check|ill check|ill find out|have to check|let me check|still checking|we are checking|were checking|still finding out|waiting to hear|skip|pass|no comment|either|yes and no|yes or no|dont no|dnt know|dnt no|i dont no|nt sure|not shure|no sure
            """);
        return all.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(YesNo answer, string phrases)
        {
            foreach (var phrase in phrases.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                all[phrase] = answer;
            }
        }
    }
}

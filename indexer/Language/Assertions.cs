using System.Collections.Frozen;

namespace BotAdvice.Indexer.Language;

/// <summary>Which words of a text are denied or only supposed.</summary>
/// <remarks>
/// Small closed sets of function words, no grammar. Where the two mistakes differ in harm, the doubt goes towards "it
/// happened": "we might have clicked" and "not sure if we paid" are reports, so they are neither denied nor supposed.
/// </remarks>
internal sealed class Assertions(Word[] words)
{
    private const int Reach = 3;

    private static readonly FrozenSet<string> Negators = Set(
        "not never no nobody noone none without nor neither nothing nowt nope cannot unable hardly barely nearly almost avoided "
        + "didnt havent hasnt hadnt isnt arent wasnt werent wont dont doesnt cant couldnt wouldnt shouldnt aint mustnt neednt");

    // These strengthen an earlier negator ("never gave nobody nothing") and do not cancel it.
    private static readonly FrozenSet<string> Strengtheners = Set("no nobody noone none nothing nowt nor neither nope");

    // "not only", "no longer", "not sure if": the rest of the clause still stands.
    private static readonly FrozenSet<string> Harmless = Set(
        "only just longer long sure certain doubt idea wonder sooner surprisingly clue");

    // "without thinking I clicked", "we did not notice it was fake": it is the noticing that is denied.
    private static readonly FrozenSet<string> Noticing = Set(
        "know knew knowing sure certain believe realise realised realising realize realized realizing notice noticed noticing remember "
        + "understand recall aware thinking check checked checking look looking read reading verify verifying tell spot spotted suspect "
        + "suspected question questioned hesitate wait");

    private static readonly FrozenSet<string> Breaks = Set(
        "and but so then because cos when until till since which who while if whether unless although though");

    private static readonly FrozenSet<string> Relatives = Set("who which that thats whose because as when where and");

    private static readonly FrozenSet<string> Pronouns = Set(
        "i we he she they it you my our his her their its im weve ive theyve were thats this the that there");

    private static readonly FrozenSet<string> Speech = Set(
        "say says said saying tell tells told telling threaten threatens threatened threatening warn warned warning claim claims claimed "
        + "demand demanding demanded email message note letter");

    private static readonly FrozenSet<string> Modals = Set("could might would");

    private static readonly FrozenSet<string> Helpful = Set("help tell advise call ring speak talk report ask explain let please have know");

    private bool[]? supposed;

    /// <summary>Whether the words that a cue took are denied.</summary>
    /// <param name="taken">Runs of words that the cue took, in order; what lies between them are its gaps.</param>
    public bool IsNegated(ReadOnlySpan<(int At, int Length)> taken)
    {
        foreach (var (at, length) in taken)
        {
            for (var i = at; i < at + length; i++)
            {
                if (IsNegator(i))
                {
                    // The cue speaks of the negation itself: "cant log in".
                    return false;
                }
            }
        }

        return NegatorBefore(taken[0].At) || NegatorInGap(taken) || NothingAfter(taken[^1].At + taken[^1].Length);
    }

    /// <summary>Whether one of the words that a cue took lies in a supposition.</summary>
    public bool IsSupposed(ReadOnlySpan<(int At, int Length)> taken)
    {
        supposed ??= FindSuppositions();
        var any = false;
        foreach (var (at, length) in taken)
        {
            for (var i = at; i < at + length; i++)
            {
                if (words[i].Text is "if" or "suppose" or "supposing" or "hypothetically" || Modals.Contains(words[i].Text))
                {
                    return false;
                }

                any |= supposed[i];
            }
        }

        return any;
    }

    private static FrozenSet<string> Set(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private string TextAt(int index) => index >= 0 && index < words.Length ? words[index].Text : "";

    private bool IsNegator(int i)
    {
        var text = words[i].Text;
        if (!Negators.Contains(text))
        {
            return text switch
            {
                "than" => TextAt(i - 1) == "rather",
                "of" => TextAt(i - 1) == "instead" || (TextAt(i - 1) == "short" && TextAt(i - 2) == "stopped"),
                "to" => TextAt(i - 1) is "yet" or "failed" or "refused" or "refusing" or "declined" or "about",
                "we" or "i" or "anyone" or "anybody" or "any" => TextAt(i - 1) == "before",
                "t" => TextAt(i - 1) is "didn" or "don" or "doesn" or "haven" or "hasn" or "hadn" or "isn" or "wasn" or "couldn" or "won" or "can",
                _ => false,
            };
        }

        if (Harmless.Contains(TextAt(i + 1)))
        {
            return false;
        }

        // "no we clicked it": an answer, not a denial of what follows.
        var begins = i == 0 || words[i - 1].Clause != words[i].Clause;
        return !(text is "no" or "nope" && begins && Pronouns.Contains(TextAt(i + 1)));
    }

    private bool NegatorBefore(int first)
    {
        var found = NearestNegator(first, Reach);
        return found >= 0 && (Strengtheners.Contains(words[found].Text) || !Cancelled(found));
    }

    private bool Cancelled(int negator)
    {
        var earlier = NearestNegator(negator, Reach + 1);
        return earlier >= 0 && !Strengtheners.Contains(words[earlier].Text);
    }

    private int NearestNegator(int first, int reach)
    {
        for (var i = first - 1; i >= 0 && i >= first - reach; i--)
        {
            if (words[i].Clause != words[first].Clause || words[i].Sentence != words[first].Sentence)
            {
                return -1;
            }

            if (IsNegator(i))
            {
                return i;
            }

            if (Breaks.Contains(words[i].Text) || Noticing.Contains(words[i].Text))
            {
                return -1;
            }
        }

        return -1;
    }

    private bool NegatorInGap(ReadOnlySpan<(int At, int Length)> taken)
    {
        for (var t = 1; t < taken.Length; t++)
        {
            for (var i = taken[t - 1].At + taken[t - 1].Length; i < taken[t].At; i++)
            {
                if (Relatives.Contains(words[i].Text))
                {
                    // "paid a man who is not our supplier": a clause of its own.
                    break;
                }

                if (words[i].Text is not ("without" or "no" or "before" or "nor") && IsNegator(i)
                    && !Noticing.Contains(TextAt(i + 1)) && !Noticing.Contains(TextAt(i + 2)))
                {
                    return true;
                }

                if (words[i].Text == "no" && IsNegator(i) && i + 1 == taken[t].At)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool NothingAfter(int end)
    {
        if (end >= words.Length || words[end].Clause != words[end - 1].Clause)
        {
            return false;
        }

        var at = TextAt(end) is "them" or "him" or "her" or "it" or "us" or "on" or "to" ? end + 1 : end;
        return TextAt(at) is "nothing" or "nowt" or "nobody" || (TextAt(at) == "none" && TextAt(at + 1) == "of");
    }

    private bool[] FindSuppositions()
    {
        var marks = new bool[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i].Text)
            {
                case "if" when IsSupposingIf(i):
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
                case "case" when TextAt(i - 1) == "in" && TextAt(i + 1) is not "of":
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
                case "event" when TextAt(i - 1) == "the" && TextAt(i - 2) == "in":
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
                case "suppose" or "imagine" or "supposing" or "assuming" or "hypothetically" or "hypothetical"
                    when TextAt(i - 1) is not ("i" or "we" or "can" or "you" or "cant"):
                    Mark(marks, i + 1, wholeSentence: true);
                    break;
                case "ever" when TextAt(i - 2) == "should":
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
                case "could" or "might" or "would" when IsSupposingModal(i):
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
                case "avoid" or "prevent" or "protect" or "guard" or "stop" when IsHowTo(i):
                    Mark(marks, i + 1, wholeSentence: false);
                    break;
            }
        }

        return marks;
    }

    private void Mark(bool[] marks, int from, bool wholeSentence)
    {
        for (var i = from; i < words.Length && words[i].Sentence == words[from - 1].Sentence; i++)
        {
            if (!wholeSentence)
            {
                if (words[i].Clause != words[from - 1].Clause || words[i].Text is "then" or "but" or "because")
                {
                    break;
                }

                // "if we do not pay they will publish": the threat itself is real.
                if (i > from + 1 && words[i].Text is "theyll" or "itll" or "hell" or "shell"
                    || (i > from + 1 && words[i].Text is "they" or "he" or "she" or "it" && TextAt(i + 1) is "will" or "are" or "is"))
                {
                    break;
                }
            }

            marks[i] = true;
        }
    }

    private bool IsSupposingIf(int i)
    {
        // "not sure if we clicked", "check if they got in", "as if": it may well have happened.
        if (TextAt(i - 1) is "sure" or "know" or "certain" or "idea" or "see" or "check" or "checked" or "checking" or "tell" or "wonder"
            or "wondering" or "as" or "even" or "ask" or "asked" or "asking" or "unsure" or "clear" or "understand" or "remember"
            or "matter" or "clue" or "determine" or "work" or "out")
        {
            return false;
        }

        // "if you can help", "if possible": politeness.
        return TextAt(i + 1) switch
        {
            "possible" or "anyone" or "anybody" or "someone" or "so" or "not" or "poss" => Politely(i + 2) || TextAt(i + 1) is "possible" or "poss" or "so" or "not",
            "you" => TextAt(i + 2) is not ("can" or "could" or "would" or "dont" or "please" or "know" or "need" or "want"),
            "i" or "im" or "ive" => TextAt(i + 1) != "im" || TextAt(i + 2) is not ("honest" or "right" or "allowed"),
            "that" or "it" or "this" or "thats" => TextAt(i + 2) is not ("helps" or "matters" or "ok" or "okay" or "makes" or "counts" or "is"),
            _ => true,
        } && !(TextAt(i + 1) is "possible" or "poss" or "so" or "not");

        bool Politely(int at) => TextAt(at) is not ("can" or "could" or "knows" or "is");
    }

    private bool IsSupposingModal(int i)
    {
        var next = TextAt(i + 1);
        if (next is "not" or "have" or "of" or "ve" or "only" or "see" or "hear" or "you" or "like" or "say" or "really" or "also" or "be" && words[i].Text != "could")
        {
            // "might have clicked" is a report; "it would not open" is a fact; "could you help" is a request.
            return next == "have" && words[i].Text == "would";
        }

        if (next is "have" or "not" or "see" or "hear" or "you" or "only" or "of" or "ve" or "like" or "say" or "really")
        {
            return false;
        }

        for (var j = i - 1; j >= 0 && j >= i - 4 && words[j].Sentence == words[i].Sentence; j--)
        {
            if (Speech.Contains(words[j].Text))
            {
                return false;
            }
        }

        var asked = next is "someone" or "somebody" or "anyone" or "anybody" or "i" or "we" or "they";
        return !(asked && (Helpful.Contains(TextAt(i + 2)) || Helpful.Contains(TextAt(i + 3))))
            && !(asked && TextAt(i + 2) is "have" or "get" && TextAt(i + 3) is "some" or "my" or "our" or "a");
    }

    private bool IsHowTo(int i)
    {
        // "how do we stop them" is asked in the middle of an attack; "how do we stop staff clicking links" is not.
        if (words[i].Text == "stop" && TextAt(i + 1) is "this" or "that" or "it" or "them" or "him" or "her" or "the" or "these" or "those")
        {
            return false;
        }

        for (var j = i - 1; j >= 0 && j >= i - 4 && words[j].Sentence == words[i].Sentence; j--)
        {
            if (words[j].Text is "how" or "ways" or "way")
            {
                return true;
            }
        }

        return false;
    }
}

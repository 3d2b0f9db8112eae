using System.Collections.Frozen;
using System.Globalization;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding.Recognisers;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Reads a message as the answer to the question that is open.</summary>
internal static class AnswerReader
{
    private const int LongestAnswer = 15;
    private const int LongestDenial = 9;
    private const int ShortAnswer = 3;
    private const int LeastAmount = 100;
    private const int ComingOfAge = 18;
    private const int YoungestAge = 5;
    private const int OldestAge = 110;
    private const int LongestNaming = 6;

    private static readonly string[] Paid = ["paid", "sent", "transferred", "moved", "lost", "gone", "went", "taken", "took", "stolen", "missing", "left"];

    // "My husband doesn't know yet" denies nothing that was asked.
    private static readonly FrozenSet<string> Feelings = FrozenSet.Create(
        StringComparer.Ordinal, "know", "knows", "understand", "want", "wants", "care", "cares", "believe", "like", "trust", "mean", "sleep", "slept", "think");

    private static readonly FrozenSet<string> Subjects = FrozenSet.Create(
        StringComparer.Ordinal, "we", "i", "it", "they", "he", "she", "that", "there", "well", "actually", "luckily", "thankfully", "so", "as", "far", "definitely", "thank", "god",
        "um", "er", "oh", "but", "think", "have", "has", "had", "did", "do", "is", "was", "are", "were", "of", "course", "absolutely");

    private static readonly FrozenSet<string> Corrections = FrozenSet.Create(StringComparer.Ordinal, "sorry", "actually", "not", "correction", "meant", "was", "wrong");

    private static readonly FrozenSet<string> Denials = FrozenSet.Create(
        StringComparer.Ordinal, "no", "not", "none", "nothing", "nobody", "never", "havent", "hasnt", "hadnt", "didnt", "isnt", "arent", "wasnt", "dont", "doesnt");

    /// <summary>The fact that was asked for, or null when the message is no answer to it.</summary>
    /// <param name="question">The open question.</param>
    /// <param name="text">The message, with personal data masked.</param>
    /// <param name="words">Its words.</param>
    /// <param name="facts">The facts that it tells in any case.</param>
    /// <param name="now">When it was said.</param>
    /// <param name="turn">Its number in the conversation.</param>
    public static FactValue? Read(
        Question question, string text, IReadOnlyList<Word> words, IReadOnlyDictionary<string, FactValue> facts, DateTimeOffset now, int turn)
    {
        var allowed = FactNames.Values[question.Fact];
        if (Option(question, text) is { } chosen)
        {
            // "Just now" and "yesterday" are measured as if they had been typed; "longer ago" says no day.
            return allowed.Count > 0 || chosen.Value.All(char.IsAsciiDigit) || chosen.Value is "unsure"
                ? Value(chosen.Value)
                : Measured(question.Fact, text, facts, now, turn) ?? Told() ?? Value("unsure");
        }

        if (allowed.Contains("unsure") && words.Count <= LongestAnswer && IsInDoubt(words))
        {
            return Value("unsure");
        }

        if (Told() is { } told)
        {
            return told;
        }

        if (words.Count > LongestAnswer)
        {
            return null;
        }

        if (Named(question, words) is { } named)
        {
            return FactValue.Of(named.Value, text, Known.Chosen, turn);
        }

        if (question.Fact is FactNames.MoneyLost && !Denies(words)
            && (facts.ContainsKey(FactNames.Amount) || words.Any(word => Paid.Contains(word.Text))) && YesNoRecogniser.Recognise(text)?.Value is not (YesNo.No or YesNo.Unsure))
        {
            return Value("yes");
        }

        if (question.Fact is FactNames.Under18 && NumberRecogniser.Recognise(text) is [{ Value: >= YoungestAge and <= OldestAge } age])
        {
            return Value(age.Value < ComingOfAge ? "yes" : "no");
        }

        if (question.Fact is FactNames.DetailsGiven && facts.GetValueOrDefault(FactNames.Clicked)?.Value is "no")
        {
            return Value("no");
        }

        if (BeginsWithNo(words) && allowed.Contains("no"))
        {
            return Value("no");
        }

        if (words.Count > ShortAnswer && facts.Any(fact => fact.Value.How is Known.Said && FactNames.Values.GetValueOrDefault(fact.Key)?.Contains("yes") is true))
        {
            // "Yes, there is pupil information in it" is no yes to whether money has gone.
            return null;
        }

        var yesNo = YesNoRecogniser.Recognise(text)?.Value ?? (DeniesItself(words) ? YesNo.No : null);
        return allowed switch
        {
            [] => Measured(question.Fact, text, facts, now, turn) ?? Value(yesNo is YesNo.Unsure || Declines(words) ? "unsure" : null),
            _ when yesNo is YesNo.Unsure && allowed.Contains("unsure") => Value("unsure"),
            _ when yesNo is YesNo.Yes && allowed.Contains("yes") => Value("yes"),
            _ when yesNo is YesNo.Yes && allowed.Contains("unsure") && allowed.Contains("no") => Value("unsure"),
            _ when yesNo is YesNo.No && allowed.Contains("no") => Value("no"),
            _ when yesNo is YesNo.No && allowed.Contains("none") => Value("none"),
            _ when Declines(words) && allowed.Contains("unsure") => Value("unsure"),
            _ => null,
        };

        FactValue? Told() => facts.TryGetValue(question.Fact, out var told) ? told with { How = Known.Chosen } : null;

        FactValue? Value(string? value) => value is null ? null : FactValue.Of(value, text, Known.Chosen, turn);
    }

    /// <summary>Whether the message is one of the question's quick replies, word for word.</summary>
    public static bool IsOption(Question question, string text) => Option(question, text) is not null;

    /// <summary>
    /// "They haven't taken anything yet", "no customer data was lost": few words with a denial speak of what was asked, or of the
    /// story so far, and never begin a new one.
    /// </summary>
    public static bool Denies(IReadOnlyList<Word> words) =>
        words.Count <= LongestDenial && words.Any(word => Denials.Contains(word.Text)) && !words.Any(word => Feelings.Contains(word.Text));

    // "We haven't", "not yet", "I don't think so" deny what was asked; "the IT man isn't answering", "it was Tuesday, not Monday" do not.
    private static bool DeniesItself(IReadOnlyList<Word> words) => Denies(words) && words.SkipWhile(word => Subjects.Contains(word.Text)).FirstOrDefault() is { } first && Denials.Contains(first.Text);

    // "She doesn't know if any money's gone", "nobody is sure whether it was opened".
    private static bool IsInDoubt(IReadOnlyList<Word> words)
    {
        var doubts = words.Select(word => word.Text).SkipWhile(word => !Denials.Contains(word)).SkipWhile(word => word is not ("know" or "knows" or "sure" or "certain" or "idea")).ToList();
        return doubts.Count > 1 && doubts.Any(word => word is "if" or "whether");
    }

    // "No, I put the phone down": the rest tells something of its own and denies nothing else.
    private static bool BeginsWithNo(IReadOnlyList<Word> words) => words is [{ Text: "no" or "nope" or "nah" }, { } second, ..]
        && Subjects.Contains(second.Text) && !words.Skip(1).Any(word => Denials.Contains(word.Text));

    // "No", "rather not say": an answer that tells nothing, to a question that cannot be denied.
    private static bool Declines(IReadOnlyList<Word> words) => words.Count <= ShortAnswer && Denies(words) && words.All(word => Denials.Contains(word.Text) || word.Text is "rather" or "say" or "thanks" or "really" or "of" or "them" or "those");

    /// <summary>
    /// A sum that puts right the one that is known: "sorry, it was 3,000". Null when the words put nothing right, or speak of something else.
    /// </summary>
    /// <param name="situation">What the conversation knows.</param>
    /// <param name="text">The message.</param>
    /// <param name="words">Its words.</param>
    /// <param name="turn">Its number in the conversation.</param>
    public static FactValue? CorrectedAmount(Situation situation, string text, IReadOnlyList<Word> words, int turn) =>
        situation.Facts.GetValueOrDefault(FactNames.Amount) is { } known && situation.Pending is not (FactNames.Staff or FactNames.PeopleAffected)
        && words.Count <= LongestAnswer && words.Any(word => Corrections.Contains(word.Text)) && NumberRecogniser.Recognise(text) is [{ Value: >= LeastAmount } sum, ..]
            ? FactValue.Of(sum.Value.ToString(CultureInfo.InvariantCulture), text, Known.Said, turn, known.Unit)
            : null;

    /// <summary>
    /// The fact that a few words tell because they are an answer to one question only, asked or not: "charity", "an IT company". Not
    /// "police" and "password": whom one has told, and what one has given away, is told only in answer to that very question.
    /// </summary>
    public static (string Fact, string Value)? AnyOption(IEnumerable<Question> questions, string text) => questions
        .Select(question => (question.Fact, Option(question, text)?.Value))
        .Where(answer => answer.Value is not (null or "yes" or "no" or "none" or "other" or "unsure") && answer.Fact is not (FactNames.ReportedTo or FactNames.DetailsGiven))
        .ToList() is [var (fact, value)] ? (fact, value!) : null;

    private static QuestionOption? Option(Question question, string text)
    {
        var said = Plain(text);
        return question.Options.FirstOrDefault(option => Plain(option.Label) == said || Plain(option.Value) == said);
    }

    // "England, I think", "just me, I'm a plasterer", "only her password": a few words that hold what one option says, and no denial.
    private static QuestionOption? Named(Question question, IReadOnlyList<Word> words)
    {
        if (words.Count > LongestNaming || words.Any(word => Denials.Contains(word.Text)))
        {
            return null;
        }

        var said = $" {string.Join(' ', words.Select(word => word.Text))} ";
        var named = question.Options
            .Where(option => option.Value is not ("yes" or "no" or "none" or "unsure"))
            .Where(option => option.Label.Split(',').Select(part => Plain(part.Trim())).Append(option.Value).Any(part =>
                said.Contains($" {(part.StartsWith("a ", StringComparison.Ordinal) ? part[2..] : part)} ", StringComparison.Ordinal)))
            .ToList();
        return named is [var only] ? only : null;
    }

    private static string Plain(string text) => string.Join(' ', Words.Of(text).Select(word => word.Text));

    private static FactValue? Measured(
        string fact, string text, IReadOnlyDictionary<string, FactValue> facts, DateTimeOffset now, int turn) => fact switch
        {
            FactNames.WhenNoticed or FactNames.WhenHappened when text.Contains("just now", StringComparison.OrdinalIgnoreCase)
                || text.Trim().Equals("now", StringComparison.OrdinalIgnoreCase) => FactValue.OfMoment(now, "minute", text, Known.Chosen, turn),

            // Asked when they noticed, "yesterday" is when they noticed, whatever else it might be in a story.
            FactNames.WhenNoticed or FactNames.WhenHappened => facts.GetValueOrDefault(
                fact == FactNames.WhenNoticed ? FactNames.WhenHappened : FactNames.WhenNoticed) is { } other ? other with { How = Known.Chosen } : null,
            FactNames.Staff or FactNames.PeopleAffected => NumberRecogniser.Recognise(text) is [var number, ..]
                ? FactValue.Of(number.Value.ToString(CultureInfo.InvariantCulture), text, Known.Chosen, turn)
                : null,
            _ => null,
        };
}

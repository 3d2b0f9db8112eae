using System.Collections.Frozen;
using System.Globalization;
using BotAdvice.Bot.Understanding.Recognisers;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Reads a message as the answer to the question that is open.</summary>
internal static class AnswerReader
{
    private const int LongestAnswer = 15;
    private const int LongestDenial = 9;
    private const int ComingOfAge = 18;
    private const int YoungestAge = 5;
    private const int OldestAge = 110;
    private const int LongestNaming = 6;

    private static readonly string[] Paid = ["paid", "sent", "transferred", "moved", "lost", "gone", "went", "taken", "took", "stolen", "missing", "left"];

    // "My husband doesn't know yet" denies nothing that was asked.
    private static readonly FrozenSet<string> Feelings = FrozenSet.Create(
        StringComparer.Ordinal, "know", "knows", "understand", "want", "wants", "care", "cares", "believe", "like", "trust", "mean", "sleep", "slept", "think");

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

        var yesNo = YesNoRecogniser.Recognise(text)?.Value ?? (Denies(words) ? YesNo.No : null);
        return allowed switch
        {
            [] => Measured(question.Fact, text, facts, now, turn) ?? Value(yesNo is YesNo.Unsure ? "unsure" : null),
            _ when yesNo is YesNo.Unsure && allowed.Contains("unsure") => Value("unsure"),
            _ when yesNo is YesNo.Yes && allowed.Contains("yes") => Value("yes"),
            _ when yesNo is YesNo.Yes && allowed.Contains("unsure") => Value("unsure"),
            _ when yesNo is YesNo.No && allowed.Contains("no") => Value("no"),
            _ when yesNo is YesNo.No && allowed.Contains("none") => Value("none"),
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

    /// <summary>
    /// The fact that a few words tell because they are an answer to one question only, asked or not: "charity", "an IT company".
    /// </summary>
    public static (string Fact, string Value)? AnyOption(IEnumerable<Question> questions, string text) => questions
        .Select(question => (question.Fact, Option(question, text)?.Value))
        .Where(answer => answer.Value is not (null or "yes" or "no" or "none" or "other" or "unsure"))
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
            .Where(option => option.Label.Split(',').Select(part => Plain(part.Trim())).Any(part =>
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

using System.Collections.Frozen;
using System.Globalization;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Understanding.Recognisers;
using BotAdvice.Indexer.Language;

namespace BotAdvice.Bot.Understanding;

/// <summary>Reads what a few words say of the plan that is shown ("2 is done", "skip the third") or of the check that is open ("yes").</summary>
internal static class StepMarkReader
{
    private const int LongestMark = 9;
    private const int LongestCheckAnswer = 15;

    private static readonly FrozenDictionary<string, int> Ordinals = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["first"] = 1,
        ["1st"] = 1,
        ["two"] = 2,
        ["second"] = 2,
        ["2nd"] = 2,
        ["three"] = 3,
        ["third"] = 3,
        ["3rd"] = 3,
        ["four"] = 4,
        ["fourth"] = 4,
        ["4th"] = 4,
        ["five"] = 5,
        ["fifth"] = 5,
        ["last"] = 5,
        ["5th"] = 5,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // In the order in which they are looked for: "not done" puts off, "why is 2 done first" asks.
    private static readonly (string State, FrozenSet<string> Words)[] Said =
    [
        (StepMark.Forward, Set("forward", "message", "supplier", "email")),
        (StepMark.Why, Set("why")),
        (StepMark.Later, Set("later", "not", "cant", "tomorrow", "week", "month", "postpone")),
        (StepMark.How, Set("how", "explain", "show", "help", "guide")),
        (StepMark.Skip, Set("skip", "skipped", "no", "pass", "ignore", "remove", "irrelevant")),
        (StepMark.Done, Set("done", "did", "finished", "complete", "completed", "have", "sorted", "tick", "ticked", "already", "yes")),
        (StepMark.More, Set("more", "next", "others", "other", "further", "another")),
    ];

    /// <summary>What the words say of the plan or the check that is open; null when they speak of something else.</summary>
    public static StepMark? Read(Situation situation, string text, IReadOnlyList<Word> words)
    {
        if (situation.Checks is [var open, ..])
        {
            return words.Count <= LongestCheckAnswer && Answer(text, words) is { } state ? new(open, state) : null;
        }

        if (situation.Topic is not Kinds.Plan || situation.Shown.Count == 0 || words.Count > LongestMark)
        {
            return null;
        }

        var said = words.Select(word => word.Text).ToHashSet(StringComparer.Ordinal);
        var number = words.Select(Number).FirstOrDefault(found => found > 0);
        var what = Said.FirstOrDefault(meaning => meaning.Words.Overlaps(said)).State;
        return (number, what) switch
        {
            ( > 0, _) when number > situation.Shown.Count => null,
            ( > 0, null or StepMark.More) => new(situation.Shown[number - 1], StepMark.How),
            ( > 0, _) => new(situation.Shown[number - 1], what),
            (_, StepMark.Forward or StepMark.More) => new("", what),
            (_, StepMark.Done or StepMark.Skip or StepMark.Later) when said.Overlaps(All) => new("", what),
            _ => null,
        };
    }

    private static readonly FrozenSet<string> All = Set("all", "everything", "them", "these", "those");

    private static string? Answer(string text, IReadOnlyList<Word> words) => YesNoRecogniser.Recognise(text)?.Value switch
    {
        YesNo.Yes => StepMark.Done,
        YesNo.No => StepMark.Missing,
        YesNo.Unsure => StepMark.Unsure,
        _ when words.Any(word => word.Text is "skip" or "pass" or "some" or "partly" or "mostly" or "sometimes" or "maybe") => StepMark.Unsure,
        _ when AnswerReader.Denies(words) => StepMark.Missing,
        _ => null,
    };

    private static int Number(Word word) =>
        Ordinals.TryGetValue(word.Text, out var ordinal) ? ordinal
        : int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}

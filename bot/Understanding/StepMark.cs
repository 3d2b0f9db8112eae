namespace BotAdvice.Bot.Understanding;

/// <summary>What a reader says of a step of the plan.</summary>
/// <param name="Step">The step's id; empty when what is said concerns the whole list.</param>
/// <param name="State">One of <see cref="States"/>, or what the reader wants to see: <see cref="Why"/>, <see cref="How"/>, <see cref="More"/>, <see cref="Forward"/>.</param>
internal sealed record StepMark(string Step, string State)
{
    public const string Done = "done";
    public const string Skip = "skip";
    public const string Later = "later";
    public const string Missing = "missing";
    public const string Unsure = "unsure";
    public const string Why = "why";
    public const string How = "how";
    public const string More = "more";
    public const string Forward = "forward";

    /// <summary>What is remembered of a step.</summary>
    public static IReadOnlyList<string> States { get; } = [Done, Skip, Later, Missing, Unsure];

    /// <summary>Whether a step in this state needs no more doing.</summary>
    public static bool IsClosed(string state) => state is Done or Skip;
}

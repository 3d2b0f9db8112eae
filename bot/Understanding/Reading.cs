using BotAdvice.Indexer.Classifying;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Understanding;

/// <summary>What one message meant.</summary>
internal sealed record Reading
{
    /// <summary>One of <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>From 0 to 1: how likely the kind, and the incident if there is one, are right.</summary>
    public double Confidence { get; init; }

    /// <summary>The reader's words, with personal data masked.</summary>
    public required string Text { get; init; }

    /// <summary>An emergency's id; null when there is none.</summary>
    public string? Emergency { get; init; }

    /// <summary>Incidents told as having happened (or happening), the likeliest first.</summary>
    public IReadOnlyList<Finding> Incidents { get; init; } = [];

    /// <summary>The incidents that it is most like, likeliest first, for "is it one of these?".</summary>
    public IReadOnlyList<Finding> Candidates { get; init; } = [];

    /// <summary>Facts told in this message.</summary>
    public IReadOnlyDictionary<string, FactValue> Facts { get; init; } =
        new SortedDictionary<string, FactValue>(StringComparer.Ordinal);

    /// <summary>It seems to be told for somebody else: a client, a friend, a mother.</summary>
    public bool ForAnother { get; init; }

    /// <summary>It says that it is about another client, or another firm, than what was told before.</summary>
    public bool IsAnotherCase { get; init; }

    /// <summary>It is put as a question.</summary>
    public bool Asks { get; init; }

    /// <summary>The message answers the question that was open.</summary>
    public bool AnswersPending { get; init; }

    /// <summary>What the message says of a step of the plan that is shown, or of the check that is open; null when nothing.</summary>
    public StepMark? Mark { get; init; }

    /// <summary>A command's id; null when it is none.</summary>
    public string? Command { get; init; }

    /// <summary>The small talk or out-of-scope entry that fits best; null when none does.</summary>
    public Exchange? Exchange { get; init; }

    /// <summary>Guidance that may answer, best first.</summary>
    public IReadOnlyList<GuidanceHit> Guidance { get; init; } = [];

    /// <summary>The phrases and rules that decided, for <c>why</c>.</summary>
    public IEnumerable<string> Why { get; init; } = [];
}

/// <summary>An incident found in a story.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Confidence">From 0 to 1.</param>
internal sealed record Finding(IncidentType Incident, double Confidence);

/// <summary>A guidance entry that may answer a question.</summary>
/// <param name="Guidance">The entry.</param>
/// <param name="Anchor">The passage that fits best; empty for the entry's first.</param>
/// <param name="Confidence">From 0 to 1: how likely it is the right answer.</param>
internal sealed record GuidanceHit(Guidance Guidance, string Anchor, double Confidence);

/// <summary>The kinds of message, as in <c>ask --json</c>.</summary>
internal static class Kinds
{
    public const string Incident = KnowledgeModels.Incident;
    public const string Question = KnowledgeModels.Question;
    public const string Advice = KnowledgeModels.Advice;
    public const string Plan = KnowledgeModels.Plan;
    public const string Emergency = KnowledgeModels.Emergency;
    public const string SmallTalk = KnowledgeModels.SmallTalk;
    public const string Command = KnowledgeModels.Command;
    public const string OutOfScope = KnowledgeModels.OutOfScope;
    public const string Unclear = "unclear";
}

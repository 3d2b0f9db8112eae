namespace BotAdvice.Indexer.Knowledge;

/// <summary>Something that people say, with a fixed reply: small talk, a question out of scope, or a command.</summary>
public sealed record Exchange : Entry
{
    /// <summary>The ways in which people say it.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>Doors that the reply names, in order; empty for most.</summary>
    public IReadOnlyList<Door> Routes { get; init; } = [];
}

/// <summary>How people tell a fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Values">Value to the cues that tell it.</param>
/// <param name="Negatable">Whether "did not" before a cue for yes means no.</param>
public sealed record FactCues(string Fact, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, bool Negatable);

/// <summary>Something worth noticing in a story that is no fact of its own.</summary>
/// <param name="Id">The concept.</param>
/// <param name="Cues">The cues that tell it.</param>
public sealed record Concept(string Id, IReadOnlyList<string> Cues);

/// <summary>The question that asks for a fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Ask">The question.</param>
/// <param name="Why">What the answer changes, in one sentence.</param>
/// <param name="Options">The quick replies.</param>
public sealed record Question(string Fact, string Ask, string Why, IReadOnlyList<QuestionOption> Options);

/// <summary>A quick reply.</summary>
/// <param name="Label">What the reader sees.</param>
/// <param name="Value">The value of the fact.</param>
public sealed record QuestionOption(string Label, string Value);

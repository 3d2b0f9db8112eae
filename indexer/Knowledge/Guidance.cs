namespace BotAdvice.Indexer.Knowledge;

/// <summary>An answer to a question that firms ask.</summary>
public sealed record Guidance : Entry
{
    /// <summary>The ways in which people ask.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>What it is about.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whom the answer is for.</summary>
    public Condition For { get; init; } = Condition.Always;

    /// <summary>How much time it takes, in words.</summary>
    public string Effort { get; init; } = "";

    /// <summary>What it costs, in words.</summary>
    public string Cost { get; init; } = "";

    /// <summary>audit, plan, execute, monitor or repeat; empty when it is no step of a plan.</summary>
    public string Step { get; init; } = "";

    /// <summary>Guidance ids: what people ask next.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>Words that the rendered answer must hold.</summary>
    public IReadOnlyList<string> MustSay { get; init; } = [];

    /// <summary>Words that the rendered answer must not hold.</summary>
    public IReadOnlyList<string> MustNotSay { get; init; } = [];
}

/// <summary>A trusted source of advice.</summary>
public sealed record Adviser : Entry
{
    /// <summary>What it offers, in one sentence.</summary>
    public string What { get; init; } = "";

    /// <summary>Whom it serves.</summary>
    public Condition For { get; init; } = Condition.Always;

    /// <summary>The rank of an adviser that does not say.</summary>
    public const int UsualRank = 5;

    /// <summary>From 1 to 9: among advisers that fit a reader equally well, a lower rank is named first.</summary>
    public int Rank { get; init; } = UsualRank;

    /// <summary>"all", or ids of police forces or resilience centres.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    /// <summary>What it costs, in words.</summary>
    public string Cost { get; init; } = "";

    /// <summary>What to do to get it.</summary>
    public string How { get; init; } = "";

    /// <summary>How to reach it.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>The ways in which people ask for it.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];
}

/// <summary>A current threat.</summary>
public sealed record Alert : Entry
{
    /// <summary>Whom it concerns.</summary>
    public Condition For { get; init; } = Condition.Always;
}

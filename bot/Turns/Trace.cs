using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Turns;

/// <summary>What a turn understood and decided: the contract of <c>ask --json</c>. Fields are added, never changed.</summary>
internal sealed record Trace
{
    /// <summary>incident, question, advice, plan, emergency, small-talk, command, out-of-scope or unclear.</summary>
    public required string Kind { get; init; }

    /// <summary>The most urgent incident; null when there is none.</summary>
    public string? Incident { get; init; }

    /// <summary>Other incidents in the story.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>The incidents that the story is most like, likeliest first, told or not; empty when it is no story.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>From 0 to 1: how likely the kind and incident are right.</summary>
    public double Confidence { get; init; }

    /// <summary>All facts known after the turn.</summary>
    public IReadOnlyDictionary<string, FactValue> Facts { get; init; } = new Dictionary<string, FactValue>(StringComparer.Ordinal);

    /// <summary>The routes that the reply tells the reader to contact, in order.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The deadlines that the reply names.</summary>
    public IReadOnlyList<TracedDeadline> Deadlines { get; init; } = [];

    /// <summary>The guidance that the reply shows or offers, best first, as id or id#anchor.</summary>
    public IReadOnlyList<string> Guidance { get; init; } = [];

    /// <summary>Whether a question was given an answer, and not only the nearest topics.</summary>
    public bool Answered { get; init; }

    /// <summary>The advisers that the reply names, in order.</summary>
    public IReadOnlyList<string> Advisers { get; init; } = [];

    /// <summary>The fact asked for; null when nothing is asked.</summary>
    public string? Asks { get; init; }

    /// <summary>The phrases and rules that decided; worked out when they are looked at, which most turns do without.</summary>
    public IEnumerable<string> Why { get; init; } = [];
}

/// <summary>A deadline named in a reply.</summary>
/// <param name="Id">The deadline's id.</param>
/// <param name="Due">The last moment, UTC; null when it cannot be worked out yet.</param>
internal sealed record TracedDeadline(string Id, DateTimeOffset? Due);

namespace BotAdvice.Indexer.Knowledge;

/// <summary>A kind of incident, or of emergency: how people tell it, what to do now, and whom to tell.</summary>
public sealed record IncidentType : Entry
{
    /// <summary>now (minutes count), today or soon; an emergency is always now.</summary>
    public string Severity { get; init; } = "today";

    /// <summary>One sentence that shows a reader that we understood.</summary>
    public string Understood { get; init; } = "";

    /// <summary>How people put it. Trains the classifier.</summary>
    public IReadOnlyList<string> SaidAs { get; init; } = [];

    /// <summary>Cues that point here strongly; a signal to the classifier.</summary>
    public IReadOnlyList<string> Signs { get; init; } = [];

    /// <summary>Cues that decide on their own. Used for emergencies only.</summary>
    public IReadOnlyList<string> Cues { get; init; } = [];

    /// <summary>The incidents most easily mistaken for this one, each with the fact that tells them apart.</summary>
    public IReadOnlyList<Confusion> ConfusedWith { get; init; } = [];

    /// <summary>Facts that hold whenever this incident is what happened.</summary>
    public IReadOnlyDictionary<string, string> Implies { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Steps in order; the first three that fit are shown at once.</summary>
    public IReadOnlyList<Line> DoNow { get; init; } = [];

    /// <summary>What to avoid; the first that fits is shown at once.</summary>
    public IReadOnlyList<Line> DoNot { get; init; } = [];

    /// <summary>Evidence to keep.</summary>
    public IReadOnlyList<Line> Keep { get; init; } = [];

    /// <summary>Facts worth asking for, best first.</summary>
    public IReadOnlyList<string> Asks { get; init; } = [];

    /// <summary>Whom to tell, in the order of what is lost by waiting.</summary>
    public IReadOnlyList<Door> Routes { get; init; } = [];

    /// <summary>Clocks that may run.</summary>
    public IReadOnlyList<Clock> Deadlines { get; init; } = [];

    /// <summary>Guidance ids worth reading next.</summary>
    public IReadOnlyList<string> Guidance { get; init; } = [];

    /// <summary>Whether one of the two is easily mistaken for the other.</summary>
    public bool IsConfusedWith(IncidentType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ConfusedWith.Any(confusion => confusion.Incident == other.Id) || other.ConfusedWith.Any(confusion => confusion.Incident == Id);
    }
}

/// <summary>An incident that is easily mistaken for another.</summary>
/// <param name="Incident">The other incident's id.</param>
/// <param name="Fact">The fact that tells them apart.</param>
public sealed record Confusion(string Incident, string Fact);

/// <summary>A route of an incident, with the condition under which it is one of the right doors.</summary>
/// <param name="Route">A route id.</param>
/// <param name="When">The condition.</param>
/// <param name="Why">One sentence: what this door does for the reader here.</param>
public sealed record Door(string Route, Condition When, string Why);

/// <summary>A deadline of an incident, with the condition under which its clock runs.</summary>
/// <param name="Deadline">A deadline id.</param>
/// <param name="When">The condition.</param>
public sealed record Clock(string Deadline, Condition When);

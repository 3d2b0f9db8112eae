using System.Text.Json.Serialization;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Deciding;

/// <summary>All that a conversation knows: what the next turn starts from, and what is stored.</summary>
internal sealed record Situation
{
    /// <summary>A conversation in which nothing has been said.</summary>
    public static Situation New { get; } = new();

    /// <summary>Messages taken so far.</summary>
    public int Turns { get; init; }

    /// <summary>
    /// What the open question belongs to: <c>incident</c>, <c>advice</c>, <c>person</c> (whom to speak to), or null while nothing is
    /// under way.
    /// </summary>
    public string? Topic { get; init; }

    /// <summary>Incident ids, the most urgent first; empty while none is known.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>What it may have been, likeliest first, while the reader has not said which; empty otherwise.</summary>
    public IReadOnlyList<string> Nearest { get; init; } = [];

    /// <summary>What we know, by fact.</summary>
    public IReadOnlyDictionary<string, FactValue> Facts { get; init; } =
        new SortedDictionary<string, FactValue>(StringComparer.Ordinal);

    /// <summary>Facts asked for so far, in order; none is asked for twice.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>The fact that the last reply asked for; null when none is open.</summary>
    public string? Pending { get; init; }

    /// <summary>Routes named so far, so that a later reply says only what is new.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>What the reader said of steps of the plan, by step: one of <see cref="StepMark.States"/>.</summary>
    public IReadOnlyDictionary<string, string> Steps { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The steps of the list that was shown last, in its order: "2" means the second.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>The emergency that was told last; null once something else has been helped with.</summary>
    public string? Emergency { get; init; }

    /// <summary>Steps that a readiness check still has to ask for; the first is the open question.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>The steps of the check under way that were answered, in order.</summary>
    public IReadOnlyList<string> Checked { get; init; } = [];

    /// <summary>The incident that is only practised; null when what is told is real.</summary>
    public string? Practice { get; init; }

    /// <summary>Messages in a row that were not understood.</summary>
    public int NotUnderstood { get; init; }

    /// <summary>When the last message came; null before the first.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>When the incident was first told; null while there is none.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>What happened in the reader's own words, with personal data masked; empty while there is no incident.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];

    /// <summary>The id of the record that was made of this; null when none was.</summary>
    public string? Record { get; init; }

    /// <summary>Resume codes typed in this conversation that were wrong.</summary>
    public int WrongCodes { get; init; }

    /// <summary>The conversation that a resume code took this up from: it is deleted with this one.</summary>
    public string? Continues { get; init; }

    /// <summary>A conversation that was left more than a day ago, for "go on"; null when there is none.</summary>
    public Situation? Left { get; init; }

    /// <summary>
    /// After how many days the reader may be written to in this chat; empty where we never write first. The channel says so with each
    /// message, and it is not stored.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<int> RemindAfter { get; init; } = [];

    /// <summary>Whether reminders were offered, wanted or ended: they are not offered again.</summary>
    public bool ReminderOffered { get; init; }

    /// <summary>Earlier states for "back", newest first; at most five, each without its own history.</summary>
    public IReadOnlyList<Situation> Before { get; init; } = [];
}

using BotAdvice.Bot.Answering;

namespace BotAdvice.Bot.Records;

/// <summary>
/// What a reader can give to the bank, the police, the regulator, the insurer and the IT supplier, so that nobody has to tell it
/// twice. Texts are Markdown as in <see cref="Block"/>; words in square brackets are blanks for the reader to fill in.
/// </summary>
internal sealed record IncidentRecord
{
    /// <summary>The moment as of which it is written.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>When the incident was first told to us; null when it never was.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>It was a rehearsal: nothing of it has happened.</summary>
    public bool IsPractice { get; init; }

    /// <summary>What happened, the most urgent first.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>What happened in the reader's own words, with personal data masked. Words, not Markdown.</summary>
    public IReadOnlyList<string> Story { get; init; } = [];

    /// <summary>What is known, and what should be, in plain words.</summary>
    public IReadOnlyList<FactRow> Facts { get; init; } = [];

    /// <summary>What happened when, oldest first; what has no time yet comes last.</summary>
    public IReadOnlyList<RecordMoment> Timeline { get; init; } = [];

    /// <summary>Clocks that run.</summary>
    public IReadOnlyList<RecordClock> Clocks { get; init; } = [];

    /// <summary>Clocks that do not run, or of which we cannot tell, each with why.</summary>
    public IReadOnlyList<RecordClock> OtherClocks { get; init; } = [];

    /// <summary>Whom to tell, in the order of what is lost by waiting.</summary>
    public IReadOnlyList<RecordDoor> Doors { get; init; } = [];

    /// <summary>What to say on the phone.</summary>
    public IReadOnlyList<RecordPart> Call { get; init; } = [];

    /// <summary>Evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>Letters and messages to change and send.</summary>
    public IReadOnlyList<RecordLetter> Letters { get; init; } = [];

    /// <summary>Nothing has happened: it holds the plan and the readiness check alone.</summary>
    public bool IsPlanOnly => Incidents.Count == 0;

    /// <summary>Steps of the plan: those to do now, then those that were put off, done or left out.</summary>
    public IReadOnlyList<RecordStep> Plan { get; init; } = [];

    /// <summary>What the readiness check found, a line for each control; empty when there was none.</summary>
    public IReadOnlyList<string> Readiness { get; init; } = [];

    /// <summary>What to ask of an IT supplier, of the steps to do now.</summary>
    public IReadOnlyList<string> Forward { get; init; } = [];
}

/// <summary>A step of the plan.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="State"><c>open</c>, <c>later</c>, <c>done</c> or <c>skip</c>.</param>
/// <param name="Title">What to do.</param>
/// <param name="Text">Effort, cost, why, and who does it.</param>
internal sealed record RecordStep(string Id, string State, string Title, string Text)
{
    /// <summary>Of a step of which nothing has been said.</summary>
    public const string Open = "open";
}

/// <summary>A moment of the timeline.</summary>
/// <param name="At">The moment; null when it is not known.</param>
/// <param name="When">The moment in words, or a blank.</param>
/// <param name="What">What happened.</param>
internal sealed record RecordMoment(DateTimeOffset? At, string When, string What);

/// <summary>A clock.</summary>
/// <param name="Block">What has to be done, and by when.</param>
/// <param name="Applies">Whether it runs; null when that depends on what is not known.</param>
/// <param name="Because">Why it does not run or what it depends on; empty when it runs.</param>
/// <param name="Who">Whom it binds.</param>
/// <param name="ToTheHour">Whether the last moment is known to the hour; otherwise its day counts.</param>
/// <param name="Contact">Whom to tell, and the first way to reach them.</param>
internal sealed record RecordClock(DeadlineBlock Block, bool? Applies, string Because, string Who, bool ToTheHour, string Contact);

/// <summary>Somebody to tell.</summary>
/// <param name="Door">How to reach them, and what to say first.</param>
/// <param name="Asks">What they will ask, in their own order, with what is known filled in.</param>
/// <param name="Next">What happens after telling them; may be empty.</param>
internal sealed record RecordDoor(DoorBlock Door, IReadOnlyList<RecordPart> Asks, IReadOnlyList<Block> Next);

/// <summary>Lines under a heading.</summary>
/// <param name="Heading">The heading; empty for none.</param>
/// <param name="Lines">The lines.</param>
internal sealed record RecordPart(string Heading, IReadOnlyList<string> Lines);

/// <summary>A letter or a message to change and send.</summary>
/// <param name="Id">The sheet's id.</param>
/// <param name="Title">To whom it is.</param>
/// <param name="Parts">Its paragraphs.</param>
internal sealed record RecordLetter(string Id, string Title, IReadOnlyList<RecordPart> Parts);

using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>What to tell the reader, before it is put into words.</summary>
/// <param name="Kind">As in <c>ask --json</c>: incident, question, ...</param>
/// <param name="Next">What the conversation knows after this turn.</param>
/// <param name="Moves">What to say, in order.</param>
/// <param name="Forget">Everything stored about this conversation is to be deleted.</param>
internal sealed record Decision(string Kind, Situation Next, IReadOnlyList<Move> Moves, bool Forget = false)
{
    /// <summary>What the reader wants of reminders.</summary>
    public ReminderWish Reminders { get; init; }
}

/// <summary>One thing to say.</summary>
internal abstract record Move
{
    /// <summary>A phrase of the bot's own.</summary>
    /// <param name="Key">A key of <c>phrases.md</c>.</param>
    /// <param name="Values">What to fill in.</param>
    internal sealed record Say(string Key, IReadOnlyDictionary<string, string>? Values = null) : Move;

    /// <summary>The fixed reply of small talk, or of what is out of scope.</summary>
    internal sealed record SayExchange(Exchange Exchange) : Move;

    /// <summary>Shows that we understood.</summary>
    internal sealed record Understood(IncidentType Incident) : Move;

    /// <summary>Steps to take now.</summary>
    internal sealed record DoNow(IReadOnlyList<PlannedLine> Lines) : Move;

    /// <summary>The one thing to avoid.</summary>
    internal sealed record DoNot(PlannedLine Line) : Move;

    /// <summary>A further incident in the same story, with its own first steps.</summary>
    internal sealed record AlsoFound(IncidentType Incident, IReadOnlyList<PlannedLine> Lines) : Move;

    /// <summary>Says where a conversation was that is taken up again.</summary>
    /// <param name="Incident">What it was about.</param>
    /// <param name="AsksToGoOn">It has begun afresh, and the reader may choose to go on with it.</param>
    internal sealed record WelcomeBack(IncidentType Incident, bool AsksToGoOn) : Move;

    /// <summary>Facts that the reader has told just now and that were not known before.</summary>
    internal sealed record Noted(IReadOnlyList<string> Facts) : Move;

    /// <summary>Facts that the reader has changed.</summary>
    internal sealed record Changed(IReadOnlyList<string> Facts) : Move;

    /// <summary>Doors that were named before and do not fit any more.</summary>
    internal sealed record NoLonger(IReadOnlyList<PlannedDoor> Doors) : Move;

    /// <summary>Whom to tell, in order.</summary>
    /// <param name="Doors">The doors.</param>
    /// <param name="InFull">Ids of those that are shown with all that helps when ringing.</param>
    internal sealed record TellDoors(IReadOnlyList<PlannedDoor> Doors, IReadOnlyCollection<string> InFull) : Move
    {
        /// <summary>Ids of those that were shown before: they are left out, and a line says how to see them.</summary>
        public IReadOnlyCollection<string> Known { get; init; } = [];

        /// <summary>What is known is told once more, a line each: nothing else is to come.</summary>
        public bool Recap { get; init; }
    }

    /// <summary>Evidence to keep.</summary>
    internal sealed record KeepEvidence(IReadOnlyList<PlannedLine> Lines) : Move;

    /// <summary>Clocks that run.</summary>
    internal sealed record RunClocks(IReadOnlyList<Deadline> Clocks) : Move;

    /// <summary>The one question.</summary>
    internal sealed record Ask(Question Question) : Move;

    /// <summary>What we understood, each line of which can be changed.</summary>
    internal sealed record ReadBack : Move;

    /// <summary>The record of what happened, to open, print or save.</summary>
    internal sealed record GiveRecord : Move;

    /// <summary>A code with which to go on elsewhere.</summary>
    internal sealed record GiveCode : Move;

    /// <summary>Offers to remind the reader in this chat.</summary>
    /// <param name="At">When that would be, in order.</param>
    internal sealed record OfferReminders(IReadOnlyList<DateTimeOffset> At) : Move;

    /// <summary>Says when the reader will be reminded in this chat, and how to end it.</summary>
    /// <param name="At">The moments, in order.</param>
    internal sealed record PromiseReminders(IReadOnlyList<DateTimeOffset> At) : Move;

    /// <summary>Offers the record.</summary>
    internal sealed record OfferRecord : Move;

    /// <summary>Says why it is safer to go on elsewhere, since somebody else may be reading here, and offers the code.</summary>
    internal sealed record OfferToGoOn : Move;

    /// <summary>An answer from guidance.</summary>
    /// <param name="Guidance">The entry.</param>
    /// <param name="Anchor">The passage that fits best; empty for the entry's first.</param>
    internal sealed record Show(Guidance Guidance, string Anchor) : Move;

    /// <summary>Entries that may be what was meant, offered as buttons.</summary>
    internal sealed record Offer(string Key, IReadOnlyList<Guidance> Guidance) : Move;

    /// <summary>Incidents that may be what was meant, offered as buttons.</summary>
    internal sealed record OfferIncidents(string Key, IReadOnlyList<IncidentType> Incidents) : Move;

    /// <summary>Trusted advisers.</summary>
    /// <param name="Advisers">The advisers, the best first.</param>
    /// <param name="Known">Ids of those that were shown just before: their names will do.</param>
    internal sealed record Advise(IReadOnlyList<Adviser> Advisers, IReadOnlyCollection<string> Known) : Move;

    /// <summary>Steps of a plan, to be done, skipped or put off.</summary>
    /// <param name="Steps">The steps, in order.</param>
    /// <param name="Known">Ids of those that were shown just before: their names will do.</param>
    internal sealed record PlanSteps(IReadOnlyList<PlanStep> Steps, IReadOnlyCollection<string> Known) : Move;

    /// <summary>A step that was found missing, in a line.</summary>
    internal sealed record NextStep(PlanStep Step) : Move;

    /// <summary>Why a step of the plan is for this reader.</summary>
    internal sealed record ExplainStep(PlanStep Step) : Move;

    /// <summary>What to ask of an IT supplier, to be forwarded.</summary>
    internal sealed record Forward(IReadOnlyList<PlanStep> Steps) : Move;

    /// <summary>A question of the readiness check.</summary>
    /// <param name="Step">What it asks for.</param>
    /// <param name="Number">From 1.</param>
    /// <param name="Of">How many there are.</param>
    internal sealed record Check(PlanStep Step, int Number, int Of) : Move;

    /// <summary>How much of what was asked for is in place, by control.</summary>
    internal sealed record Score(IReadOnlyList<ControlScore> Controls) : Move;

    /// <summary>What a fact's question is for.</summary>
    internal sealed record ExplainQuestion(Question Question) : Move;
}

/// <summary>What a readiness check found for a control.</summary>
/// <param name="Control">One of <see cref="PlanStep.Controls"/>.</param>
/// <param name="InPlace">Questions answered with yes.</param>
/// <param name="Asked">Questions answered.</param>
internal sealed record ControlScore(string Control, int InPlace, int Asked);

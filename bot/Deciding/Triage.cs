using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>Decides what to tell the reader next. Pure: the same situation and reading give the same decision.</summary>
internal sealed class Triage(
    KnowledgeBase knowledge,
    CasePlanner planner,
    QuestionPicker questions,
    IncidentTriage incidents,
    AdviceTriage advice,
    PlanTriage plan,
    ReadinessTriage readiness)
{
    private const string Person = "person";
    private const string SpeakToAPerson = "speak-to-a-person";
    private const string Distress = "distress";
    private const string Greets = "greeting";

    // Whoever wants to stop, waits or leaves is not asked the open question once more.
    private static readonly HashSet<string> Leaves = ["stop", "wait", "goodbye"];
    private const int DoorsOfTheStory = 3;

    /// <summary>Earlier states kept for "back".</summary>
    private const int StatesKept = 5;

    /// <summary>The anchor of the words that are said instead in the middle of a story.</summary>
    public const string InTheMiddle = "in-the-middle";

    /// <summary>Below this, an answer is not given as the answer; it is offered.</summary>
    public const double AnswerBar = 0.3;

    // From here another entry may well be what was asked for: it is offered before what people ask next.
    private const double RivalBar = 0.2;
    private const int RivalsAtMost = 2;

    // In the middle of a story, what is not put as a question is answered from here.
    private const double PlainlyAnswered = 0.8;

    private const int OffersAtMost = 4;
    private const int FewestWordsTold = 3;
    private const int MostWordsOfWho = 2;

    /// <summary>Wrong resume codes after which a conversation is not let try another.</summary>
    public const int WrongCodesAtMost = 5;

    // What is practised when no incident is named.
    private const string Practised = "ransomware";

    /// <param name="situation">What the conversation knows, as <see cref="Absence.Return"/> gives it.</param>
    /// <param name="reading">What the message meant.</param>
    /// <param name="now">The moment of the message.</param>
    /// <param name="today">Its day in the UK.</param>
    public Decision Next(Situation situation, Reading reading, DateTimeOffset now, DateOnly today)
    {
        var decision = ReminderTriage.Offered(Decide(situation, reading, now, today), situation);
        var greets = decision.Kind is not Kinds.Emergency && !decision.Forget && reading.Command is not ("start-again" or "go-on");
        if (!greets || Absence.Greeting(situation, now, knowledge) is not { } greeting)
        {
            return decision;
        }

        if (reading.Exchange?.Id is Greets && decision.Kind is Kinds.SmallTalk && greeting.AsksToGoOn)
        {
            return decision with { Moves = [greeting] };
        }

        // What has happened now comes before what happened then.
        var at = greeting.AsksToGoOn && decision.Kind is Kinds.Incident ? decision.Moves.TakeWhile(move => move is not Move.Ask).Count() : 0;
        return decision with { Moves = [.. decision.Moves.Take(at), greeting, .. decision.Moves.Skip(at)] };
    }

    private Decision Decide(Situation situation, Reading reading, DateTimeOffset now, DateOnly today)
    {
        var next = situation with
        {
            Turns = situation.Turns + 1,
            LastAt = now,
            NotUnderstood = reading.Kind is Kinds.Unclear ? situation.NotUnderstood + 1 : 0,
            Before = [situation with { Before = [], Story = [] }, .. situation.Before.Take(StatesKept - 1)],
        };

        var decision = Decide(situation, next, reading, today);
        return decision.Next is { Practice: { } practised, Pending: null, Checks.Count: 0, Topic: Kinds.Incident } && decision.Kind is Kinds.Incident
            ? readiness.AfterPractice(decision.Next, practised, decision.Moves, today)
            : decision;
    }

    private Decision Decide(Situation situation, Situation next, Reading reading, DateOnly today)
    {
        return reading switch
        {
            { Kind: Kinds.Emergency, Emergency: { } id } => incidents.Emergency(knowledge.Emergencies[id], next, reading, today),
            { Mark: { } mark } when situation.Checks.Count > 0 => readiness.Answered(next, mark, today),
            { Mark: { } mark } => plan.Marked(next, mark, today),
            { Command: { } command } => Command(command, situation, next, reading, today),
            { Kind: Kinds.Incident, Incidents.Count: > 0, IsAnotherCase: true } when situation.Incidents.Count > 0 => AnotherCase(situation, next, reading, today),
            { Kind: Kinds.Incident, Incidents.Count: > 0 } => incidents.Told(next, reading, today),
            { AnswersPending: true } when situation.Topic is Kinds.Advice => advice.Answered(next, reading, today),
            { AnswersPending: true } when situation.Topic is Person => People(Know(next, reading) with { Topic = null, Pending = null }, today, again: true),
            { AnswersPending: true } when situation.Topic is Kinds.Plan => plan.Begin(Know(next, reading), today),
            { AnswersPending: true } => incidents.Answered(next, reading, today),
            { Kind: Kinds.Advice } => WithAnswers(advice.Begin(Know(next, reading), today), reading),
            { Kind: Kinds.Plan } => WithAnswers(plan.Begin(Know(next, reading), today), reading),
            { Kind: Kinds.Question } => Answer(next, reading, today),
            { Kind: Kinds.SmallTalk, Exchange: { } talk } when situation.Incidents.Count > 0 && reading.Confidence < 1 && !IsForTheMiddle(talk) => Unclear(next, reading, today),
            { Kind: Kinds.OutOfScope, Facts.Count: > 0 } when situation.Incidents.Count > 0 && reading.Confidence < 1 => Unclear(next, reading, today),
            { Kind: Kinds.OutOfScope } when situation is { Emergency: not null, Incidents.Count: 0 } && reading.Confidence < 1 => Unclear(next, reading, today),
            { Exchange.Id: "stop" } when situation.Practice is not null => Command("start-again", situation, next, reading, today),
            { Kind: Kinds.SmallTalk, Exchange: { } leaving } when Leaves.Contains(leaving.Id) => new(Kinds.SmallTalk, next, [.. Said(leaving, next, today)]),
            { Kind: Kinds.OutOfScope, Facts.Count: > 0 } when situation.Topic is null && SaysWhoAsks(reading) => WhoItIs(next, reading),
            { Kind: Kinds.SmallTalk or Kinds.OutOfScope, Exchange: { } exchange } => Aside(reading.Kind, next, today, [.. Said(exchange, next, today)]),
            { Facts.Count: > 0 } when situation.Topic is not null => Correct(situation, next, reading, today),
            _ => Unclear(next, reading, today),
        };
    }

    /// <summary>The reader goes on with what was told elsewhere: one line of where it was, what is known, and the open question.</summary>
    /// <param name="brought">What was known there; null when the code was wrong.</param>
    /// <param name="situation">What this conversation knows.</param>
    /// <param name="now">The moment of the message.</param>
    public Decision Resume(Situation? brought, Situation situation, DateTimeOffset now)
    {
        if (brought is null)
        {
            var wrong = situation with { Turns = situation.Turns + 1, LastAt = now, WrongCodes = situation.WrongCodes + 1 };
            return new(Kinds.Command, wrong, [new Move.Say(wrong.WrongCodes > WrongCodesAtMost ? "resume.too-many" : "resume.failed")]);
        }

        var incident = brought.Incidents.Count > 0 ? knowledge.Incidents.GetValueOrDefault(brought.Incidents[0]) : null;
        var moves = new List<Move>
        {
            incident is null
                ? new Move.Say("resume.back-without")
                : new Move.Say("resume.back", new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = incident.Title }),
            new Move.ReadBack(),
        };
        if (brought.Pending is { } pending && knowledge.Questions.TryGetValue(pending, out var question))
        {
            moves.Add(new Move.Ask(question));
        }
        else if (incident is not null)
        {
            moves.Add(new Move.OfferRecord());
        }

        return new(Kinds.Command, brought with { Turns = brought.Turns + 1, LastAt = now, WrongCodes = 0 }, moves);
    }

    private Decision Correct(Situation situation, Situation next, Reading reading, DateOnly today) => situation.Topic switch
    {
        Kinds.Advice => advice.Answered(next, reading, today),
        Kinds.Plan => plan.Begin(Know(next, reading), today),
        Person => People(Know(next, reading) with { Topic = null, Pending = null }, today, again: true),
        _ => incidents.Answered(next, reading, today),
    };

    // The same help as for a real one, marked as practice; when there is nothing more to ask, what should be in place is asked for.
    private Decision Practise(Situation next, Reading reading, DateOnly today)
    {
        var incident = reading.Incidents is [var found, ..] ? found.Incident : knowledge.Incidents[Practised];
        var told = incidents.Told(
            Situation.New with { Turns = next.Turns, LastAt = next.LastAt, Before = next.Before, Facts = next.Facts, Steps = next.Steps, Practice = incident.Id },
            reading with { Kind = Kinds.Incident, Incidents = [new(incident, 1)], Candidates = [], Confidence = 1 },
            today);
        return told with { Moves = [new Move.Say("practice-begins"), .. told.Moves] };
    }

    // What befell one client has nothing to do with the other: it starts afresh, and what was told of the first is kept for "go on".
    private Decision AnotherCase(Situation situation, Situation next, Reading reading, DateOnly today)
    {
        var afresh = Situation.New with { Turns = next.Turns, LastAt = next.LastAt, Before = next.Before, Left = situation with { Before = [], Left = null } };
        var told = incidents.Told(afresh, reading, today);
        return told with { Moves = [new Move.Say("another-case"), .. told.Moves] };
    }

    // "Hairdresser", before anything else: that is who asks.
    private static bool SaysWhoAsks(Reading reading) => reading.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= MostWordsOfWho
        && reading.Facts.Keys.All(WhoAsks.Contains);

    private static Decision WhoItIs(Situation next, Reading reading) =>
        new(Kinds.SmallTalk, Know(next, reading), [new Move.Noted([.. reading.Facts.Keys]), new Move.Say("tell-what")]);

    private Decision Command(string command, Situation situation, Situation next, Reading reading, DateOnly today)
    {
        var exchange = knowledge.Commands[command];
        switch (command)
        {
            case "start-again":
                return new(Kinds.Command, Situation.New with { Turns = next.Turns, LastAt = next.LastAt }, [new Move.Say("started-again")]);

            case "delete":
                return new(Kinds.Command, Situation.New, [new Move.SayExchange(exchange)], Forget: true);

            case "back" when situation.Before is [{ Topic: Kinds.Plan, Shown.Count: > 0 } shown, ..]:
                var again = plan.Again(shown with { Turns = next.Turns, LastAt = next.LastAt, Before = [.. situation.Before.Skip(1)] });
                return again with { Kind = Kinds.Plan, Moves = [new Move.Say("went-back"), .. again.Moves] };

            case "back" when situation.Before is [var earlier, ..]:
                return Aside(
                    Kinds.Command,
                    earlier with { Turns = next.Turns, LastAt = next.LastAt, Before = [.. situation.Before.Skip(1)] },
                    today,
                    new Move.Say("went-back"));

            case "back":
                return new(Kinds.Command, next, [new Move.Say("nothing-to-go-back-to")]);

            case "why" when readiness.Open(next) is { } check:
                return new(Kinds.Command, next, [new Move.ExplainStep(check.Step), check]);

            case "why" when situation.Pending is { } pending && knowledge.Questions.TryGetValue(pending, out var question):
                return new(Kinds.Command, next, [new Move.ExplainQuestion(question), new Move.Ask(question)]);

            case "summary" or "repeat" when situation.Incidents.Count > 0:
                return incidents.Summary(next, today);

            case "repeat" or "go-on" when IsAsked(next) && situation.Incidents.Count == 0 && situation.Left is null:
                return Aside(Kinds.Command, next, today, new Move.Say("question-taken-up-again"));

            case "summary" or "repeat" or "go-on" when situation is { Topic: Kinds.Plan, Shown.Count: > 0 }:
                return plan.Again(next);

            // "What now?", "help": in the middle of a story that is where it stands, and what else can be said.
            case "help" when situation.Incidents.Count > 0:
                var stands = incidents.Summary(next, today);
                return Aside(stands.Kind, stands.Next, today, [.. stands.Moves, new Move.SayExchange(exchange)]);

            case "remind" when ReminderTriage.CanBegin(situation):
                return Aside(Kinds.Command, next, today, ReminderTriage.Promise(next)) with { Reminders = ReminderWish.Begin };

            case "record" or "remind" when situation.Incidents.Count + situation.Steps.Count + situation.Shown.Count > 0:
                return Aside(Kinds.Command, next, today, [.. ReminderTriage.ByCalendar(command), new Move.GiveRecord(), .. IncidentTriage.OfferElsewhere(next)]);

            case "resume" when situation.Incidents.Count + situation.Facts.Count > 0:
                return Aside(Kinds.Command, next, today, new Move.GiveCode());

            case "stop-reminding":
                return Aside(Kinds.Command, next, today, new Move.SayExchange(exchange)) with { Reminders = ReminderWish.End };

            case "what-is-stored" when situation.Facts.Count > 0:
                return Aside(Kinds.Command, next, today, new Move.SayExchange(exchange), new Move.ReadBack());

            case "go-on" when situation.Left is { } left:
                return GoOn(left with { Turns = next.Turns, LastAt = next.LastAt, Steps = next.Steps }, today);

            case "go-on" when situation.Incidents.Count > 0:
                return GoOn(next, today);

            case SpeakToAPerson:
                return People(next, today);

            case "advice":
                return advice.Begin(next, today);

            case "plan":
                return plan.Begin(Know(next, reading) with { Checks = [] }, today);

            case "readiness":
                return readiness.Begin(Know(next, reading), today);

            case "rehearsal":
                return Practise(Know(next, reading), reading, today);

            default:
                return Aside(Kinds.Command, next, today, new Move.SayExchange(exchange));
        }
    }

    private Decision GoOn(Situation next, DateOnly today)
    {
        var summary = incidents.Summary(next, today);
        return Aside(summary.Kind, summary.Next, today, [new Move.Say("resumed"), .. summary.Moves]);
    }

    // A person to speak to: first those whom the story needs, then those who serve the reader's nation in anything.
    private Decision People(Situation next, DateOnly today, bool again = false)
    {
        var exchange = knowledge.Commands[SpeakToAPerson];
        var ofStory = incidents.PlanOf(next, today).Doors.Where(door => door.Route.Channels.Any(channel => channel.Type is "phone")).Take(DoorsOfTheStory).ToList();
        var doors = ofStory.Concat(planner.Doors(exchange.Routes, next.Facts, today)).DistinctBy(door => door.Route.Id).ToList();
        List<Move> moves = [again ? new Move.Say("speak-to-person") : new Move.SayExchange(exchange), new Move.TellDoors(doors, [.. doors.Take(1).Select(door => door.Route.Id)])];
        if (next.Topic is null && !next.Facts.ContainsKey(FactNames.Nation) && knowledge.Questions.TryGetValue(FactNames.Nation, out var where))
        {
            return new(Kinds.Command, next with { Topic = Person, Pending = where.Fact }, [.. moves, new Move.Ask(where)]);
        }

        return Aside(Kinds.Command, next, today, [.. moves]);
    }

    private IEnumerable<Move> Said(Exchange exchange, Situation next, DateOnly today)
    {
        yield return new Move.SayExchange(exchange);
        if (exchange.Routes.Count > 0 && next.Incidents.Count == 0)
        {
            yield return new Move.TellDoors(planner.Doors(exchange.Routes, next.Facts, today), []);
        }
    }

    private Decision Answer(Situation next, Reading reading, DateOnly today)
    {
        if (next.Incidents.Count > 0 && !reading.Asks && (reading.Facts.Count > 0 || reading.Guidance is not [{ Confidence: >= PlainlyAnswered }, ..]))
        {
            // In the middle of a story, what was not asked was told, unless a page plainly speaks to it: "I can't stop crying". What tells a
            // fact is no question: "just her password".
            return Unclear(next, reading, today);
        }

        next = Know(next, reading);
        if (reading.Guidance is [var best, ..] && best.Confidence >= AnswerBar)
        {
            var answered = Aside(
                Kinds.Question, next, today, new Move.Show(best.Guidance, best.Anchor));
            var related = reading.Guidance.Skip(1).Take(RivalsAtMost).Where(hit => hit.Confidence >= RivalBar).Select(hit => hit.Guidance)
                .Concat(best.Guidance.Next.Where(knowledge.Guidance.ContainsKey).Select(id => knowledge.Guidance[id]))
                .Concat(reading.Guidance.Skip(1).Select(hit => hit.Guidance))
                .Where(guidance => guidance.Id != best.Guidance.Id)
                .DistinctBy(guidance => guidance.Id)
                .Take(OffersAtMost - 1)
                .ToList();
            return answered.Next is { Pending: null, Checks.Count: 0 } && related.Count > 0
                ? answered with { Moves = [.. answered.Moves, new Move.Offer("next-heading", related)] }
                : answered;
        }

        return NoAnswer(next, reading, today);
    }

    // "Where do we even start?" gets its steps, and beside them the page that was written for it.
    private static Decision WithAnswers(Decision decision, Reading reading)
    {
        var answers = reading.Guidance.Where(hit => hit.Confidence >= AnswerBar).Take(RivalsAtMost).Select(hit => hit.Guidance).ToList();
        return decision.Next.Pending is null && answers.Count > 0
            ? decision with { Moves = [.. decision.Moves, new Move.Offer("next-heading", answers)] }
            : decision;
    }

    private Decision NoAnswer(Situation next, Reading reading, DateOnly today)
    {
        var nearest = reading.Guidance.Select(hit => hit.Guidance).Take(OffersAtMost).ToList();
        var moves = new List<Move> { new Move.Say("no-answer") };
        if (nearest.Count > 0)
        {
            moves.Add(new Move.Offer("no-answer-nearest", nearest));
        }

        moves.AddRange(WhoToAsk(next, today));
        return Aside(Kinds.Question, next, today, [.. moves]);
    }

    private IEnumerable<Move> WhoToAsk(Situation next, DateOnly today) => next.Incidents.Count > 0
        ? [new Move.Say("person-hint")]
        : [new Move.SayExchange(knowledge.Commands[SpeakToAPerson]), new Move.TellDoors(planner.Doors(knowledge.Commands[SpeakToAPerson].Routes, next.Facts, today), [])];

    private Decision Unclear(Situation next, Reading reading, DateOnly today)
    {
        if (next is { Emergency: not null, Incidents.Count: 0 } && reading.Candidates.Count == 0 && knowledge.SmallTalk.TryGetValue(Distress, out var distress))
        {
            // Whoever was in danger a moment ago is not told that we did not understand.
            return Aside(Kinds.SmallTalk, Know(next, reading) with { NotUnderstood = 0 }, today, new Move.SayExchange(distress));
        }

        if (next.Incidents.Count > 0 && !reading.Asks && reading.Facts.Any(fact => next.Facts.GetValueOrDefault(fact.Key)?.Values.SequenceEqual(fact.Value.Values) is not true))
        {
            return incidents.Answered(next, reading, today);
        }

        next = Know(next, reading);
        if (next.Incidents.Count > 0 && !reading.Asks && reading.Text.Split((char[]?)null, FewestWordsTold, StringSplitOptions.RemoveEmptyEntries).Length == FewestWordsTold)
        {
            // What was told belongs to the story, whether or not it changes what to do.
            return Aside(Kinds.Incident, next with { NotUnderstood = 0 }, today, new Move.Say(IncidentTriage.Kept));
        }

        if (next.Incidents.Count > 0 && next.NotUnderstood < 2)
        {
            return Aside(Kinds.Unclear, next, today, new Move.Say("unclear-in-the-middle"));
        }

        var moves = new List<Move> { new Move.Say(next.NotUnderstood > 1 ? "unclear-again" : "unclear") };
        if (reading.Candidates.Count > 0)
        {
            moves.Add(new Move.OfferIncidents("unclear-incident", [.. reading.Candidates.Select(found => found.Incident).Take(OffersAtMost)]));
        }
        else if (reading.Guidance.Count > 0)
        {
            moves.Add(new Move.Offer("no-answer-nearest", [.. reading.Guidance.Select(hit => hit.Guidance).Take(OffersAtMost)]));
        }

        if (next.NotUnderstood > 1)
        {
            moves.AddRange(WhoToAsk(next, today));
        }

        return Aside(Kinds.Unclear, next, today, [.. moves]);
    }

    // Small talk that is only like some known one is taken for it in the middle of a story where we have words for the middle of a story.
    internal static bool IsForTheMiddle(Exchange exchange) => exchange.Sections.Any(section => section.Anchor is InTheMiddle);

    private bool IsAsked(Situation situation) => (situation.Pending is { } pending && knowledge.Questions.ContainsKey(pending)) || readiness.Open(situation) is not null;

    // An aside leaves the thread where it was: the open question is asked again at its end.
    private Decision Aside(string kind, Situation next, DateOnly today, params Move[] moves)
    {
        if (next.Pending is { } pending && knowledge.Questions.TryGetValue(pending, out var question))
        {
            return new(kind, next, [.. moves, new Move.Ask(question)]);
        }

        if (readiness.Open(next) is { } check)
        {
            return new(kind, next, [.. moves, check]);
        }

        if (kind is Kinds.Command && next.Topic is Kinds.Incident && questions.Next(incidents.PlanOf(next, today), next, today) is { } other)
        {
            return new(kind, next with { Pending = other.Fact, Asked = [.. next.Asked, other.Fact] }, [.. moves, new Move.Ask(other)]);
        }

        return new(kind, next, moves);
    }

    // A question tells who asks, not what happened: "how do I protect customers' data from being stolen?" is no theft.
    private static Situation Know(Situation situation, Reading reading) => situation with
    {
        Facts = FactMerge.Merge(
            situation.Facts,
            reading.Facts.Where(fact => WhoAsks.Contains(fact.Key)).ToDictionary(StringComparer.Ordinal)).Facts,
    };

    /// <summary>Facts that tell who asks.</summary>
    internal static readonly HashSet<string> WhoAsks =
    [
        FactNames.Nation, FactNames.Area, FactNames.Organisation, FactNames.Staff, FactNames.Sector, FactNames.ItSupport, FactNames.Insured,
    ];
}

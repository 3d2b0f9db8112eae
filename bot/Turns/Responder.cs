using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Building;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Turns;

/// <summary>One index at work: reads, decides, answers.</summary>
internal sealed class Responder : IResponder
{
    private readonly Reader reader;
    private readonly Triage triage;
    private readonly Answerer answerer;

    public Responder(KnowledgeIndex index)
    {
        Fingerprint = index.Fingerprint;
        var knowledge = Knowledge = index.Knowledge;
        var planner = new CasePlanner(knowledge);
        var questions = new QuestionPicker(knowledge, planner);
        reader = new(index);
        var plan = new PlanTriage(knowledge);
        triage = new(
            knowledge, planner, questions, new IncidentTriage(knowledge, planner, questions), new AdviceTriage(knowledge, plan), plan, new ReadinessTriage(knowledge, plan));
        answerer = new(knowledge);
    }

    /// <summary>The fingerprint of the knowledge base that answers.</summary>
    public string Fingerprint { get; }

    /// <summary>What it answers from.</summary>
    public KnowledgeBase Knowledge { get; }

    public Answer Welcome(DateTimeOffset now) => answerer.Welcome();

    public Response Respond(Situation situation, string text, DateTimeOffset now)
    {
        situation = Absence.Return(situation, now);
        var reading = reader.Read(situation, text, now);
        var decision = triage.Next(situation, reading, now, UkTime.Day(now));
        decision = decision with { Next = StoryKeeper.Keep(situation, decision.Next, decision.Kind, reading.Text, now) };
        return new(decision.Next, answerer.For(decision, now), reading.Text, decision.Forget, TraceOf(reading, decision)) { Reminders = decision.Reminders };
    }

    public Response Resume(Situation? brought, Situation situation, string maskedText, DateTimeOffset now)
    {
        var decision = triage.Resume(brought, situation, now);
        var reading = new Reading { Kind = decision.Kind, Text = maskedText, Confidence = 1, Why = [brought is null ? "a resume code that is not known" : "a resume code"] };
        return new(decision.Next, answerer.For(decision, now), maskedText, Forget: false, TraceOf(reading, decision));
    }

    private static Trace TraceOf(Reading reading, Decision decision)
    {
        var incidents = decision.Next.Incidents.Count > 0 ? decision.Next.Incidents : [.. decision.Next.Nearest.Take(1)];
        var clocks = decision.Moves.OfType<Move.RunClocks>().SelectMany(move => move.Clocks);
        return new()
        {
            Kind = decision.Kind,
            Incident = incidents.Count > 0 ? incidents[0] : null,
            Also = [.. incidents.Skip(1)],
            Candidates = [.. reading.Candidates.Select(found => found.Incident.Id)],
            Confidence = Math.Round(reading.Confidence, 3),
            Facts = decision.Next.Facts,
            Routes = [.. decision.Moves.OfType<Move.TellDoors>().SelectMany(move => move.Doors).Select(door => door.Route.Id).Distinct(StringComparer.Ordinal)],
            Deadlines = [.. clocks.Select(clock => new TracedDeadline(clock.Id, Answerer.Due(clock, decision.Next)?.ToUniversalTime()))],
            Guidance =
            [
                .. decision.Moves.OfType<Move.Show>().Select(move => move.Anchor.Length > 0 ? $"{move.Guidance.Id}#{move.Anchor}" : move.Guidance.Id)
                    .Concat(decision.Moves.OfType<Move.Offer>().SelectMany(move => move.Guidance).Select(guidance => guidance.Id))
                    .Distinct(StringComparer.Ordinal),
            ],
            Answered = decision.Moves.Any(move => move is Move.Show or Move.Advise or Move.PlanSteps or Move.Check),
            Advisers = [.. decision.Moves.OfType<Move.Advise>().SelectMany(move => move.Advisers).Select(adviser => adviser.Id)],
            Asks = decision.Moves.OfType<Move.Ask>().LastOrDefault()?.Question.Fact,
            Why = reading.Why,
        };
    }
}

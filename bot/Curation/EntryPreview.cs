using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Curation;

/// <summary>An entry as the chat would show it, with the same deciding and answering as a turn, and without an index.</summary>
internal static class EntryPreview
{
    /// <summary>The reply that shows an entry.</summary>
    /// <param name="loaded">The knowledge base, as read.</param>
    /// <param name="path">The entry's file, relative to the knowledge base folder, with forward slashes.</param>
    /// <param name="facts">What the reader has told.</param>
    /// <param name="now">The moment: it decides what is open.</param>
    /// <returns>Null when the file is no entry that a reader sees by itself: phrases, cues, areas, stories.</returns>
    public static Answer? Of(LoadResult loaded, string path, IReadOnlyDictionary<string, FactValue> facts, DateTimeOffset now)
    {
        var knowledge = loaded.Knowledge;
        var today = UkTime.Day(now);
        var situation = Situation.New with { Facts = facts };
        Decision Says(params Move[] moves) => new(Kinds.Question, situation, moves);

        var decision = loaded.Files.FirstOrDefault(file => file.Path == path)?.Entry switch
        {
            IncidentType incident => Told(knowledge, incident, situation, today),
            Guidance guidance => Says(new Move.Show(guidance, "")),
            Route route => Says(new Move.TellDoors([new(route, route.Purpose)], [route.Id])),
            Deadline deadline => Says(new Move.RunClocks([deadline])),
            PlanStep step => Says(new Move.PlanSteps([step], []), new Move.ExplainStep(step)),
            Adviser adviser => Says(new Move.Advise([adviser], [])),
            Exchange exchange => Says(new Move.SayExchange(exchange)),
            _ => null,
        };
        return decision is null ? null : new Answerer(knowledge).For(decision, now);
    }

    private static Decision Told(KnowledgeBase knowledge, IncidentType incident, Situation situation, DateOnly today)
    {
        var planner = new CasePlanner(knowledge);
        var triage = new IncidentTriage(knowledge, planner, new QuestionPicker(knowledge, planner));
        var reading = new Reading { Kind = Kinds.Incident, Text = "", Confidence = 1 };
        return knowledge.Emergencies.ContainsKey(incident.Id)
            ? triage.Emergency(incident, situation, reading, today)
            : triage.Told(situation, reading with { Incidents = [new(incident, 1)] }, today);
    }
}

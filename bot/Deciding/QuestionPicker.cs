using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>Finds the next question: one whose answer would change what the reader is told.</summary>
internal sealed class QuestionPicker(KnowledgeBase knowledge, CasePlanner planner)
{
    /// <summary>Never more questions than this in one conversation about an incident.</summary>
    public const int Most = 5;

    /// <summary>The next question, or null when no answer would change anything.</summary>
    /// <remarks>
    /// The incidents' own order says which matters most; a fact already known, or asked before, is passed over. Facts that
    /// start a running clock of hours or days are asked for when the clock is known to run, since the answer gives the hour.
    /// </remarks>
    public Question? Next(CasePlan plan, Situation situation, DateOnly today)
    {
        if (situation.Asked.Count >= Most)
        {
            return null;
        }

        return plan.Incidents
            .SelectMany(incident => incident.Asks)
            .Concat(plan.Clocks.Where(HasHour).Select(clock => clock.From))
            .Distinct(StringComparer.Ordinal)
            .Where(fact => !situation.Facts.ContainsKey(fact) && !situation.Asked.Contains(fact))
            .Where(fact => !IsSettled(fact, situation.Facts))
            .Select(fact => knowledge.Questions.GetValueOrDefault(fact))
            .OfType<Question>()
            .FirstOrDefault(question => Changes(question, plan, situation, today));
    }

    // How money was paid that has not gone, and what was given away on a page that nobody opened, need not be asked.
    private static bool IsSettled(string fact, IReadOnlyDictionary<string, FactValue> facts) => fact switch
    {
        FactNames.PaidBy => facts.GetValueOrDefault(FactNames.MoneyLost)?.Value is "no",
        FactNames.DetailsGiven => facts.GetValueOrDefault(FactNames.Clicked)?.Value is "no"
            && facts.GetValueOrDefault(FactNames.ContactedBy)?.Values.Any(way => way is "call" or "in-person") is not true,
        _ => false,
    };

    // A limit of days or hours is worth a question; one of thirteen months, or "promptly", is told without.
    private static bool HasHour(Deadline clock) =>
        clock.Within.Contains("hour", StringComparison.Ordinal) || clock.Within.Contains("day", StringComparison.Ordinal);

    private bool Changes(Question question, CasePlan plan, Situation situation, DateOnly today)
    {
        if (FactNames.Values.TryGetValue(question.Fact, out var values) && values.Count == 0)
        {
            return plan.Clocks.Any(clock => HasHour(clock) && string.Equals(clock.From, question.Fact, StringComparison.Ordinal));
        }

        var facts = new Dictionary<string, FactValue>(situation.Facts, StringComparer.Ordinal);
        return question.Options.Any(option =>
        {
            facts[question.Fact] = FactValue.Of(option.Value, option.Label, Known.Chosen, situation.Turns);
            return !plan.TellsTheSame(planner.Plan(plan.Incidents, facts, today));
        });
    }
}

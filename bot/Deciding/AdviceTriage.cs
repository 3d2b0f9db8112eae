using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>"Where do I get trusted advice?" and "where do we start?": advisers and first steps that fit the reader.</summary>
internal sealed class AdviceTriage(KnowledgeBase knowledge, PlanTriage plan)
{
    private const int AdvisersAtOnce = 4;
    private const int QuestionsAtMost = 3;

    // What decides which adviser fits, best first. Each may be skipped.
    private static readonly string[] Asks = [FactNames.Nation, FactNames.Organisation, FactNames.ItSupport];

    /// <summary>Names advisers at once, then asks what would make them fit better.</summary>
    public Decision Begin(Situation situation, DateOnly today) =>
        AskNext(situation with { Topic = Kinds.Advice, Pending = null }, [], today);

    /// <summary>A question was answered: the advisers that fit now.</summary>
    public Decision Answered(Situation situation, Reading reading, DateOnly today)
    {
        var shown = Fitting(situation.Facts, today).Select(adviser => adviser.Id).ToList();
        var facts = FactMerge.Merge(situation.Facts, reading.Facts).Facts;
        return AskNext(situation with { Facts = facts, Pending = null }, shown, today);
    }

    private Decision AskNext(Situation situation, IReadOnlyCollection<string> shown, DateOnly today)
    {
        var advisers = Fitting(situation.Facts, today);
        var moves = new List<Move> { new Move.Say("advisers-heading"), new Move.Advise(advisers, shown) };
        var question = Asks.Except(situation.Facts.Keys, StringComparer.Ordinal)
            .Except(situation.Asked, StringComparer.Ordinal)
            .Select(fact => knowledge.Questions.GetValueOrDefault(fact))
            .OfType<Question>()
            .FirstOrDefault();
        if (question is null || situation.Asked.Count >= QuestionsAtMost)
        {
            var steps = plan.Begin(situation, today);
            return steps with { Kind = Kinds.Advice, Moves = [.. moves, .. steps.Moves] };
        }

        moves.Add(new Move.Ask(question));
        return new(Kinds.Advice, situation with { Pending = question.Fact, Asked = [.. situation.Asked, question.Fact] }, moves);
    }

    // The more an adviser is made for this reader, the earlier it stands; one for everybody comes last.
    private List<Adviser> Fitting(IReadOnlyDictionary<string, FactValue> facts, DateOnly today)
    {
        var valuesOf = CasePlanner.Values(facts);
        var force = facts.GetValueOrDefault(FactNames.Area)?.Value;
        var centre = force is not null && knowledge.Forces.TryGetValue(force, out var found) ? found.Centre : null;
        return [.. knowledge.Advisers.Values
            .Where(adviser => adviser.IsValidOn(today) && adviser.For.Fits(valuesOf))
            .Select(adviser => (Adviser: adviser, Near: Near(adviser, force, centre)))
            .Where(candidate => candidate.Near is not null)
            .OrderByDescending(candidate => candidate.Near)
            .ThenByDescending(candidate => candidate.Adviser.For.Facts.Count(wanted => facts.ContainsKey(wanted.Key)))
            .ThenBy(candidate => candidate.Adviser.Rank)
            .ThenBy(candidate => candidate.Adviser.Id, StringComparer.Ordinal)
            .Take(AdvisersAtOnce)
            .Select(candidate => candidate.Adviser)];
    }

    private static bool? Near(Adviser adviser, string? force, string? centre)
    {
        if (adviser.Areas.Count == 0 || adviser.Areas.Contains("all"))
        {
            return false;
        }

        return adviser.Areas.Any(area => area == force || area == centre) ? true : null;
    }
}

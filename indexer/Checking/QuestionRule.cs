using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>An incident asks only for facts whose answer can change what the reader is told.</summary>
internal sealed class QuestionRule : IRule
{
    private const int NationsOfTheUk = 4;

    public string Name => "question";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, incident) in load.Entries<IncidentType>())
        {
            var used = FactsUsed(load.Knowledge, incident);
            for (var i = 0; i < incident.Asks.Count; i++)
            {
                var fact = incident.Asks[i];
                if (incident.Implies.ContainsKey(fact))
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"asks[{i}]"), $"The question for \"{fact}\" is never asked: the incident implies the answer.", "Take it out of \"asks\" or out of \"implies\".");
                }
                else if (!used.Contains(fact))
                {
                    yield return new Problem(
                        file.Path,
                        file.LineOf($"asks[{i}]"),
                        $"The question for \"{fact}\" changes nothing: no condition of the incident, its routes, deadlines or guidance looks at it.",
                        "Take it out of \"asks\", or give a line, a route or a deadline a condition that needs it.");
                }
            }
        }
    }

    private static HashSet<string> FactsUsed(KnowledgeBase knowledge, IncidentType incident)
    {
        var used = incident.ConfusedWith.Select(other => other.Fact).ToHashSet(StringComparer.Ordinal);
        var conditions = incident.DoNow.Concat(incident.DoNot).Concat(incident.Keep).Select(line => line.When)
            .Concat(incident.Routes.Select(door => door.When))
            .Concat(incident.Deadlines.Select(clock => clock.When))
            .Concat(incident.Guidance.Select(knowledge.Guidance.GetValueOrDefault).OfType<Guidance>().Select(guidance => guidance.For));
        foreach (var (fact, values) in conditions.SelectMany(condition => condition.Facts))
        {
            used.Add(fact);
            if (fact is Condition.Rule)
            {
                used.UnionWith(values.SelectMany(rule => NamedRules.Facts.GetValueOrDefault(rule, [])));
            }
        }

        foreach (var deadline in incident.Deadlines.Select(clock => knowledge.Deadlines.GetValueOrDefault(clock.Deadline)).OfType<Deadline>())
        {
            used.Add(deadline.From);
        }

        // A route that does not serve everybody is itself a condition on who and where the reader is.
        var routes = incident.Routes.Select(door => knowledge.Routes.GetValueOrDefault(door.Route)).OfType<Route>().ToList();
        if (routes.Any(route => route.Nations.Count < NationsOfTheUk))
        {
            used.Add(FactNames.Nation);
        }

        if (routes.Any(route => route.Serves.Count < FactNames.Values[FactNames.Organisation].Count - 1))
        {
            used.Add(FactNames.Organisation);
        }

        return used;
    }
}

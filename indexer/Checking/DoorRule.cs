using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>Wherever a reader is, an incident ends with a door to knock on, and no door would turn the reader away for the nation.</summary>
internal sealed class DoorRule : IRule
{
    private static readonly string[] Nations = ["england", "wales", "scotland", "ni"];

    public string Name => "door";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        foreach (var (file, incident) in load.Entries<IncidentType>().Where(pair => pair.Entry.Routes.Count > 0))
        {
            foreach (var nation in Nations.Append(Condition.Unknown).Where(nation => DoorsFor(load.Knowledge, incident, nation, today).Count == 0))
            {
                yield return new Problem(
                    file.Path,
                    file.LineOf("routes"),
                    $"A reader of whom only the nation \"{nation}\" is told is shown no route.",
                    "Add a route whose condition fits when everything else is unknown and that serves this nation.");
            }

            for (var i = 0; i < incident.Routes.Count; i++)
            {
                var door = incident.Routes[i];
                if (!load.Knowledge.Routes.TryGetValue(door.Route, out var route))
                {
                    continue;
                }

                var turnedAway = Nations.Where(nation => FitsNation(door.When, nation) && Serving(load.Knowledge, route, nation) is null).ToList();
                if (turnedAway.Count > 0)
                {
                    yield return new Problem(
                        file.Path,
                        file.LineOf($"routes[{i}].route"),
                        $"The route \"{route.Id}\" is shown in {string.Join(", ", turnedAway)}, where it does not serve.",
                        $"Narrow it with when: {{ nation: [{string.Join(", ", route.Nations)}, unknown] }}, or give the route an \"instead\" for that nation.");
                }
            }
        }

        foreach (var (file, route) in load.Entries<Route>())
        {
            for (var i = 0; i < route.Instead.Count; i++)
            {
                var (nation, other) = route.Instead[i];
                if (load.Knowledge.Routes.TryGetValue(other, out var there) && nation is not "outside-uk" && !there.Nations.Contains(nation, StringComparer.Ordinal))
                {
                    yield return new Problem(
                        file.Path,
                        file.LineOf($"instead[{i}].route"),
                        $"The route \"{other}\" does not serve {nation} either.",
                        $"Name a route whose \"nations\" hold {nation}.");
                }

                if (route.Nations.Contains(nation, StringComparer.Ordinal))
                {
                    yield return new Problem(
                        file.Path, file.LineOf($"instead[{i}].nation"), $"The route serves {nation} itself.", "Take the line out, or take the nation out of \"nations\".");
                }
            }
        }
    }

    /// <summary>The routes that a reader is shown on a day, of whom nothing but the nation is known, and what the incident implies.</summary>
    internal static IReadOnlyList<Route> DoorsFor(KnowledgeBase knowledge, IncidentType incident, string nation, DateOnly day)
    {
        IReadOnlyList<string> ValuesOf(string fact) =>
            fact is FactNames.Nation ? [nation]
            : incident.Implies.TryGetValue(fact, out var value) ? [value]
            : [Condition.Unknown];

        var routes = new List<Route>();
        foreach (var door in incident.Routes.Where(door => door.When.Fits(ValuesOf)))
        {
            if (knowledge.Routes.TryGetValue(door.Route, out var route) && Serving(knowledge, route, nation) is { } serving && serving.IsValidOn(day))
            {
                routes.Add(serving);
            }
        }

        return routes;
    }

    private static Route? Serving(KnowledgeBase knowledge, Route route, string nation)
    {
        if (nation is Condition.Unknown || route.Nations.Contains(nation, StringComparer.Ordinal))
        {
            return route;
        }

        var instead = route.Instead.FirstOrDefault(other => string.Equals(other.Nation, nation, StringComparison.Ordinal));
        return instead is null ? null : knowledge.Routes.GetValueOrDefault(instead.Route);
    }

    private static bool FitsNation(Condition when, string nation) =>
        !when.Facts.TryGetValue(FactNames.Nation, out var nations) || nations.Contains(nation, StringComparer.Ordinal);
}

using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>Works out what fits a set of incidents and facts.</summary>
internal sealed class CasePlanner(KnowledgeBase knowledge)
{
    // The doors that a line leads to, by its text: few lines lead to any.
    private readonly Dictionary<string, Route[]> linked = knowledge.Incidents.Values.Concat(knowledge.Emergencies.Values)
        .SelectMany(incident => incident.DoNow.Concat(incident.DoNot).Concat(incident.Keep))
        .DistinctBy(line => line.Text, StringComparer.Ordinal)
        .Select(line => (line.Text, Routes: line.LinkedRoutes().Select(knowledge.Routes.GetValueOrDefault).OfType<Route>().ToArray()))
        .Where(line => line.Routes.Length > 0)
        .ToDictionary(line => line.Text, line => line.Routes, StringComparer.Ordinal);

    /// <summary>The plan for these incidents.</summary>
    /// <param name="incidents">Incidents or an emergency, most urgent first.</param>
    /// <param name="facts">What is known.</param>
    /// <param name="today">The day in the UK: routes that are not valid on it are left out.</param>
    public CasePlan Plan(
        IReadOnlyList<IncidentType> incidents, IReadOnlyDictionary<string, FactValue> facts, DateOnly today)
    {
        var valuesOf = Values(facts, today);
        return new(
            incidents,
            Lines(incidents, incident => incident.DoNow, valuesOf),
            Lines(incidents, incident => incident.DoNot, valuesOf),
            Lines(incidents, incident => incident.Keep, valuesOf),
            Doors(incidents.SelectMany(incident => incident.Routes), facts, today),
            Clocks(incidents, valuesOf, today));
    }

    /// <summary>How a condition sees the facts: a measured one is "known", one not told is "unknown".</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="today">The day in the UK; null where it is all one how long ago it was.</param>
    public static Func<string, IReadOnlyList<string>> Values(IReadOnlyDictionary<string, FactValue> facts, DateOnly? today = null) => fact =>
    {
        if (string.Equals(fact, Condition.Rule, StringComparison.Ordinal))
        {
            return NamedRules.Holding(facts, today);
        }

        if (!facts.TryGetValue(fact, out var value))
        {
            return Unknown;
        }

        var allowed = FactNames.Values.GetValueOrDefault(fact) ?? [];
        return allowed switch
        {
            [] => value.Value is "unsure" ? Unknown : Known,
            _ when value.Value is "unsure" && !allowed.Contains("yes") => UnsureOfSome,
            _ => value.Values,
        };
    };

    /// <summary>The nation of a reader whom none of the UK's bodies serves.</summary>
    public const string OutsideUk = "outside-uk";

    private static readonly string[] Unknown = [Condition.Unknown];
    private static readonly string[] UnsureOfSome = ["unsure", Condition.Unknown];
    private static readonly string[] Known = [Condition.Known];

    // A turn makes many plans, one for each answer that its next question might get, so what follows is written as loops.
    private List<PlannedLine> Lines(
        IReadOnlyList<IncidentType> incidents,
        Func<IncidentType, IReadOnlyList<Line>> linesOf,
        Func<string, IReadOnlyList<string>> valuesOf)
    {
        var lines = new List<PlannedLine>();
        var (nation, organisation) = (valuesOf(FactNames.Nation), valuesOf(FactNames.Organisation));
        foreach (var incident in incidents)
        {
            foreach (var line in linesOf(incident))
            {
                if (line.When.Fits(valuesOf)
                    && !IsAmong(lines, line.Text)
                    && (!linked.TryGetValue(line.Text, out var routes) || routes.All(route => ServesReader(route, nation, organisation))))
                {
                    lines.Add(new(incident.Id, line.Text));
                }
            }
        }

        return lines;
    }

    private static bool IsAmong(List<PlannedLine> lines, string text)
    {
        foreach (var line in lines)
        {
            if (string.Equals(line.Text, text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private List<Deadline> Clocks(IReadOnlyList<IncidentType> incidents, Func<string, IReadOnlyList<string>> valuesOf, DateOnly today)
    {
        var clocks = new List<Deadline>();
        var (nation, organisation) = (valuesOf(FactNames.Nation), valuesOf(FactNames.Organisation));
        foreach (var clock in incidents.SelectMany(incident => incident.Deadlines))
        {
            if (clock.When.Fits(valuesOf)
                && knowledge.Deadlines[clock.Deadline] is var deadline
                && deadline.IsValidOn(today)
                && (!knowledge.Routes.TryGetValue(deadline.Route, out var route) || ServesReader(route, nation, organisation))
                && clocks.TrueForAll(running => running.Id != deadline.Id))
            {
                clocks.Add(deadline);
            }
        }

        return clocks;
    }

    /// <summary>Those of the doors that serve this reader, in order, each once.</summary>
    public IReadOnlyList<PlannedDoor> Doors(IEnumerable<Door> doors, IReadOnlyDictionary<string, FactValue> facts, DateOnly today)
    {
        var valuesOf = Values(facts, today);
        var (nation, organisation) = (valuesOf(FactNames.Nation), valuesOf(FactNames.Organisation));
        var serving = new List<PlannedDoor>();
        foreach (var door in doors)
        {
            if (door.When.Fits(valuesOf)
                && knowledge.Routes[door.Route] is var route
                && route.IsValidOn(today)
                && ServesReader(route, nation, organisation)
                && !IsAmong(serving, route))
            {
                serving.Add(new(route, door.Why));
            }
        }

        return nation.Contains(OutsideUk) ? [.. serving.Take(1), .. Abroad(facts), .. serving.Skip(1)] : serving;
    }

    private static bool IsAmong(List<PlannedDoor> doors, Route route)
    {
        foreach (var door in doors)
        {
            if (door.Route.Id == route.Id)
            {
                return true;
            }
        }

        return false;
    }

    // Outside the UK, one door takes every report: the police of the place, or whoever they are where we do not know them.
    private IEnumerable<PlannedDoor> Abroad(IReadOnlyDictionary<string, FactValue> facts)
    {
        var area = facts.GetValueOrDefault(FactNames.Area)?.Value;
        var there = knowledge.Routes.Values.Where(route => route.Nations is [OutsideUk]).ToList();
        var own = there.Where(route => route.Areas.Contains(area, StringComparer.Ordinal)).ToList();
        return (own.Count > 0 ? own : there.Where(route => route.Areas.Count == 0)).Select(route => new PlannedDoor(route, ""));
    }

    // Whatever an incident says, a door that is known to turn the reader away is never shown, and no step leads to it.
    private static bool ServesReader(Route route, IReadOnlyList<string> nation, IReadOnlyList<string> organisation) =>
        (Serves(route.Nations, nation) || (nation.Contains(OutsideUk) && IsReadersOwn(route))) && Serves(route.Serves, organisation);

    // The reader's own bank and insurer are there in every country.
    private static bool IsReadersOwn(Route route) => route.Channels is [{ Value.Length: 0 }, ..];

    private static bool Serves(IReadOnlyList<string> served, IReadOnlyList<string> reader)
    {
        if (served.Count == 0)
        {
            return true;
        }

        for (var at = 0; at < reader.Count; at++)
        {
            if (reader[at] is Condition.Unknown or "unsure" || served.Contains(reader[at]))
            {
                return true;
            }
        }

        return false;
    }
}

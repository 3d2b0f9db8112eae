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
            [.. incidents.SelectMany(incident => incident.Deadlines)
                .Where(clock => clock.When.Fits(valuesOf))
                .Select(clock => knowledge.Deadlines[clock.Deadline])
                .Where(deadline => deadline.IsValidOn(today) && (!knowledge.Routes.TryGetValue(deadline.Route, out var route) || ServesReader(route, valuesOf)))
                .DistinctBy(deadline => deadline.Id)]);
    }

    /// <summary>How a condition sees the facts: a measured one is "known", one not told is "unknown".</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="today">The day in the UK; null where it is all one how long ago it was.</param>
    public static Func<string, IReadOnlyCollection<string>> Values(IReadOnlyDictionary<string, FactValue> facts, DateOnly? today = null) => fact =>
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
            _ => [.. value.Values],
        };
    };

    /// <summary>The nation of a reader whom none of the UK's bodies serves.</summary>
    public const string OutsideUk = "outside-uk";

    private static readonly string[] Unknown = [Condition.Unknown];
    private static readonly string[] UnsureOfSome = ["unsure", Condition.Unknown];
    private static readonly string[] Known = [Condition.Known];

    private List<PlannedLine> Lines(
        IReadOnlyList<IncidentType> incidents,
        Func<IncidentType, IReadOnlyList<Line>> linesOf,
        Func<string, IReadOnlyCollection<string>> valuesOf) =>
        [.. incidents
            .SelectMany(incident => linesOf(incident)
                .Where(line => line.When.Fits(valuesOf) && (!linked.TryGetValue(line.Text, out var routes) || routes.All(route => ServesReader(route, valuesOf))))
                .Select(line => new PlannedLine(incident.Id, line.Text)))
            .DistinctBy(line => line.Text, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Those of the doors that serve this reader, in order, each once.</summary>
    public IReadOnlyList<PlannedDoor> Doors(IEnumerable<Door> doors, IReadOnlyDictionary<string, FactValue> facts, DateOnly today)
    {
        var valuesOf = Values(facts, today);
        var serving = doors
            .Where(door => door.When.Fits(valuesOf))
            .Select(door => new PlannedDoor(knowledge.Routes[door.Route], door.Why))
            .Where(door => door.Route.IsValidOn(today) && ServesReader(door.Route, valuesOf))
            .DistinctBy(door => door.Route.Id)
            .ToList();
        return valuesOf(FactNames.Nation).Contains(OutsideUk) ? [.. serving.Take(1), .. Abroad(facts), .. serving.Skip(1)] : serving;
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
    private static bool ServesReader(Route route, Func<string, IReadOnlyCollection<string>> valuesOf) =>
        (Serves(route.Nations, valuesOf(FactNames.Nation)) || (valuesOf(FactNames.Nation).Contains(OutsideUk) && IsReadersOwn(route)))
        && Serves(route.Serves, valuesOf(FactNames.Organisation));

    // The reader's own bank and insurer are there in every country.
    private static bool IsReadersOwn(Route route) => route.Channels is [{ Value.Length: 0 }, ..];

    private static bool Serves(IReadOnlyList<string> served, IReadOnlyCollection<string> reader) =>
        served.Count == 0 || reader.Any(value => value is Condition.Unknown or "unsure" || served.Contains(value));
}

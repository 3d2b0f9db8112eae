using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>What fits a set of incidents and facts: steps, doors and clocks. It says what, never how it is worded.</summary>
/// <param name="Incidents">The incidents (or the emergency), most urgent first.</param>
/// <param name="Steps">What to do, in order, an incident's own first.</param>
/// <param name="DoNots">What to avoid, the most important first.</param>
/// <param name="Keep">Evidence.</param>
/// <param name="Doors">Whom to tell, in order, each once.</param>
/// <param name="Clocks">Deadlines that may run.</param>
internal sealed record CasePlan(
    IReadOnlyList<IncidentType> Incidents,
    IReadOnlyList<PlannedLine> Steps,
    IReadOnlyList<PlannedLine> DoNots,
    IReadOnlyList<PlannedLine> Keep,
    IReadOnlyList<PlannedDoor> Doors,
    IReadOnlyList<Deadline> Clocks)
{
    // A question is not worth a reader's time for the sake of the ninth step.
    private const int StepsThatMatter = 5;

    /// <summary>Whether the reader would be told the same by another plan, in what is told first.</summary>
    public bool TellsTheSame(CasePlan other) =>
        Same(Steps, other.Steps, StepsThatMatter, step => step.Text)
        && Same(DoNots, other.DoNots, 1, line => line.Text)
        && Same(Doors, other.Doors, int.MaxValue, door => door.Route.Id)
        && Same(Clocks, other.Clocks, int.MaxValue, clock => clock.Id);

    private static bool Same<T>(IReadOnlyList<T> mine, IReadOnlyList<T> others, int first, Func<T, string> text)
    {
        var count = Math.Min(mine.Count, first);
        if (count != Math.Min(others.Count, first))
        {
            return false;
        }

        for (var at = 0; at < count; at++)
        {
            if (text(mine[at]) != text(others[at]))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A line that fits, and the incident that it comes from.</summary>
internal sealed record PlannedLine(string Incident, string Text);

/// <summary>A door that fits.</summary>
/// <param name="Route">The route.</param>
/// <param name="Why">What it does for the reader here.</param>
internal sealed record PlannedDoor(Route Route, string Why);

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
    /// <summary>Two plans with the same key tell the reader the same things.</summary>
    public string Key => string.Join(
        '\n',
        Steps.Take(StepsThatMatter).Select(step => step.Text)
            .Concat(DoNots.Take(1).Select(line => line.Text))
            .Concat(Doors.Select(door => door.Route.Id))
            .Concat(Clocks.Select(clock => clock.Id)));

    // A question is not worth a reader's time for the sake of the ninth step.
    private const int StepsThatMatter = 5;
}

/// <summary>A line that fits, and the incident that it comes from.</summary>
internal sealed record PlannedLine(string Incident, string Text);

/// <summary>A door that fits.</summary>
/// <param name="Route">The route.</param>
/// <param name="Why">What it does for the reader here.</param>
internal sealed record PlannedDoor(Route Route, string Why);

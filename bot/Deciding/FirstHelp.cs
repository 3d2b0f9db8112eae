using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>What a reader is told as soon as it is known what happened: help comes before the first question.</summary>
internal static class FirstHelp
{
    /// <summary>Steps told at once; more would not be read.</summary>
    public const int StepsAtOnce = 3;

    /// <summary>Steps told at once for each further incident.</summary>
    public const int StepsForAnother = 2;

    private const int EvidenceAtOnce = 4;

    /// <summary>The first help, in the order in which it is told.</summary>
    /// <param name="incidents">What happened, the most urgent first.</param>
    /// <param name="plan">The plan for all of it.</param>
    /// <param name="first">The plan for the first alone.</param>
    /// <param name="isForAnother">Whether the reader writes for somebody else.</param>
    public static List<Move> Moves(IReadOnlyList<IncidentType> incidents, CasePlan plan, CasePlan first, bool isForAnother)
    {
        List<Move> moves =
        [
            new Move.Understood(incidents[0]),
            .. isForAnother ? (Move[])[new Move.Say("for-another")] : [],
            new Move.DoNow([.. first.Steps.Take(StepsAtOnce)]),
        ];
        if (first.DoNots is [var doNot, ..])
        {
            moves.Add(new Move.DoNot(doNot));
        }

        foreach (var incident in incidents.Skip(1))
        {
            moves.Add(new Move.AlsoFound(
                incident,
                [.. plan.Steps.Where(step => step.Incident == incident.Id).Take(StepsForAnother)]));
        }

        moves.Add(Doors(plan, plan.Doors.Take(1).Select(door => door.Route.Id)));
        if (plan.Keep.Count > 0)
        {
            moves.Add(new Move.KeepEvidence([.. plan.Keep.Take(EvidenceAtOnce)]));
        }

        if (plan.Clocks.Count > 0)
        {
            moves.Add(new Move.RunClocks(plan.Clocks));
        }

        return moves;
    }

    /// <summary>The doors of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="inFull">The ids of those to be told with all that there is to know.</param>
    public static Move.TellDoors Doors(CasePlan plan, IEnumerable<string> inFull) => new(plan.Doors, [.. inFull]);
}

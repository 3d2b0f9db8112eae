using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>
/// "How are we doing?" and "let us practise": a few questions, each of which stands for a step of the plan. After each answer the
/// next step is named, so that a reader who stops early has something in hand.
/// </summary>
internal sealed class ReadinessTriage(KnowledgeBase knowledge, PlanTriage plan)
{
    /// <summary>The most questions of a readiness check.</summary>
    public const int Most = 11;

    /// <summary>The most questions after a rehearsal.</summary>
    public const int MostAfterPractice = 6;

    private const int OfEachControl = 2;

    /// <summary>Asks the first question: two of each control of Cyber Essentials, the most useful first, and one beyond them.</summary>
    public Decision Begin(Situation situation, DateOnly today)
    {
        var fitting = Fitting(situation, today).ToList();
        var steps = PlanStep.Controls.SelectMany(control => fitting.Where(step => step.Control == control).Take(OfEachControl)).Take(Most).ToList();
        return Ask(situation with { Checks = [.. steps.Select(step => step.Id)], Checked = [] }, [new Move.Say("readiness-begins")], today);
    }

    /// <summary>Asks what a rehearsal of an incident should leave in place; nothing is asked that is known.</summary>
    public Decision AfterPractice(Situation situation, string incident, IReadOnlyList<Move> moves, DateOnly today)
    {
        var steps = Fitting(situation, today).Where(step => step.After.Contains(incident)).Take(MostAfterPractice);
        return Ask(situation with { Checks = [.. steps.Select(step => step.Id)], Checked = [] }, [.. moves, new Move.Say("practice-checks")], today);
    }

    /// <summary>An answer: the next step where something is missing, then the next question or the result.</summary>
    public Decision Answered(Situation situation, StepMark mark, DateOnly today)
    {
        var next = PlanTriage.WithState(situation, mark.Step, mark.State) with
        {
            Checks = [.. situation.Checks.Where(step => step != mark.Step)],
            Checked = [.. situation.Checked, mark.Step],
        };
        Move said = mark.State == StepMark.Done ? new Move.Say("readiness-in-place") : new Move.NextStep(knowledge.PlanSteps[mark.Step]);
        return Ask(next, [said], today);
    }

    /// <summary>The open question; null when none is.</summary>
    public Move.Check? Open(Situation situation) => situation.Checks is [var id, ..] && knowledge.PlanSteps.TryGetValue(id, out var step)
        ? new(step, situation.Checked.Count + 1, situation.Checked.Count + situation.Checks.Count)
        : null;

    private Decision Ask(Situation situation, IReadOnlyList<Move> moves, DateOnly today)
    {
        if (Open(situation) is { } check)
        {
            return new(Kinds.Plan, situation with { Topic = Kinds.Plan, Pending = null, Shown = [] }, [.. moves, check]);
        }

        var scores = Scores(situation, knowledge);
        var steps = plan.Begin(situation with { Practice = null }, today);
        return steps with { Moves = [.. moves, .. scores.Count > 0 ? (Move[])[new Move.Score(scores)] : [], .. steps.Moves] };
    }

    /// <summary>How much of what was asked for is in place, in the order of the controls; empty before the first answer.</summary>
    public static IReadOnlyList<ControlScore> Scores(Situation situation, KnowledgeBase knowledge) => [.. PlanStep.Controls
        .Select(control => (Control: control, Steps: situation.Checked.Where(id => knowledge.PlanSteps.GetValueOrDefault(id)?.Control == control).ToList()))
        .Where(asked => asked.Steps.Count > 0)
        .Select(asked => new ControlScore(asked.Control, asked.Steps.Count(id => situation.Steps.GetValueOrDefault(id) == StepMark.Done), asked.Steps.Count))];

    private IEnumerable<PlanStep> Fitting(Situation situation, DateOnly today)
    {
        var valuesOf = CasePlanner.Values(situation.Facts);
        return knowledge.PlanSteps.Values
            .Where(step => step.Check.Length > 0 && step.IsValidOn(today) && step.For.Fits(valuesOf))
            .OrderBy(step => step.Rank)
            .ThenBy(step => step.Id, StringComparer.Ordinal);
    }
}

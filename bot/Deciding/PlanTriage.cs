using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Deciding;

/// <summary>The plan: five steps at a time, chosen by the situation; each is done, skipped or put off.</summary>
internal sealed class PlanTriage(KnowledgeBase knowledge)
{
    private const int StepsAtOnce = 5;

    /// <summary>The next steps that fit the reader.</summary>
    /// <param name="situation">What the conversation knows.</param>
    /// <param name="today">The day in the UK.</param>
    public Decision Begin(Situation situation, DateOnly today) => Listed(situation, Next(situation, today, []), []);

    /// <summary>The steps that were shown last, again.</summary>
    public Decision Again(Situation situation) => Listed(situation, Shown(situation), []);

    /// <summary>Something was said of the steps that are shown.</summary>
    public Decision Marked(Situation situation, StepMark mark, DateOnly today) => mark.State switch
    {
        StepMark.Why when knowledge.PlanSteps.TryGetValue(mark.Step, out var step) => Showing(situation, Shown(situation), [new Move.ExplainStep(step)]),
        StepMark.How when knowledge.PlanSteps.TryGetValue(mark.Step, out var step) =>
            Showing(situation, Shown(situation), [new Move.Show(knowledge.Guidance[step.Guidance], "")]),
        StepMark.Forward => Forward(situation, mark.Step),
        StepMark.More => More(situation, today),
        _ => Remembered(situation, mark, today),
    };

    private Decision Remembered(Situation situation, StepMark mark, DateOnly today)
    {
        var next = situation;
        foreach (var id in mark.Step.Length > 0 ? [mark.Step] : situation.Shown)
        {
            next = WithState(next, id, mark.State);
        }

        var said = new Move.Say(mark.State switch { StepMark.Done => "plan-done", StepMark.Skip => "plan-skipped", _ => "plan-later" });
        var plan = Listed(next, Next(next, today, []), situation.Shown);
        return plan with { Moves = [said, .. plan.Moves] };
    }

    private Decision More(Situation situation, DateOnly today)
    {
        var further = Next(situation, today, situation.Shown);
        return further.Count > 0 ? Listed(situation, further, []) : Begin(situation, today);
    }

    private Decision Forward(Situation situation, string step)
    {
        var steps = Shown(situation).Where(shown => shown.Forward.Length > 0 && (step.Length == 0 || shown.Id == step)).ToList();
        return Showing(situation, Shown(situation), steps.Count > 0 ? [new Move.Forward(steps)] : [new Move.Say("plan-nothing-to-forward")]);
    }

    /// <summary>The situation with what the reader said of a step.</summary>
    public static Situation WithState(Situation situation, string step, string state) => situation with
    {
        Steps = new SortedDictionary<string, string>(situation.Steps.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal) { [step] = state },
    };

    /// <summary>The steps that the reader looks at: those that were shown last, or the first that fit.</summary>
    public IReadOnlyList<PlanStep> Current(Situation situation, DateOnly today) =>
        Shown(situation).Where(step => !IsClosed(situation, step.Id)).ToList() is { Count: > 0 } shown ? shown : Next(situation, today, []);

    // One step of each part of the plan, so that each list is a small round of it; what is left is filled up in the order of rank.
    private List<PlanStep> Next(Situation situation, DateOnly today, IReadOnlyCollection<string> except)
    {
        var ranked = Fitting(situation, today).Where(step => !except.Contains(step.Id)).ToList();
        var round = PlanStep.Parts.Select(part => ranked.FirstOrDefault(step => step.Step == part)).OfType<PlanStep>().ToList();
        return [.. PlanStep.Parts.SelectMany(part => round.Concat(ranked.Except(round)).Take(StepsAtOnce).Where(step => step.Step == part))];
    }

    private IEnumerable<PlanStep> Fitting(Situation situation, DateOnly today)
    {
        var valuesOf = CasePlanner.Values(situation.Facts);
        return knowledge.PlanSteps.Values
            .Where(step => step.IsValidOn(today) && step.For.Fits(valuesOf) && !IsClosed(situation, step.Id))
            .Where(step => step.First.All(before => IsClosed(situation, before) || !Fits(before, valuesOf)))
            .OrderBy(step => situation.Steps.GetValueOrDefault(step.Id) is StepMark.Later)
            .ThenByDescending(step => step.After.Any(situation.Incidents.Contains))
            .ThenByDescending(step => situation.Steps.GetValueOrDefault(step.Id) is StepMark.Missing)
            .ThenBy(step => step.Rank)
            .ThenBy(step => step.Id, StringComparer.Ordinal);
    }

    private bool Fits(string step, Func<string, IReadOnlyList<string>> valuesOf) =>
        knowledge.PlanSteps.TryGetValue(step, out var found) && found.For.Fits(valuesOf);

    private static bool IsClosed(Situation situation, string step) => situation.Steps.TryGetValue(step, out var state) && StepMark.IsClosed(state);

    private List<PlanStep> Shown(Situation situation) => [.. situation.Shown.Select(knowledge.PlanSteps.GetValueOrDefault).OfType<PlanStep>()];

    private static Decision Listed(Situation situation, IReadOnlyList<PlanStep> steps, IReadOnlyCollection<string> known) => Showing(
        situation, steps, steps.Count > 0 ? [new Move.Say("plan-heading"), new Move.PlanSteps(steps, known)] : [new Move.Say("plan-finished")]);

    private static Decision Showing(Situation situation, IReadOnlyList<PlanStep> steps, IReadOnlyList<Move> moves) => new(
        Kinds.Plan, situation with { Topic = Kinds.Plan, Pending = null, Shown = [.. steps.Select(step => step.Id)] }, moves);
}

using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>The plan can always go on: no step waits for itself, every part has a step for everybody, every control is asked for.</summary>
internal sealed class PlanRule : IRule
{
    public string Name => "plan";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        var steps = load.Knowledge.PlanSteps;
        foreach (var (file, step) in load.Entries<PlanStep>().Where(found => WaitsForItself(found.Entry, steps)))
        {
            yield return new Problem(file.Path, file.LineOf("first"), $"The step \"{step.Id}\" waits for itself, by way of \"first\".", "Take one of the steps out of \"first\".");
        }

        if (steps.Count == 0)
        {
            yield break;
        }

        foreach (var part in PlanStep.Parts.Where(part => !steps.Values.Any(step => step.Step == part && step.For.IsAlways)))
        {
            yield return new Problem("plan-steps", 1, $"No step of \"{part}\" is for everybody.", "Write one without \"for\".");
        }

        foreach (var control in PlanStep.Controls.Where(control => !steps.Values.Any(step => step.Control == control && step.Check.Length > 0 && step.For.IsAlways)))
        {
            yield return new Problem(
                "plan-steps", 1, $"No step of the control \"{control}\" has a \"check\" for everybody.", "Give one of its steps a \"check\": a question whose yes means that it is done.");
        }
    }

    private static bool WaitsForItself(PlanStep step, IReadOnlyDictionary<string, PlanStep> steps)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(step.First);
        while (open.TryPop(out var id))
        {
            if (id == step.Id)
            {
                return true;
            }

            if (seen.Add(id) && steps.TryGetValue(id, out var before))
            {
                foreach (var further in before.First)
                {
                    open.Push(further);
                }
            }
        }

        return false;
    }
}

using System.Globalization;
using BotAdvice.Bot.Deciding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Answering;

/// <summary>Puts the plan and the readiness check into blocks and buttons.</summary>
internal sealed class PlanWriter(Phrases phrases, Links links)
{
    /// <summary>The steps, in order, with who does each and why; of those that are known, the name alone.</summary>
    public IEnumerable<Block> Steps(IReadOnlyList<PlanStep> steps, IReadOnlyCollection<string> known)
    {
        yield return new ListBlock(true, [.. steps.Select(step => known.Contains(step.Id) ? $"{step.Title}." : Step(step))]);
        yield return new TextBlock(phrases["plan-hint"]);
    }

    /// <summary>A step that was found missing.</summary>
    public Block Next(PlanStep step) => new TextBlock(phrases["readiness-next", ("step", step.Title), ("effort", step.Effort), ("cost", step.Cost)]);

    /// <summary>Why a step matters, and who does it.</summary>
    public IEnumerable<Block> Explain(PlanStep step)
    {
        yield return new HeadingBlock(step.Title);
        yield return new TextBlock(links.Resolve(step.Why));
        yield return new TextBlock(phrases["plan-who", ("who", phrases[$"who-{step.Who}"])]);
        if (step.Control != PlanStep.Beyond)
        {
            yield return new TextBlock(phrases["plan-control", ("control", phrases[$"control.{step.Control}"])]);
        }
    }

    /// <summary>A message to an IT supplier, to be copied.</summary>
    public IEnumerable<Block> Forward(IReadOnlyList<PlanStep> steps)
    {
        yield return new HeadingBlock(phrases["plan-forward-heading"]);
        yield return new TextBlock(phrases["plan-forward-opening"]);
        yield return new ListBlock(true, [.. steps.Select(step => links.Resolve(step.Forward))]);
        yield return new TextBlock(phrases["plan-forward-closing"]);
    }

    /// <summary>A question of the readiness check.</summary>
    public Block Check(Move.Check check) => new QuestionBlock(
        check.Step.Id, $"{phrases["readiness-count", ("number", Number(check.Number)), ("of", Number(check.Of))]} {check.Step.Check}", check.Step.Why);

    /// <summary>What is in place, a control a line.</summary>
    public IEnumerable<Block> Score(IReadOnlyList<ControlScore> controls)
    {
        yield return new HeadingBlock(phrases["readiness-heading"]);
        yield return new ListBlock(false, [.. controls.Select(Line)]);
        yield return new TextBlock(phrases["readiness-meaning"]);
    }

    /// <summary>What is in place of one control.</summary>
    public string Line(ControlScore score) => phrases[
        "readiness-score", ("control", phrases[$"control.{score.Control}"]), ("in-place", Number(score.InPlace)), ("asked", Number(score.Asked))];

    /// <summary>Effort, cost, why, and who does a step.</summary>
    public string Details(PlanStep step) => $"({step.Effort}, {step.Cost}). {links.Resolve(step.Why)} {phrases["plan-who", ("who", phrases[$"who-{step.Who}"])]}";

    /// <summary>The buttons of a list of steps: each can be done with one press.</summary>
    public IEnumerable<QuickReply> Replies(IReadOnlyList<PlanStep> steps) => steps
        .Select((_, index) => phrases["plan-done-label", ("number", Number(index + 1))])
        .Concat(steps.Any(step => step.Forward.Length > 0) ? [phrases["plan-forward-label"]] : [])
        .Append(phrases["plan-more-label"])
        .Append(phrases["print-label"])
        .Select(label => new QuickReply(label, label));

    /// <summary>The buttons of a question of the readiness check.</summary>
    public IEnumerable<QuickReply> CheckReplies() =>
        ((string[])["yes-label", "no-label", "not-sure-label", "question-why-label"]).Select(key => new QuickReply(phrases[key], phrases[key]));

    private string Step(PlanStep step) => string.Join(' ',
        $"**{phrases[$"step.{step.Step}"]}.**",
        step.Title,
        Details(step));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

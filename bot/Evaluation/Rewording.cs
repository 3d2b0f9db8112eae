using System.Text.Json.Nodes;
using BotAdvice.Bot.Understanding;

namespace BotAdvice.Bot.Evaluation;

/// <summary>An item as somebody else would put it: the same facts, told in another way.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Of">The item, whose split it shares.</param>
/// <param name="Style">typos, shouting, long-winded, non-native or terse.</param>
/// <param name="Text">As that person would type it.</param>
internal sealed record Rewording(string Id, EvaluationItem Of, string Style, string Text)
{
    /// <summary>Reads one line.</summary>
    /// <param name="json">The line.</param>
    /// <param name="items">The items that may be reworded, by id.</param>
    /// <exception cref="FormatException">There is no such item.</exception>
    public static Rewording Read(JsonObject json, IReadOnlyDictionary<string, EvaluationItem> items)
    {
        var of = json["of"]!.GetValue<string>();
        return new(
            json["id"]!.GetValue<string>(),
            items.GetValueOrDefault(of) ?? throw new FormatException($"There is no item \"{of}\"."),
            json["style"]!.GetValue<string>(),
            json["text"]!.GetValue<string>());
    }
}

/// <summary>A rewording with what came back, beside what came back for the item as it was first told.</summary>
internal sealed record RewordingOutcome(Rewording Rewording, Outcome First, Outcome Again)
{
    /// <summary>The same kind, and the same incident or the same first answer.</summary>
    public bool SameVerdict => First.Trace.Kind == Again.Trace.Kind && First.Trace.Incident == Again.Trace.Incident
        && (First.Trace.Kind is not Kinds.Question || First.GuidanceShown.FirstOrDefault() == Again.GuidanceShown.FirstOrDefault());

    /// <summary>The same doors, in whatever order: a fact that was not read changes which doors there are, not only where they stand.</summary>
    public bool SameDoors => First.Trace.Routes.ToHashSet(StringComparer.Ordinal).SetEquals(Again.Trace.Routes);

    /// <summary>One line for each kind of figure, over all styles and by style.</summary>
    public static IEnumerable<Figure> Figures(IReadOnlyList<RewordingOutcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            yield break;
        }

        foreach (var figure in Lines(outcomes, "reworded, same incident and doors", outcome => outcome.SameVerdict && outcome.SameDoors))
        {
            yield return figure;
        }

        yield return Share(outcomes, "reworded, same incident or answer", outcome => outcome.SameVerdict);
        yield return Share(outcomes, "reworded, same doors", outcome => outcome.SameDoors);
        foreach (var figure in Lines(outcomes, "reworded, right as labelled", outcome => outcome.Again.Right))
        {
            yield return figure;
        }

        yield return Share([.. outcomes.DistinctBy(outcome => outcome.First)], "the same items as first told, right", outcome => outcome.First.Right);
    }

    private static IEnumerable<Figure> Lines(IReadOnlyList<RewordingOutcome> outcomes, string name, Func<RewordingOutcome, bool> holds) =>
        outcomes.GroupBy(outcome => outcome.Rewording.Style, StringComparer.Ordinal)
            .Select(style => Share([.. style], $"  {style.Key}", holds) with { Group = name })
            .Prepend(Share(outcomes, name, holds));

    private static Figure Share(IReadOnlyList<RewordingOutcome> outcomes, string name, Func<RewordingOutcome, bool> holds) => new(name, outcomes.Count(holds), outcomes.Count);
}

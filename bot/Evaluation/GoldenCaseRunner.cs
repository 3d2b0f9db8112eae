using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Evaluation;

/// <summary>Plays a golden case and says what is not as it should be.</summary>
internal static class GoldenCaseRunner
{
    /// <returns>One sentence for each difference; empty when the case holds.</returns>
    public static IReadOnlyList<string> Run(IResponder responder, GoldenCase golden, DateTimeOffset now)
    {
        var situation = Situation.New;
        Response? response = null;
        foreach (var turn in golden.Turns)
        {
            response = responder.Respond(situation, turn, golden.Now ?? now);
            situation = response.Situation;
        }

        return response is null ? ["The case says nothing."] : [.. Differences(golden, response.Trace, PlainTextRenderer.Render(response.Answer))];
    }

    private static IEnumerable<string> Differences(GoldenCase golden, Trace trace, string reply)
    {
        if (golden.Kind.Length > 0 && trace.Kind != golden.Kind)
        {
            yield return $"The kind is {trace.Kind}, not {golden.Kind}.";
        }

        if (golden.Incident.Length > 0 && trace.Incident != golden.Incident)
        {
            yield return $"The incident is {trace.Incident ?? "none"}, not {golden.Incident}.";
        }

        foreach (var also in golden.Also.Except(trace.Also.Append(trace.Incident ?? ""), StringComparer.Ordinal))
        {
            yield return $"{also} is not found beside {trace.Incident}.";
        }

        foreach (var (fact, value) in golden.Facts)
        {
            var found = trace.Facts.GetValueOrDefault(fact);
            if (found is null || !(found.Values.Contains(value, StringComparer.Ordinal) || (found.Number is { } number && decimal.TryParse(
                value, System.Globalization.CultureInfo.InvariantCulture, out var right) && number == right)))
            {
                yield return $"The fact {fact} is {(found is null ? "not known" : string.Join(", ", found.Values))}, not {value}.";
            }
        }

        var named = trace.Routes.Where(golden.Routes.Contains).ToList();
        if (!named.SequenceEqual(golden.Routes, StringComparer.Ordinal))
        {
            yield return $"The routes are {string.Join(", ", trace.Routes)}; {string.Join(", ", golden.Routes)} must be there in this order.";
        }

        foreach (var route in golden.NotRoutes.Intersect(trace.Routes, StringComparer.Ordinal))
        {
            yield return $"The route {route} must not be named.";
        }

        if (golden.Guidance.Count > 0 && !golden.Guidance.Contains(trace.Guidance.Select(id => id.Split('#')[0]).FirstOrDefault() ?? ""))
        {
            yield return $"The guidance is {string.Join(", ", trace.Guidance)}, not {string.Join(" or ", golden.Guidance)}.";
        }

        if (golden.Asks.Length > 0 && trace.Asks != golden.Asks)
        {
            yield return $"The question is for {trace.Asks ?? "nothing"}, not {golden.Asks}.";
        }

        foreach (var words in golden.MustSay.Where(words => !reply.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"The reply does not say \"{words}\".";
        }

        foreach (var words in golden.MustNotSay.Where(words => reply.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"The reply says \"{words}\".";
        }
    }
}

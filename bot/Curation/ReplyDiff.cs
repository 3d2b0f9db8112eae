using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Curation;

/// <summary>What one index answers and another answers otherwise.</summary>
/// <param name="Said">The message.</param>
/// <param name="What">What differs: "kind", "incident", "doors", "guidance", "question" or "words".</param>
/// <param name="Before">As the old index has it.</param>
/// <param name="After">As the new one has it.</param>
internal sealed record ReplyChange(string Said, string What, string Before, string After);

/// <summary>Asks two indexes the same and compares the replies.</summary>
internal static class ReplyDiff
{
    /// <returns>The change that matters most for each message, in the order of the messages.</returns>
    public static IEnumerable<ReplyChange> Between(IResponder before, IResponder after, IEnumerable<string> messages, DateTimeOffset now)
    {
        foreach (var message in messages)
        {
            var (one, two) = (before.Respond(Situation.New, message, now), after.Respond(Situation.New, message, now));
            var changes = new (string What, string Before, string After)[]
            {
                ("kind", one.Trace.Kind, two.Trace.Kind),
                ("incident", Joined([one.Trace.Incident ?? "", .. one.Trace.Also]), Joined([two.Trace.Incident ?? "", .. two.Trace.Also])),
                ("doors", Joined(one.Trace.Routes), Joined(two.Trace.Routes)),
                ("guidance", one.Trace.Guidance.FirstOrDefault() ?? "", two.Trace.Guidance.FirstOrDefault() ?? ""),
                ("question", one.Trace.Asks ?? "", two.Trace.Asks ?? ""),
                ("words", FirstLineOfDifference(one, two), FirstLineOfDifference(two, one)),
            };
            if (changes.FirstOrDefault(change => change.Before != change.After) is { What: not null } changed)
            {
                yield return new(message, changed.What, changed.Before, changed.After);
            }
        }
    }

    private static string Joined(IEnumerable<string> ids) => string.Join(", ", ids.Where(id => id.Length > 0));

    private static string FirstLineOfDifference(Response one, Response other)
    {
        var lines = PlainTextRenderer.Render(other.Answer).Split('\n').ToHashSet(StringComparer.Ordinal);
        return PlainTextRenderer.Render(one.Answer).Split('\n').FirstOrDefault(line => line.Length > 0 && !lines.Contains(line))?.Trim() ?? "";
    }
}

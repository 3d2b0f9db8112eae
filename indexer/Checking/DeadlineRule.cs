using System.Text.RegularExpressions;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Indexer.Checking;

/// <summary>A sentence that tells a body and a time limit tells the limit of that body's deadline: a wrong one makes a reader late.</summary>
internal sealed partial class DeadlineRule : IRule
{
    public string Name => "deadline";

    public IEnumerable<Problem> Check(LoadResult load, DateOnly today)
    {
        var deadlines = load.Knowledge.Deadlines.Values
            .Where(deadline => deadline.Within is not "promptly")
            .ToLookup(deadline => BodyOf(load.Knowledge, deadline), StringComparer.OrdinalIgnoreCase);
        foreach (var file in PlainText.FilesForReaders(load))
        {
            foreach (var sentence in PlainText.SentencesOf(file))
            {
                var told = Limit().Matches(sentence.Text).Select(match => (match.Value, Span: SpanOf(match))).ToList();
                if (told.Count == 0)
                {
                    continue;
                }

                // A sentence may name two bodies or tell two limits. One pair that fits is enough: which limit is whose cannot be read off the words.
                var bodies = deadlines.Where(body => body.Key.Length > 0 && PlainText.Holds(sentence.Text, body.Key)).ToList();
                if (bodies.Count > 0 && !told.Exists(limit => bodies.SelectMany(body => body).Any(deadline => string.Equals(deadline.Within, limit.Span, StringComparison.Ordinal))))
                {
                    var deadline = bodies[0].First();
                    yield return new Problem(
                        file.Path,
                        sentence.Line,
                        $"\"{told[0].Value}\" stands beside \"{bodies[0].Key}\", but deadlines/{deadline.Id}.md says \"{deadline.Within}\".",
                        "Mend the one that is wrong. If the time is somebody else's, give it a sentence of its own.");
                }
            }
        }
    }

    /// <summary>The name before the first comma of "ICO, report a personal data breach"; empty when the route is unknown.</summary>
    private static string BodyOf(KnowledgeBase knowledge, Deadline deadline) =>
        knowledge.Routes.TryGetValue(deadline.Route, out var route) ? route.Title.Split(',')[0].Trim() : "";

    /// <summary>"3 days" for "within three days": written as a deadline writes it.</summary>
    private static string SpanOf(Match limit) => $"{Figure.Digits(limit.Groups["number"].Value)} {limit.Groups["unit"].Value}";

    [GeneratedRegex(
        "within (?<number>[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?<unit>(working )?(hour|day|week|month|year)s?)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Limit();
}

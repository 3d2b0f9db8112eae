using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Rendering;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Indexer.Loading;

namespace BotAdvice.Bot.Evaluation;

/// <summary>A reply as a channel delivers it.</summary>
/// <param name="Markdown">Its text.</param>
/// <param name="Buttons">What its quick replies say.</param>
internal sealed record DeliveredReply(string Markdown, IReadOnlyList<string> Buttons);

/// <summary>
/// One thing that a reply must or must not hold. Doors, incidents, questions and the like are named by their ids and looked for by
/// their present wording, so that a curator who rewords an entry does not break every transcript.
/// </summary>
/// <param name="Line">The line on which it stands, from 1.</param>
/// <param name="Key">One of <see cref="Keys"/>.</param>
/// <param name="Values">Ids; or the words, for <c>says</c>, <c>not</c> and <c>button</c>.</param>
internal sealed record Expectation(int Line, string Key, IReadOnlyList<string> Values)
{
    private const string Nothing = "nothing";

    /// <summary>What may be expected of a reply.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["incident", "doors", "not-doors", "asks", "answer", "deadline", "button", "says", "not"];

    /// <returns>The expectation, or null once its fault is in <paramref name="problems"/>.</returns>
    public static Expectation? Read(string path, int line, string text, ICollection<Problem> problems)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var key = colon < 0 ? text.Trim() : text[..colon].Trim();
        var value = colon < 0 ? "" : text[(colon + 1)..].Trim();
        if (!Keys.Contains(key) || value.Length == 0)
        {
            problems.Add(new(path, line, $"\"{text}\" expects nothing that can be looked for.", $"Write one of {string.Join(", ", Keys)}, a colon and a value."));
            return null;
        }

        return new(line, key, key is "says" or "not" or "button" ? [value] : value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <returns>One sentence for each way in which the reply is not as expected.</returns>
    public IEnumerable<string> Differences(DeliveredReply reply, KnowledgeBase knowledge) => Key switch
    {
        "incident" => Values.Where(id => !Tells(reply, knowledge, id)).Select(id => $"does not show that it understood {id}"),
        "doors" => Doors(reply, knowledge),
        "not-doors" => Values.Where(id => DoorAt(reply, knowledge, id) >= 0).Select(id => $"names the door {id}"),
        "asks" when Values is [Nothing] => knowledge.Questions.Values.Where(question => Asks(reply, question)).Select(question => $"asks for {question.Fact}"),
        "asks" => Values.Where(fact => !Asks(reply, knowledge.Questions.GetValueOrDefault(fact))).Select(fact => $"does not ask for {fact}"),
        "answer" => Values.Where(id => !HasBold(reply, knowledge.Guidance.GetValueOrDefault(id)?.Title)).Select(id => $"does not answer from {id}"),
        "deadline" => Values.Where(id => !HasBold(reply, knowledge.Deadlines.GetValueOrDefault(id)?.Title + ":")).Select(id => $"does not name the time limit {id}"),
        "button" => Values.Where(label => !reply.Buttons.Contains(label, StringComparer.OrdinalIgnoreCase)).Select(label => $"has no button \"{label}\""),
        "says" => Values.Where(words => !Says(reply, words)).Select(words => $"does not say \"{words}\""),
        _ => Values.Where(words => Says(reply, words)).Select(words => $"says \"{words}\""),
    };

    private IEnumerable<string> Doors(DeliveredReply reply, KnowledgeBase knowledge)
    {
        var before = -1;
        foreach (var id in Values)
        {
            var at = DoorAt(reply, knowledge, id);
            if (at < 0)
            {
                yield return $"does not name the door {id}";
            }
            else if (at < before)
            {
                yield return $"names the door {id} too early";
            }

            before = Math.Max(before, at);
        }
    }

    private static bool Tells(DeliveredReply reply, KnowledgeBase knowledge, string id) =>
        (knowledge.Incidents.GetValueOrDefault(id) ?? knowledge.Emergencies.GetValueOrDefault(id)) is { } incident
        && (Says(reply, PlainTextRenderer.Plain(incident.Understood)) || Says(reply, new Phrases(knowledge.Phrases)["also-heading", ("incident", incident.Title)]));

    private static bool Asks(DeliveredReply reply, Question? question) => HasBold(reply, question?.Ask);

    private static int DoorAt(DeliveredReply reply, KnowledgeBase knowledge, string id) =>
        knowledge.Routes.TryGetValue(id, out var route) ? BoldAt(reply, route.Title) : -1;

    private static bool HasBold(DeliveredReply reply, string? words) => words is not null && BoldAt(reply, words) >= 0;

    private static int BoldAt(DeliveredReply reply, string words) =>
        reply.Markdown.IndexOf($"**{MarkdownRenderer.Escape(words)}**", StringComparison.Ordinal);

    private static bool Says(DeliveredReply reply, string words) =>
        OnOneLine(PlainTextRenderer.Plain(reply.Markdown)).Contains(OnOneLine(words), StringComparison.OrdinalIgnoreCase);

    private static string OnOneLine(string text) => string.Join(' ', text.Replace("\\", "", StringComparison.Ordinal)
        .Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;

namespace BotAdvice.Bot.Commands;

/// <summary>The JSON of <c>ask</c>: what a line holds, and what is answered. Fields are added, never changed.</summary>
internal static class AskJson
{
    /// <summary>Letters such as £ and é stand as they are; the output is UTF-8.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one line of input.</summary>
    /// <exception cref="FormatException">The line is not what is asked for; the message says what and how to mend it.</exception>
    public static AskInput Read(string line)
    {
        JsonObject input;
        try
        {
            input = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("The line is not a JSON object. Write {\"text\":\"...\"}.");
        }
        catch (JsonException fault)
        {
            throw new FormatException(
                string.Create(CultureInfo.InvariantCulture, $"The line is not JSON from byte {fault.BytePositionInLine + 1} on. Write {{\"text\":\"...\"}}."), fault);
        }

        var id = input["id"];
        var turns = input["turns"] is JsonArray list ? [.. list.Select(Text)] : input["text"] is { } text ? [Text(text)] : new List<string>();
        if (turns.Count == 0)
        {
            throw new FormatException("There is no \"text\" and no \"turns\". Write {\"text\":\"...\"} or {\"turns\":[\"...\",\"...\"]}.");
        }

        DateTimeOffset? now = null;
        if (input["now"] is { } moment)
        {
            now = DateTimeOffset.TryParse(Text(moment), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed
                : throw new FormatException("\"now\" is not an ISO 8601 time. Write it as 2026-11-20T16:30:00Z.");
        }

        return new(id?.DeepClone(), turns, now);
    }

    /// <summary>One line of output.</summary>
    public static string Write(JsonNode? id, Trace trace, string reply, double milliseconds)
    {
        var facts = new JsonObject();
        foreach (var (fact, value) in trace.Facts)
        {
            facts[fact] = Fact(fact, value);
        }

        return new JsonObject
        {
            ["id"] = id,
            ["kind"] = trace.Kind,
            ["incident"] = trace.Incident,
            ["also"] = Texts(trace.Also),
            ["candidates"] = Texts(trace.Candidates),
            ["confidence"] = trace.Confidence,
            ["facts"] = facts,
            ["routes"] = Texts(trace.Routes),
            ["deadlines"] = new JsonArray([.. trace.Deadlines.Select(deadline => (JsonNode)new JsonObject
            {
                ["id"] = deadline.Id,
                ["due"] = deadline.Due?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            })]),
            ["guidance"] = Texts(trace.Guidance),
            ["answered"] = trace.Answered,
            ["advisers"] = Texts(trace.Advisers),
            ["asks"] = trace.Asks,
            ["why"] = Texts(trace.Why),
            ["reply"] = reply,
            ["ms"] = Math.Round(milliseconds, 2),
        }.ToJsonString(Plain);
    }

    /// <summary>The line for input that could not be read.</summary>
    public static string Fault(long line, string message) =>
        new JsonObject { ["error"] = new JsonObject { ["line"] = line, ["message"] = message } }.ToJsonString(Plain);

    private static JsonObject Fact(string name, FactValue fact)
    {
        var json = new JsonObject { ["value"] = Value(name, fact) };
        if (fact.Unit is not null)
        {
            json["unit"] = fact.Unit;
        }

        json["from"] = fact.From;
        json["how"] = fact.How.ToString().ToLowerInvariant();
        json["turn"] = fact.Turn;
        return json;
    }

    private static JsonNode? Value(string name, FactValue fact)
    {
        if (name is FactNames.Amount or FactNames.Staff or FactNames.PeopleAffected && fact.Number is { } number)
        {
            return number;
        }

        return FactNames.Several.Contains(name) ? Texts(fact.Values) : fact.Value;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)text)];

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text)
        ? text
        : throw new FormatException("\"text\", \"turns\" and \"now\" hold text only.");
}

/// <summary>One line of input to <c>ask --jsonl</c>.</summary>
/// <param name="Id">Given back unchanged; null when absent.</param>
/// <param name="Turns">The messages of one conversation, in order.</param>
/// <param name="Now">The moment at which they are said; null for the present.</param>
internal sealed record AskInput(JsonNode? Id, IReadOnlyList<string> Turns, DateTimeOffset? Now);

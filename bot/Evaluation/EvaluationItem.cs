using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace BotAdvice.Bot.Evaluation;

/// <summary>A message whose right understanding is known.</summary>
/// <param name="Id">Unique; its hash decides the split.</param>
/// <param name="Text">As somebody would type it.</param>
/// <param name="Now">When it is said; null for the present.</param>
/// <param name="Kinds">The kinds that are right.</param>
/// <param name="Incident">The right incident; null when there is none.</param>
/// <param name="Acceptable">Other incidents that a fair expert would put first.</param>
/// <param name="Also">Further incidents in the story.</param>
/// <param name="Facts">Facts that are stated, as text.</param>
/// <param name="Routes">Routes that must be named.</param>
/// <param name="NotRoutes">Routes that must not be named.</param>
/// <param name="Guidance">Guidance that answers, best first.</param>
internal sealed record EvaluationItem(
    string Id,
    string Text,
    DateTimeOffset? Now,
    IReadOnlyList<string> Kinds,
    string? Incident,
    IReadOnlyList<string> Acceptable,
    IReadOnlyList<string> Also,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Facts,
    IReadOnlyList<string> Routes,
    IReadOnlyList<string> NotRoutes,
    IReadOnlyList<string> Guidance)
{
    /// <summary>Whether the item may be looked at while improving; the others are only counted.</summary>
    public bool IsBuild => SHA256.HashData(Encoding.UTF8.GetBytes(Id))[0] % 2 == 0;

    /// <summary>Reads all items of a folder's .jsonl files.</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public static List<EvaluationItem> ReadFolder(string folder)
    {
        var items = new List<EvaluationItem>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                try
                {
                    items.Add(Read(JsonNode.Parse(line)!.AsObject()));
                }
                catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException or FormatException or NullReferenceException)
                {
                    throw new FormatException($"{file}({number}): {fault.Message}", fault);
                }
            }
        }

        return items;
    }

    private static EvaluationItem Read(JsonObject json) => new(
        json["id"]!.GetValue<string>(),
        json["text"]!.GetValue<string>(),
        json["now"] is { } now ? DateTimeOffset.Parse(now.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) : null,
        [.. Texts(json["kinds"]), .. json["kind"] is { } kind ? [kind.GetValue<string>()] : Array.Empty<string>()],
        json["incident"]?.GetValue<string>(),
        Texts(json["acceptable"]),
        Texts(json["also"]),
        json["facts"] is JsonObject facts
            ? facts.ToDictionary(fact => fact.Key, fact => (IReadOnlyList<string>)Texts(fact.Value), StringComparer.Ordinal)
            : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
        Texts(json["routes"]),
        Texts(json["not-routes"]),
        Texts(json["guidance"]));

    private static List<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.ToString())],
        _ => [node.ToString()],
    };
}

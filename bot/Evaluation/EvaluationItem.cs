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
    public bool IsBuild { get; } = EvaluationSet.IsBuild(Id);

    /// <summary>Reads one line.</summary>
    public static EvaluationItem Read(JsonObject json) => new(
        json["id"]!.GetValue<string>(),
        json["text"]!.GetValue<string>(),
        json["now"] is { } now ? DateTimeOffset.Parse(now.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) : null,
        [.. EvaluationSet.Texts(json["kinds"]), .. json["kind"] is { } kind ? [kind.GetValue<string>()] : Array.Empty<string>()],
        json["incident"]?.GetValue<string>(),
        EvaluationSet.Texts(json["acceptable"]),
        EvaluationSet.Texts(json["also"]),
        json["facts"] is JsonObject facts
            ? facts.ToDictionary(fact => fact.Key, fact => (IReadOnlyList<string>)EvaluationSet.Texts(fact.Value), StringComparer.Ordinal)
            : new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal),
        EvaluationSet.Texts(json["routes"]),
        EvaluationSet.Texts(json["not-routes"]),
        EvaluationSet.Texts(json["guidance"]));
}

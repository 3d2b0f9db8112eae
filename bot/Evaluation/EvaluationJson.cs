using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotAdvice.Bot.Evaluation;

/// <summary>An evaluation as JSON, to compare a later one with: each split's figures as shares from 0 to 1, and its incident types.</summary>
internal static class EvaluationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Write(Evaluation build, Evaluation score) =>
        new JsonObject { ["build"] = Split(build), ["score"] = Split(score) }.ToJsonString(Indented);

    /// <exception cref="FormatException">The file was not written by <see cref="Write"/>.</exception>
    public static JsonObject Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new FormatException($"{file} is no evaluation.");
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{file} cannot be read: {fault.Message}", fault);
        }
    }

    private static JsonObject Split(Evaluation evaluation)
    {
        var json = new JsonObject();
        foreach (var figure in evaluation.Figures().Where(figure => figure.Of > 0))
        {
            json[figure.Key] = figure.Share;
        }

        var classes = new JsonObject();
        foreach (var one in evaluation.Classes())
        {
            classes[one.Incident] = new JsonObject { ["items"] = one.Items, ["precision"] = one.Precision, ["recall"] = one.Recall, ["f2"] = one.F2 };
        }

        json["incidents"] = classes;
        return json;
    }
}

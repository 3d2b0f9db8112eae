using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotAdvice.Bot.Evaluation;

/// <summary>All that a folder of evaluation items holds.</summary>
/// <param name="Items">Messages whose right understanding is known.</param>
/// <param name="Rewordings">Some of them again, as others would put it.</param>
/// <param name="Masking">Messages with personal data that must not be kept.</param>
internal sealed record EvaluationSet(IReadOnlyList<EvaluationItem> Items, IReadOnlyList<Rewording> Rewordings, IReadOnlyList<MaskingItem> Masking)
{
    private const string FolderName = "tests/evaluation";
    private const string RewordingsFile = "rewordings.jsonl";
    private const string MaskingFile = "masking.jsonl";

    /// <summary>Reads a folder's .jsonl files: rewordings.jsonl, masking.jsonl, and items in all others.</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public static EvaluationSet ReadFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).ToList();
        List<EvaluationItem> items = [.. files.Where(file => Path.GetFileName(file) is not (RewordingsFile or MaskingFile)).SelectMany(file => ReadLines(file, EvaluationItem.Read))];
        if (items.GroupBy(item => item.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new FormatException($"{folder}: the id \"{twice.Key}\" is given twice. Give each item its own.");
        }

        var byId = items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        return new(
            items,
            [.. files.Where(file => Path.GetFileName(file) is RewordingsFile).SelectMany(file => ReadLines(file, json => Rewording.Read(json, byId)))],
            [.. files.Where(file => Path.GetFileName(file) is MaskingFile).SelectMany(file => ReadLines(file, MaskingItem.Read))]);
    }

    /// <summary>The repository's own folder, here or above; null when there is none.</summary>
    public static string? FindFolder()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, FolderName);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether what has this id may be looked at while improving; the rest is only counted.</summary>
    public static bool IsBuild(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] % 2 == 0;

    /// <summary>The texts of a field that holds one or several; none when it is absent.</summary>
    public static List<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.ToString())],
        _ => [node.ToString()],
    };

    private static IEnumerable<T> ReadLines<T>(string file, Func<JsonObject, T> read)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            T item;
            try
            {
                item = read(JsonNode.Parse(line)!.AsObject());
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or NullReferenceException)
            {
                throw new FormatException($"{file}({number}): {fault.Message}", fault);
            }

            yield return item;
        }
    }
}

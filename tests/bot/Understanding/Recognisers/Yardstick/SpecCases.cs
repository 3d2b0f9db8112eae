using System.Text.Json;

namespace BotAdvice.Tests.Bot.Understanding.Recognisers.Yardstick;

/// <summary>One case of Microsoft's public recogniser specification.</summary>
internal sealed record SpecCase(string Input, DateTime? Now, IReadOnlyList<SpecResult> Results);

/// <param name="Text">What should be found, in lower case.</param>
/// <param name="Type">"number", "currency", "datetimeV2.date" and so on.</param>
internal sealed record SpecResult(string Text, string Type, JsonElement Resolution)
{
    public string? this[string name] => Resolution.ValueKind is JsonValueKind.Object && Resolution.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The cases lie outside the repository, in a folder "shared" beside it; without them the yardstick is skipped.</summary>
internal static class SpecCases
{
    public static string? Folder { get; } = Find();

    /// <summary>Cases that the original library for .NET fails itself are left out.</summary>
    public static List<SpecCase> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, file)));
        var cases = new List<SpecCase>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            if (Text(item, "NotSupported").Contains("dotnet", StringComparison.Ordinal) || Text(item, "NotSupportedByDesign").Contains("dotnet", StringComparison.Ordinal))
            {
                continue;
            }

            var now = item.TryGetProperty("Context", out var context) && context.TryGetProperty("ReferenceDateTime", out var reference) ? reference.GetDateTime() : (DateTime?)null;
            cases.Add(new(item.GetProperty("Input").GetString()!, now, [.. item.GetProperty("Results").EnumerateArray().Select(Result)]));
        }

        return cases;
    }

    private static SpecResult Result(JsonElement result) => new(
        Text(result, "Text").ToLowerInvariant(),
        Text(result, "TypeName"),
        result.TryGetProperty("Resolution", out var resolution) ? resolution.Clone() : default);

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var cases = Path.Combine(folder.FullName, "shared", "specs", "recognizers-text");
            if (Directory.Exists(cases))
            {
                return cases;
            }
        }

        return null;
    }
}

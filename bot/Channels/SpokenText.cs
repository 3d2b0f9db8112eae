using System.Text.Json;

namespace BotAdvice.Bot.Channels;

/// <summary>What the person said with an activity.</summary>
internal static class SpokenText
{
    /// <summary>Names under which a card's button may carry its words, ours first.</summary>
    private static readonly string[] Names = ["says", "text"];

    /// <summary>
    /// The text; for a button of a card, which sends a value instead, the words in the value. Empty when nothing was said in words.
    /// </summary>
    public static string Of(Activity activity) => Clean(
        string.IsNullOrWhiteSpace(activity.Text) && activity.Value is { } value ? OfValue(value) : activity.Text ?? "");

    /// <summary>The words of a button's value: the value itself when it is a text, or the one that it holds under "says".</summary>
    public static string OfValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Json.Text(value) ?? "",
        JsonValueKind.Object => Names.Select(name => value.TryGetProperty(name, out var text) ? Json.Text(text) : null)
            .FirstOrDefault(text => text is not null) ?? "",
        _ => "",
    };

    /// <summary>Without control characters, which no person types and which a database may stop at.</summary>
    public static string Clean(string text) =>
        text.Any(IsNoise) ? string.Concat(text.Where(letter => !IsNoise(letter))) : text;

    private static bool IsNoise(char letter) => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t');
}

/// <summary>Reading single values out of JSON that others wrote.</summary>
internal static class Json
{
    /// <summary>The text, or null when it is none or is not valid Unicode.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text under a name, or null.</summary>
    public static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var text) ? Text(text) : null;
}

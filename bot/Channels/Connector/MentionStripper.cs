using System.Text.RegularExpressions;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>Takes the bot's own name out of what was said to it in a group.</summary>
internal static partial class MentionStripper
{
    /// <summary>The words without the mention of the bot; other people's names stay.</summary>
    public static string Strip(string text, Activity activity)
    {
        foreach (var entity in activity.Entities ?? [])
        {
            if (Json.Text(entity, "type") is not "mention"
                || !entity.TryGetProperty("mentioned", out var mentioned)
                || Json.Text(mentioned, "id") is not { } id
                || id != activity.Recipient?.Id)
            {
                continue;
            }

            text = Json.Text(entity, "text") is { Length: > 0 } mark
                ? text.Replace(mark, "", StringComparison.OrdinalIgnoreCase)
                : Marked(text, Json.Text(mentioned, "name"));
        }

        return text.Trim();
    }

    private static string Marked(string text, string? name) =>
        Mark().Replace(text, match => name is null || match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase) ? "" : match.Value);

    [GeneratedRegex("<at[^>]*>(?<name>[^<]*)</at>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Mark();
}

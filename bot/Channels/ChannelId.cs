namespace BotAdvice.Bot.Channels;

/// <summary>Ids that others give us.</summary>
internal static class ChannelId
{
    private const int Longest = 400;

    /// <summary>Whether an id may be kept: not empty, not endless, and nothing in it that a log or a database would trip over.</summary>
    public static bool IsUsable(string? id) =>
        id is { Length: > 0 and <= Longest } && !id.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter));
}

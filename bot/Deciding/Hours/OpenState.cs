namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>Whether a door is open at an instant.</summary>
internal abstract record OpenState
{
    private OpenState()
    {
    }

    /// <param name="Until">When it closes.</param>
    /// <param name="Sure">False on a bank holiday on which the hours are not known.</param>
    internal sealed record Open(DateTimeOffset Until, bool Sure = true) : OpenState;

    /// <param name="Opens">When it opens next; null when it will not within three weeks.</param>
    internal sealed record Closed(DateTimeOffset? Opens) : OpenState;

    internal sealed record Always : OpenState;

    internal sealed record Unknown : OpenState;
}

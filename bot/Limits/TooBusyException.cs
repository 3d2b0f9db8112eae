namespace BotAdvice.Bot.Limits;

/// <summary>More was asked than is taken now: answered 429.</summary>
/// <param name="everybody">Whether the bot as a whole is busy, and not this one caller.</param>
/// <param name="retryAfter">When to come back.</param>
internal sealed class TooBusyException(bool everybody, TimeSpan? retryAfter) : Exception("More was asked than is taken now.")
{
    /// <summary>When to come back, at least a second.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter is { } wait && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    /// <summary>Whether the bot as a whole is busy, and not this one caller.</summary>
    public bool Everybody => everybody;
}

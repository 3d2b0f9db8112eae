namespace BotAdvice.Bot.Channels.Teams;

/// <summary>What the bot does in Teams beside answering.</summary>
internal sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>Whether a person in a personal chat may choose to be reminded there of their plan, after 7 and 30 days.</summary>
    public bool Reminders { get; init; }
}

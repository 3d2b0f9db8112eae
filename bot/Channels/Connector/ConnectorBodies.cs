namespace BotAdvice.Bot.Channels.Connector;

/// <summary>All replies of a turn, for a caller that waits for them.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

/// <summary>What a pressed card button gets back.</summary>
/// <param name="StatusCode">As an HTTP status.</param>
/// <param name="Type">What <paramref name="Value"/> is.</param>
/// <param name="Value">What is shown.</param>
internal sealed record InvokeBody(int StatusCode, string Type, string Value);

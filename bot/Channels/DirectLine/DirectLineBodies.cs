using System.Text.Json.Serialization;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>What a client sends to get a token or to start: all of it optional.</summary>
internal sealed record StartBody
{
    public ChannelAccount? User { get; init; }

    public IReadOnlyList<string?>? TrustedOrigins { get; init; }
}

/// <summary>A token for one conversation.</summary>
internal sealed record TokenBody(string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>A conversation, a token for it, and where its stream is.</summary>
internal sealed record ConversationBody(
    string ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);

/// <summary>The id of what was posted.</summary>
internal sealed record ResourceId(string Id);

internal sealed record SessionBody(string SessionId);

/// <summary>Activities in order.</summary>
/// <param name="Activities">May be empty when a client asks for news and there is none.</param>
/// <param name="Watermark">The place of the last one that is stored; the client gives it back to get what comes after.</param>
internal sealed record ActivitySet(IReadOnlyList<Activity> Activities, string? Watermark);

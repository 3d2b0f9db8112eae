using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace BotAdvice.Bot.Widget;

/// <summary>A web conversation's id: 160 random bits. Who knows it can read the conversation, so only its own browser is told.</summary>
internal sealed record ChatId
{
    private const int Digits = 40;

    private readonly string value;

    private ChatId(string value) => this.value = value;

    public static ChatId New() => new(RandomNumberGenerator.GetHexString(Digits, lowercase: true));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ChatId? id)
    {
        id = text?.Length == Digits && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;
        return id is not null;
    }

    public override string ToString() => value;
}

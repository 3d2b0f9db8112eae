using System.Text.Json;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>The oldest kind of card: buttons, where suggestions do not fit.</summary>
internal static class HeroCard
{
    private const string ContentType = "application/vnd.microsoft.card.hero";

    /// <summary>A card that holds buttons only.</summary>
    public static Attachment Of(CardAction[] buttons) => new()
    {
        ContentType = ContentType,
        Content = JsonSerializer.SerializeToElement(new HeroCardBody(buttons), ActivityJson.Default.HeroCardBody),
    };
}

/// <summary>What it holds.</summary>
internal sealed record HeroCardBody(IReadOnlyList<CardAction> Buttons);

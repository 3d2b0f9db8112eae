using System.Text.Json;

namespace BotAdvice.Bot.Channels;

/// <summary>
/// A Bot Framework activity: one message or event between a person and the bot, as it travels. What we do not know is accepted and
/// left out; <see cref="ChannelData"/>, <see cref="Value"/> and <see cref="Entities"/> are carried as they came. What we write has
/// no nulls, empty texts or empty lists: a property without a value is null here and missing on the wire.
/// </summary>
internal sealed record Activity
{
    /// <summary>message, event, typing, conversationUpdate, invoke, ... compared by letter; what is not known is ignored.</summary>
    public string? Type { get; init; }

    /// <summary>Given by the channel; a sender's own is not used.</summary>
    public string? Id { get; init; }

    /// <summary>The channel's time, UTC, to the millisecond.</summary>
    public string? Timestamp { get; init; }

    /// <summary>directline, msteams, emulator, ...</summary>
    public string? ChannelId { get; init; }

    /// <summary>Where replies are posted to.</summary>
    public string? ServiceUrl { get; init; }

    public ChannelAccount? From { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public ConversationAccount? Conversation { get; init; }

    /// <summary>The id of the activity that this one answers.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What an event, invoke or command is about.</summary>
    public string? Name { get; init; }

    public string? Text { get; init; }

    /// <summary>plain or markdown; always written, since readers' defaults differ.</summary>
    public string? TextFormat { get; init; }

    /// <summary>What is read out instead of the text, without addresses.</summary>
    public string? Speak { get; init; }

    /// <summary>The words of what is attached, for whoever does not show it: a notification, a list of messages.</summary>
    public string? Summary { get; init; }

    /// <summary>A BCP-47 tag; never a reason to refuse.</summary>
    public string? Locale { get; init; }

    /// <summary>acceptingInput, expectingInput or ignoringInput.</summary>
    public string? InputHint { get; init; }

    /// <summary>normal, expectReplies, ...; what is not known is normal.</summary>
    public string? DeliveryMode { get; init; }

    /// <summary>For an installationUpdate: add, remove, ...</summary>
    public string? Action { get; init; }

    public IReadOnlyList<Attachment>? Attachments { get; init; }

    public SuggestedActions? SuggestedActions { get; init; }

    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }

    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>What a card's button or an event carries.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The channel's own data.</summary>
    public JsonElement? ChannelData { get; init; }
}

/// <summary>A person or a bot on a channel.</summary>
internal sealed record ChannelAccount
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>user or bot.</summary>
    public string? Role { get; init; }

    /// <summary>The stable id of a person in Microsoft Entra; ids of Teams differ from bot to bot.</summary>
    public string? AadObjectId { get; init; }
}

/// <summary>A conversation on a channel.</summary>
internal sealed record ConversationAccount
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public bool? IsGroup { get; init; }

    /// <summary>Teams: personal, groupChat or channel.</summary>
    public string? ConversationType { get; init; }

    public string? TenantId { get; init; }
}

/// <summary>A card or file beside the text.</summary>
internal sealed record Attachment
{
    public string? ContentType { get; init; }

    public JsonElement? Content { get; init; }

    public string? ContentUrl { get; init; }

    public string? Name { get; init; }
}

/// <summary>Quick replies.</summary>
/// <param name="To">Whom they are shown to; empty for everybody. Always written: a schema in use refuses its absence.</param>
/// <param name="Actions">The buttons.</param>
internal sealed record SuggestedActions(IReadOnlyList<string>? To, IReadOnlyList<CardAction>? Actions);

/// <summary>A button that says something.</summary>
internal sealed record CardAction(string? Type, string? Title, string? Value)
{
    /// <summary>A button that sends <paramref name="says"/> as if the person had typed it.</summary>
    public static CardAction ImBack(string label, string says) => new("imBack", label, says);
}

/// <summary>The activities that the bot knows by name.</summary>
internal static class ActivityTypes
{
    public const string Message = "message";
    public const string Event = "event";
    public const string Typing = "typing";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string EndOfConversation = "endOfConversation";
}

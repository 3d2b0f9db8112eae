using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Rendering;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Channels;

/// <summary>Messages as activities.</summary>
internal sealed class MessageActivity(CurrentKnowledge current, GrantLinks links)
{
    private const string OurLanguage = "en-GB";

    /// <summary>Our reply: words, quick replies and hint; whoever sends it adds the addresses.</summary>
    public Activity Reply(Answer answer) => new()
    {
        Type = ActivityTypes.Message,
        Text = new MarkdownRenderer(new Phrases(current.Knowledge.Phrases)).Render(links.InMessage(answer)),
        TextFormat = "markdown",
        Locale = OurLanguage,
        InputHint = answer.Blocks.Any(block => block is QuestionBlock) ? "expectingInput" : "acceptingInput",
        SuggestedActions = answer.QuickReplies.Count > 0
            ? new([], [.. answer.QuickReplies.Select(reply => CardAction.ImBack(reply.Label, reply.Says))])
            : null,
    };

    /// <summary>A person's message, as it was stored.</summary>
    public static Activity Echo(Message message) => new()
    {
        Type = ActivityTypes.Message,
        Text = message.Text.Length > 0 ? message.Text : null,
        TextFormat = "plain",
        ChannelData = message.ChannelData is null ? null : JsonSerializer.Deserialize(message.ChannelData, ActivityJson.Default.JsonElement),
    };

    /// <summary>A moment as activities write it.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}

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
    /// <param name="answer">What is said.</param>
    /// <param name="look">How it is shown; in every case it has the words to read out.</param>
    public Activity Reply(Answer answer, ReplyLook look = ReplyLook.Text)
    {
        var shown = links.InMessage(answer);
        var phrases = new Phrases(current.Knowledge.Phrases);
        var reply = new Activity
        {
            Type = ActivityTypes.Message,
            Speak = AdaptiveCardRenderer.Speak(shown),
            Locale = OurLanguage,
            InputHint = answer.Blocks.Any(block => block is QuestionBlock) ? "expectingInput" : "acceptingInput",
            SuggestedActions = answer.QuickReplies.Count > 0 && look is not ReplyLook.CardWithChoices
                ? new([], [.. answer.QuickReplies.Select(choice => CardAction.ImBack(choice.Label, choice.Says))])
                : null,
        };
        return look is ReplyLook.Text
            ? reply with { Text = new MarkdownRenderer(phrases).Render(shown), TextFormat = "markdown" }
            : reply with
            {
                // Not the text: clients show a text and a card one after the other, and everything would be said twice.
                Summary = PlainTextRenderer.Render(shown with { QuickReplies = [] }),
                Attachments = [Card(new AdaptiveCardRenderer(phrases).Render(shown, withChoices: look is ReplyLook.CardWithChoices))],
            };
    }

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

    private static Attachment Card(System.Text.Json.Nodes.JsonObject card) => new()
    {
        ContentType = AdaptiveCardRenderer.ContentType,
        Content = JsonSerializer.SerializeToElement(card, ActivityJson.Default.JsonObject),
    };
}

/// <summary>How a reply is shown.</summary>
internal enum ReplyLook
{
    /// <summary>Markdown, with quick replies as suggested actions.</summary>
    Text,

    /// <summary>An Adaptive Card, with quick replies as suggested actions.</summary>
    Card,

    /// <summary>An Adaptive Card that holds the quick replies too, where suggested actions are few or vanish.</summary>
    CardWithChoices,
}

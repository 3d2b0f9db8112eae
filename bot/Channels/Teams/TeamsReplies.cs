using System.Text.Json;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels.Connector;

namespace BotAdvice.Bot.Channels.Teams;

/// <summary>An answer in the messages that Teams takes.</summary>
internal static class TeamsReplies
{
    /// <summary>The channel's id.</summary>
    public const string Channel = "msteams";

    // Teams takes 28 KB, addresses included, and refuses more: then the reader would get nothing.
    private const int MostBytes = 27 * 1024;

    private const int MostSuggestions = 3;
    private const int MostButtonsOfACard = 6;

    /// <summary>One card that holds everything; when that is too large, text, and choices after it.</summary>
    public static IReadOnlyList<Activity> Of(Answer answer, MessageActivity messages)
    {
        var card = messages.Reply(answer, ReplyLook.CardWithChoices);
        return JsonSerializer.SerializeToUtf8Bytes(card, ActivityJson.Default.Activity).Length <= MostBytes
            ? [card]
            : AsText(messages.Reply(answer));
    }

    // Teams shows three suggestions at most and puts a card beside a text into a message of its own: more choices become the
    // buttons of a card that is sent after the text.
    private static IReadOnlyList<Activity> AsText(Activity reply) => reply.SuggestedActions?.Actions is { Count: > MostSuggestions } actions
        ?
        [
            reply with { SuggestedActions = null, InputHint = "acceptingInput" },
            new()
            {
                Type = ActivityTypes.Message,
                Locale = reply.Locale,
                InputHint = reply.InputHint,
                Attachments = [HeroCard.Of([.. actions.Take(MostButtonsOfACard)])],
            },
        ]
        : [reply];
}

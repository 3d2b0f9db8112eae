using System.Text.Json;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels.Teams;
using BotAdvice.Bot.Limits;
using BotAdvice.Bot.Turns;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>What the bot does with an activity that a channel sent, and the replies to it, addressed.</summary>
internal sealed class ConnectorTurns(
    TurnPipeline pipeline, MessageActivity messages, TeamsReminders reminders, TurnGate gate, IOptions<ConnectorOptions> options, TimeProvider time)
{
    /// <summary>Answers an activity.</summary>
    /// <param name="activity">From a caller that was let in, with a channel and a conversation.</param>
    /// <param name="isPosted">Whether the replies are posted to the channel: then they go into the outbox together with the turn.</param>
    /// <param name="cancellationToken">The request's own.</param>
    /// <returns>The replies; none for what needs no answer.</returns>
    public async Task<ConnectorReplies> RunAsync(Activity activity, bool isPosted, CancellationToken cancellationToken)
    {
        var id = StoreId(activity);
        using var place = await gate.EnterAsync(id, cancellationToken);
        Func<Answer, IReadOnlyList<string>>? toPost = isPosted
            ? answer => [.. Replies(answer, activity).Select(reply => JsonSerializer.Serialize(reply, ActivityJson.Default.Activity))]
            : null;
        var (turn, outcome) = activity switch
        {
            { Type: ActivityTypes.Message or ActivityTypes.Invoke } => await pipeline.RunAsync(
                new(id, activity.ChannelId!, ChannelId.IsUsable(activity.Id) ? activity.Id : null, activity.From!.Id!, Said(activity), null, toPost)
                {
                    Later = isPosted ? reminders.LaterTo(activity, Addressed(new(), activity)) : null,
                },
                cancellationToken),

            // Channels tell of a new conversation in several ways, some in two at once; the pipeline answers the first.
            { Type: ActivityTypes.ConversationUpdate, MembersAdded.Count: > 0 }
                or { Type: ActivityTypes.InstallationUpdate, Action: "add" or "add-upgrade" }
                or { Type: ActivityTypes.Event, Name: "webchat/join" } =>
                    new TurnResult(await pipeline.WelcomeAsync(id, activity.ChannelId!, toPost, cancellationToken), TurnOutcome.Saved),
            _ => new([], TurnOutcome.Saved),
        };
        return new(
            [.. turn.Where(message => message is { FromBot: true, Answer: not null }).SelectMany(message => Replies(message.Answer!, activity))],
            IsSafe: outcome is not TurnOutcome.Failed);
    }

    private IEnumerable<Activity> Replies(Answer answer, Activity received) =>
        Shaped(answer, received).Select(reply => Addressed(reply, received));

    /// <summary>
    /// The conversation's id in the store: with its channel before it, so that no channel can name another's conversation, nor one
    /// of our own Direct Line, whose ids hold no slash.
    /// </summary>
    public static string StoreId(Activity activity) => $"{activity.ChannelId}/{activity.Conversation!.Id}";

    private static string Said(Activity activity) => activity.Type is ActivityTypes.Invoke
        ? CardInvoke.Says(activity)
        : MentionStripper.Strip(SpokenText.Of(activity), activity);

    // A pressed button gets words back, which stand below its card; a card would take that card's place.
    private IEnumerable<Activity> Shaped(Answer answer, Activity received) => received switch
    {
        { Type: ActivityTypes.Invoke } => [messages.Reply(answer)],
        { ChannelId: TeamsReplies.Channel } => TeamsReplies.Of(answer, messages),
        _ => [messages.Reply(answer, options.Value.Cards ? ReplyLook.Card : ReplyLook.Text)],
    };

    private Activity Addressed(Activity reply, Activity received) => reply with
    {
        Timestamp = MessageActivity.Moment(time.GetUtcNow()),
        ChannelId = received.ChannelId,
        ServiceUrl = Something(received.ServiceUrl),
        Conversation = Same(received.Conversation!),
        From = Same(received.Recipient ?? new() { Id = TurnPipeline.BotId }) with { Role = "bot" },
        Recipient = received.From?.Id is { Length: > 0 } ? Same(received.From) : null,
        ReplyToId = Something(received.Id),
    };

    private static ChannelAccount Same(ChannelAccount account) => account with
    {
        Id = Something(account.Id) ?? TurnPipeline.BotId,
        Name = Something(account.Name),
        Role = Something(account.Role),
        AadObjectId = Something(account.AadObjectId),
    };

    private static ConversationAccount Same(ConversationAccount account) => account with
    {
        Name = Something(account.Name),
        ConversationType = Something(account.ConversationType),
        TenantId = Something(account.TenantId),
    };

    private static string? Something(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>The replies to an activity.</summary>
/// <param name="Activities">In order, addressed.</param>
/// <param name="IsSafe">Whether the turn is stored, and with it what is to be posted; not so when the emergency doors were given.</param>
internal sealed record ConnectorReplies(IReadOnlyList<Activity> Activities, bool IsSafe);

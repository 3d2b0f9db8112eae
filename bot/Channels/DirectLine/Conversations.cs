using System.Globalization;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Limits;
using BotAdvice.Bot.Turns;
using BotAdvice.Bot.Understanding.Recognisers;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>How far a stream has got.</summary>
/// <param name="Sequence">The last stored message that was told.</param>
/// <param name="Passing">The last of what is not stored.</param>
internal sealed record StreamPlace(long Sequence, long Passing);

/// <summary>Direct Line's conversations: what is posted into them and what is read from them.</summary>
internal sealed partial class Conversations(
    TurnPipeline pipeline,
    SafeMode safeMode,
    IConversationStore store,
    IConversationNews news,
    PassingActivities passing,
    MessageActivity messages,
    TurnGate gate,
    IOptions<DirectLineOptions> options,
    TimeProvider time,
    ILogger<Conversations> logger)
{
    public const string Channel = "directline";

    // Keeps a client's ids apart from those that the store gives.
    private const string DeliveryPrefix = "client/";
    private const int LongestDeliveryId = 200;
    private const int MostInASet = 200;

    /// <summary>Begins a conversation and welcomes its reader.</summary>
    /// <returns>False when it had begun before.</returns>
    public async Task<bool> StartAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            if (await ExistsAsync(id, cancellationToken))
            {
                return false;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogUnreadable(logger, fault, Conversation.Shortened(id));
        }

        await WelcomeAsync(id, cancellationToken);
        return true;
    }

    /// <summary>Whether there is such a conversation on this channel.</summary>
    public async Task<bool> ExistsAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { Channel: Channel };

    /// <summary>The place of the last stored message; 0 when there is none.</summary>
    public async Task<long> LastAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) is { } conversation ? conversation.LastSequence : 0;

    /// <summary>Takes an activity from a client.</summary>
    /// <returns>The id under which it comes back.</returns>
    public async Task<string> PostAsync(string id, Activity activity, string fromId, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(id, cancellationToken);
        var activityId = activity.Type is ActivityTypes.Message
            ? await SayAsync(id, activity, fromId, cancellationToken)
            : await NoteAsync(id, activity, fromId, cancellationToken);
        news.Tell(id);
        return activityId;
    }

    /// <summary>What a client that polls has not seen.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="watermark">As the client got it; all is told again when it is not one of ours.</param>
    /// <param name="cancellationToken">The request's own.</param>
    public async Task<ActivitySet> PollAsync(string id, string? watermark, CancellationToken cancellationToken)
    {
        var after = Sequence(watermark);
        var (stored, last) = await StoredAfterAsync(id, after, cancellationToken);
        var told = stored.Concat(passing.ForPolling(id).Select(told => told.Activity)).ToList();
        return new(told, (last ?? after).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What a stream has not told yet, and how far it is then; null when there is nothing.</summary>
    public async Task<(ActivitySet Set, StreamPlace Place)?> NewsAsync(string id, StreamPlace place, CancellationToken cancellationToken)
    {
        var notStored = passing.After(id, place.Passing);
        var (stored, last) = await StoredAfterAsync(id, place.Sequence, cancellationToken);
        if (stored.Count + notStored.Count == 0)
        {
            return null;
        }

        var next = new StreamPlace(last ?? place.Sequence, notStored.Count > 0 ? notStored[^1].Number : place.Passing);
        return (new([.. stored, .. notStored.Select(told => told.Activity)], next.Sequence.ToString(CultureInfo.InvariantCulture)), next);
    }

    /// <summary>A watermark as a place; 0 for none and for what we never gave.</summary>
    public static long Sequence(string? watermark) =>
        long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : 0;

    private async Task WelcomeAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await pipeline.WelcomeAsync(id, Channel, null, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogNoWelcome(logger, fault, Conversation.Shortened(id));
            passing.Add(id, [Addressed(Reply(safeMode.Answer), id, TurnPipeline.BotId, fromBot: true, NewId(id), null, time.GetUtcNow())], forPolling: true);
        }
    }

    private async Task<string> SayAsync(string id, Activity activity, string fromId, CancellationToken cancellationToken)
    {
        var deliveryId = DeliveryId(activity);
        var text = SpokenText.Of(activity);
        var (turn, outcome) = await pipeline.RunAsync(
            new(id, Channel, deliveryId, fromId, text, activity.ChannelData?.GetRawText()), cancellationToken);
        if (outcome is TurnOutcome.Saved)
        {
            return WireId(id, turn[0].Sequence);
        }

        // Not saved, or forgotten as soon as it was said: told once, to whoever listens now.
        var received = turn[0] with { Text = Masking.Mask(text) };
        var receivedId = NewId(id);
        var echo = Addressed(MessageActivity.Echo(received), id, received.FromId, fromBot: false, receivedId, null, received.At);
        var replies = turn.Skip(1).Where(message => message.Answer is not null)
            .Select(message => Addressed(Reply(message.Answer!), id, message.FromId, fromBot: true, NewId(id), receivedId, message.At));
        passing.Add(id, [echo, .. replies], forPolling: true);
        return receivedId;
    }

    private async Task<string> NoteAsync(string id, Activity activity, string fromId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var activityId = NewId(id);
        var echo = Addressed(
            new()
            {
                Type = activity.Type,
                Name = Something(activity.Name),
                Text = Something(activity.Text),
                TextFormat = Something(activity.Text) is null ? null : "plain",
                Value = activity.Value,
                ChannelData = activity.ChannelData,
            },
            id,
            fromId,
            fromBot: false,
            activityId,
            null,
            now);
        if (activity.Type is not ActivityTypes.ConversationUpdate)
        {
            passing.Add(id, [echo], forPolling: activity.Type is not ActivityTypes.Typing);
        }

        // A page's own sign that somebody has joined; the first of several signs is answered, the pipeline sees to that.
        if (activity is { Type: ActivityTypes.Event, Name: "webchat/join" } or { Type: ActivityTypes.ConversationUpdate })
        {
            await WelcomeAsync(id, cancellationToken);
        }

        return activityId;
    }

    private async Task<(IReadOnlyList<Activity> Activities, long? Last)> StoredAfterAsync(string id, long after, CancellationToken cancellationToken)
    {
        IReadOnlyList<Message> stored;
        try
        {
            // One message more than needed shows whether the place is still there; in a restored backup it may not be.
            stored = await store.MessagesAsync(id, Math.Max(0, after - 1), MostInASet + 1, cancellationToken);
            if (stored.Count == 0 && after > 0)
            {
                stored = await store.MessagesAsync(id, 0, MostInASet, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What is told without being stored, such as the emergency doors, must get through all the same.
            LogUnreadable(logger, fault, Conversation.Shortened(id));
            return ([], null);
        }

        var fresh = stored.Where(message => message.Sequence != after).Take(MostInASet).ToList();
        var sequences = stored.ToDictionary(message => message.Id, message => message.Sequence);
        var activities = new List<Activity>(fresh.Count);
        foreach (var message in fresh)
        {
            if (message.ReplyToId is { } reply && !sequences.ContainsKey(reply))
            {
                sequences[reply] = await store.FindTurnAsync(id, reply, cancellationToken) is [var asked, ..] ? asked.Sequence : 0;
            }

            var replyTo = message.ReplyToId is { } to && sequences[to] > 0 ? WireId(id, sequences[to]) : null;
            activities.Add(Addressed(
                message is { FromBot: true, Answer: { } answer } ? Reply(answer) : MessageActivity.Echo(message),
                id,
                message.FromId,
                message.FromBot,
                WireId(id, message.Sequence),
                replyTo,
                message.At));
        }

        return (activities, fresh.Count > 0 ? fresh[^1].Sequence : null);
    }

    private Activity Reply(Answer answer) => messages.Reply(answer, options.Value.Cards ? ReplyLook.Card : ReplyLook.Text);

    private static Activity Addressed(
        Activity activity, string id, string fromId, bool fromBot, string activityId, string? replyToId, DateTimeOffset at) => activity with
        {
            Id = activityId,
            // Our reply was made in the same moment; clients that sort by time must find it after what it answers.
            Timestamp = MessageActivity.Moment(fromBot && replyToId is not null ? at.AddMilliseconds(1) : at),
            ChannelId = Channel,
            Conversation = new() { Id = id },
            From = new() { Id = fromId, Role = fromBot ? "bot" : "user" },
            ReplyToId = replyToId,
        };

    // The client's own id marks a message that is sent again because the answer to the first sending was lost.
    private static string? DeliveryId(Activity activity) =>
        Json.Text(activity.ChannelData, "clientActivityID") is { Length: > 0 and <= LongestDeliveryId } id && ChannelId.IsUsable(id)
            ? DeliveryPrefix + id
            : null;

    private static string? Something(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string WireId(string id, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{id}|{sequence:0000000}");

    private static string NewId(string id) => $"{id}|{Guid.NewGuid():N}";

    [LoggerMessage(2, LogLevel.Error, "Conversation {ConversationId} cannot be read now")]
    private static partial void LogUnreadable(ILogger logger, Exception fault, string conversationId);

    [LoggerMessage(1, LogLevel.Error, "Conversation {ConversationId} could not be begun; the emergency doors were given instead")]
    private static partial void LogNoWelcome(ILogger logger, Exception fault, string conversationId);
}

using System.Diagnostics;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Observing;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Rendering;

namespace BotAdvice.Bot.Turns;

/// <summary>
/// Takes a message from a channel to its replies: load, respond, save. A turn is one transaction; a message delivered twice
/// is answered once, with the replies that it got the first time; and whatever breaks, the reader gets the emergency doors.
/// </summary>
internal sealed partial class TurnPipeline(
    IConversationStore store, IResponder responder, Grants grants, SafeMode safeMode, BotMetrics metrics, TimeProvider time, ILogger<TurnPipeline> logger)
{
    private const int TriesWhenStale = 16;

    /// <summary>The id under which we speak.</summary>
    public const string BotId = "botadvice";

    /// <summary>Begins a conversation and welcomes the reader, once.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="toPost">As in <see cref="Incoming.ToPost"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Message>> WelcomeAsync(
        string conversationId, string channel, Func<Answer, IReadOnlyList<string>>? toPost, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var conversation = await store.LoadAsync(conversationId, channel, now, cancellationToken);
        if (conversation.Version > 0)
        {
            return [];
        }

        try
        {
            var welcome = responder.Welcome(now);
            var turn = new Turn(null, conversation.Situation, [Reply(welcome, now)]) { ToPost = toPost?.Invoke(welcome) ?? [] };
            return await store.SaveTurnAsync(conversation, turn, cancellationToken);
        }
        catch (StaleConversationException)
        {
            return [];
        }
    }

    /// <summary>Answers a message.</summary>
    public async Task<TurnResult> RunAsync(Incoming incoming, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var span = BotMetrics.Traces.StartActivity("turn", ActivityKind.Server);
        span?.SetTag("botadvice.channel", BotMetrics.Channel(incoming.Channel));
        try
        {
            for (var tried = 1; ; tried++)
            {
                try
                {
                    return await TryAsync(incoming, isRepeated: tried > 1, began, span, cancellationToken);
                }
                catch (StaleConversationException) when (tried < TriesWhenStale)
                {
                    // By chance, so that nodes that got in each other's way do not do so again.
                    await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(tried * 5, tried * 20)), time, cancellationToken);
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogTurnFailed(logger, fault, Conversation.Shortened(incoming.ConversationId));
            metrics.Failed(incoming, Stopwatch.GetElapsedTime(began));
            span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", fault.GetType().FullName);
            var now = time.GetUtcNow();
            var id = incoming.ActivityId ?? Guid.NewGuid().ToString("N");
            return new(
                [
                    new(0, id, null, FromBot: false, incoming.FromId, "", null, now, incoming.ChannelData),
                    Reply(safeMode.Answer, now) with { Id = Guid.NewGuid().ToString("N"), ReplyToId = id },
                ],
                TurnOutcome.Failed);
        }
    }

    private async Task<TurnResult> TryAsync(Incoming incoming, bool isRepeated, long began, Activity? span, CancellationToken cancellationToken)
    {
        // A message that was delivered before is found out by the store, which refuses its id, so the first try need not ask.
        if (isRepeated && incoming.ActivityId is { } id
            && await store.FindTurnAsync(incoming.ConversationId, id, cancellationToken) is { Count: > 0 } before)
        {
            return new(before, TurnOutcome.Saved);
        }

        var now = time.GetUtcNow();
        var conversation = await store.LoadAsync(incoming.ConversationId, incoming.Channel, now, cancellationToken);
        conversation = conversation with { Situation = conversation.Situation with { RemindAfter = incoming.Later?.AfterDays ?? [] } };
        var (response, changes) = await RespondAsync(conversation, incoming.Text, now, cancellationToken);
        var received = new Message(
            0, incoming.ActivityId ?? "", null, FromBot: false, incoming.FromId, response.MaskedText, null, now, incoming.ChannelData);
        var turn = new Turn(received, response.Situation, [Reply(response.Answer, now)])
        {
            Grants = changes,
            Reminders = Change(response.Reminders, incoming.Later, now),
            ToPost = incoming.ToPost?.Invoke(response.Answer) ?? [],
            Forget = response.Forget,
        };
        var saved = await SaveAsync(conversation, turn, cancellationToken);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogTurn(logger, Conversation.Shortened(incoming.ConversationId), response.Trace.Kind, response.Trace.Incident);
        }

        metrics.Answered(incoming, conversation.Situation.Incidents, response, Stopwatch.GetElapsedTime(began));
        span?.SetTag("botadvice.kind", response.Trace.Kind).SetTag("botadvice.incident", response.Trace.Incident);
        return new(saved, response.Forget ? TurnOutcome.Forgotten : TurnOutcome.Saved);
    }

    private async Task<(Response Response, GrantChanges Changes)> RespondAsync(Conversation conversation, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var span = BotMetrics.Traces.StartActivity("respond");
        return await grants.RespondAsync(conversation, text, now, cancellationToken);
    }

    private async Task<IReadOnlyList<Message>> SaveAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken)
    {
        using var span = BotMetrics.Traces.StartActivity("save");
        return await store.SaveTurnAsync(conversation, turn, cancellationToken);
    }

    private static ReminderChange? Change(ReminderWish wish, Later? later, DateTimeOffset now) => wish switch
    {
        ReminderWish.Begin when later is not null && Reviews.Next(now, now, later.AfterDays) is { } due => new(new Reminder(later.Reference, now, due)),
        ReminderWish.End => new(Begun: null),
        _ => null,
    };

    private static Message Reply(Answer answer, DateTimeOffset now) =>
        new(0, "", null, FromBot: true, BotId, PlainTextRenderer.Render(answer), answer, now, null);

    // The metrics count turns, kinds and incidents. A line for each as well would make every reader wait for a log that is slow to take it.
    [LoggerMessage(1, LogLevel.Debug, "Turn in {ConversationId}: {Kind} {Incident}")]
    private static partial void LogTurn(ILogger logger, string conversationId, string kind, string? incident);

    [LoggerMessage(2, LogLevel.Error, "A turn in {ConversationId} failed; the emergency doors were given instead")]
    private static partial void LogTurnFailed(ILogger logger, Exception fault, string conversationId);
}

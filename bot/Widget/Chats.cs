using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Limits;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Widget;

/// <summary>The web channel's conversations: what to show, and what happens when something is said.</summary>
internal sealed partial class Chats(
    IConversationStore store,
    TurnPipeline pipeline,
    TurnGate gate,
    IResponder responder,
    SafeMode safeMode,
    TimeProvider time,
    ILogger<Chats> logger)
{
    private const string Channel = "web";
    private const string Reader = "reader";
    private const int MostShown = 1000;

    /// <summary>What has been said; the welcome alone, of which nothing is stored, when the conversation has not begun.</summary>
    public async Task<IReadOnlyList<Message>> MessagesAsync(ChatId? id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            return id is not null && await ExistsAsync(id, cancellationToken)
                ? await store.MessagesAsync(id.ToString(), 0, MostShown, cancellationToken)
                : [Own(responder.Welcome(now))];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogStoreFailed(logger, fault);
            return [Own(safeMode.Answer)];
        }
    }

    /// <summary>Whether a web conversation of this id has begun.</summary>
    public async Task<bool> ExistsAsync(ChatId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id.ToString(), cancellationToken) is { Channel: Channel, Version: > 0 };

    /// <summary>Says something; the conversation begins, with the welcome, when it has not.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="turn">Known by when the same form is sent twice.</param>
    /// <param name="text">The words.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was said and the replies, and whether they are stored.</returns>
    public async Task<Said> SayAsync(ChatId id, string? turn, string text, CancellationToken cancellationToken)
    {
        using var place = await gate.EnterAsync(id.ToString(), cancellationToken);
        try
        {
            if (!await ExistsAsync(id, cancellationToken))
            {
                await pipeline.WelcomeAsync(id.ToString(), Channel, null, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The turn meets the same fault and answers with the emergency doors.
            LogStoreFailed(logger, fault);
        }

        var result = await pipeline.RunAsync(new(id.ToString(), Channel, turn, Reader, SpokenText.Clean(text), null), cancellationToken);
        return new(result.Messages, result.Outcome is TurnOutcome.Saved);
    }

    /// <summary>Deletes a conversation.</summary>
    public async Task DeleteAsync(ChatId id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id.ToString(), cancellationToken) is { Channel: Channel })
        {
            await store.DeleteAsync(id.ToString(), cancellationToken);
        }
    }

    /// <summary>A message of ours that is shown and not stored.</summary>
    public Message Own(Answer answer) => new(0, "", null, FromBot: true, TurnPipeline.BotId, "", answer, time.GetUtcNow(), null);

    [LoggerMessage(1, LogLevel.Error, "The conversations cannot be read; the emergency doors are shown instead")]
    private static partial void LogStoreFailed(ILogger logger, Exception fault);
}

/// <summary>What came of a message.</summary>
/// <param name="Messages">The message as stored, then the replies.</param>
/// <param name="Kept">Whether the conversation holds them now; not when it was deleted on request, or could not be saved.</param>
internal sealed record Said(IReadOnlyList<Message> Messages, bool Kept);

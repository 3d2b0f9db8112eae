using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;

namespace BotAdvice.Bot.Turns;

/// <summary>Where conversations are kept. A turn is saved whole or not at all.</summary>
internal interface IConversationStore
{
    /// <summary>Finds a conversation, or null.</summary>
    Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins a conversation; returns the existing one when it has begun already.</summary>
    Task<Conversation> BeginAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>
    /// Saves the reader's message, the new situation and our replies in one transaction. Sequences are given here.
    /// </summary>
    /// <param name="conversation">As it was loaded; its version guards against a turn that ran at the same time.</param>
    /// <param name="received">The reader's message, or null when we speak first.</param>
    /// <param name="next">What the conversation knows now.</param>
    /// <param name="replies">Our replies.</param>
    /// <param name="grants">What the turn gives and takes.</param>
    /// <param name="cancellationToken">Gives up before the commit; never half a turn.</param>
    /// <exception cref="StaleConversationException">Another turn was saved meanwhile: load again and repeat.</exception>
    /// <returns>The messages as saved; when the received id was saved before, that message and its replies.</returns>
    Task<IReadOnlyList<Message>> SaveTurnAsync(
        Conversation conversation,
        Message? received,
        Situation next,
        IReadOnlyList<Message> replies,
        GrantChanges grants,
        CancellationToken cancellationToken);

    /// <summary>The message with this id and the replies to it; empty when it was never saved.</summary>
    Task<IReadOnlyList<Message>> FindTurnAsync(string conversationId, string activityId, CancellationToken cancellationToken);

    /// <summary>Messages after a sequence number, in order.</summary>
    Task<IReadOnlyList<Message>> MessagesAsync(string conversationId, long after, CancellationToken cancellationToken);

    /// <summary>Deletes a conversation with all that was said in it.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes what was last used before <paramref name="before"/>; returns how many conversations went.</summary>
    Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Throws when the store cannot be used now.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}

internal static class ConversationStoreExtensions
{
    /// <summary>Deletes a conversation, with those that it was taken up from: what was told there was told here.</summary>
    public static async Task ForgetAsync(this IConversationStore store, Conversation conversation, CancellationToken cancellationToken)
    {
        for (var next = conversation; next is not null;)
        {
            await store.DeleteAsync(next.Id, cancellationToken);
            next = next.Situation.Continues is { } before ? await store.FindAsync(before, cancellationToken) : null;
        }
    }
}

/// <summary>Another turn of the same conversation was saved first.</summary>
internal sealed class StaleConversationException(string conversationId)
    : Exception($"Conversation {conversationId} has moved on.");

namespace BotAdvice.Bot.Turns;

/// <summary>Where conversations are kept. A turn is saved whole or not at all.</summary>
internal interface IConversationStore
{
    /// <summary>Finds a conversation, or null.</summary>
    Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds a conversation, or begins one: it is stored with its first turn.</summary>
    Task<Conversation> LoadAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Saves a turn in one transaction: messages, situation and what is to be posted. Sequences are given here.</summary>
    /// <param name="conversation">As it was loaded; its version guards against a turn that ran at the same time.</param>
    /// <param name="turn">What the turn leaves behind.</param>
    /// <param name="cancellationToken">Gives up before the commit; never half a turn.</param>
    /// <exception cref="StaleConversationException">Another turn, or this one, was saved meanwhile: load again and repeat.</exception>
    /// <returns>The messages as saved, the received one first; with the sequence 0 when the turn deleted the conversation.</returns>
    Task<IReadOnlyList<Message>> SaveTurnAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken);

    /// <summary>The message with this id and the replies to it; empty when it was never saved.</summary>
    Task<IReadOnlyList<Message>> FindTurnAsync(string conversationId, string activityId, CancellationToken cancellationToken);

    /// <summary>The first messages after a sequence number, in order.</summary>
    Task<IReadOnlyList<Message>> MessagesAsync(string conversationId, long after, int most, CancellationToken cancellationToken);

    /// <summary>Deletes a conversation with all that was said in it and all that waits to be posted, and those that it was taken up from.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes what was last used before <paramref name="before"/>; returns how many conversations went.</summary>
    Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Throws when the store cannot be used now.</summary>
    Task PingAsync(CancellationToken cancellationToken);
}

/// <summary>Another turn of the same conversation was saved first.</summary>
internal sealed class StaleConversationException(string conversationId)
    : Exception($"Conversation {Conversation.Shortened(conversationId)} has moved on.");

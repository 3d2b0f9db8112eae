using System.Collections.Concurrent;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>
/// Tells open streams that a conversation has moved on. It carries no content: who hears it reads what is new, each from its own
/// place, so that nothing is lost or told twice however often or seldom it is heard.
/// </summary>
internal interface IConversationNews
{
    /// <summary>Wakes everybody who listens to the conversation.</summary>
    void Tell(string conversationId);

    /// <summary>Listens from now on, until it is disposed of.</summary>
    INewsListener Listen(string conversationId);
}

/// <summary>One who listens.</summary>
internal interface INewsListener : IDisposable
{
    /// <summary>Waits for news since the last call; news told several times is heard once.</summary>
    /// <returns>False when <paramref name="longest"/> went by without any.</returns>
    Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken);
}

/// <summary>News within one process.</summary>
internal sealed class LocalNews : IConversationNews
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Listener, byte>> listeners = new(StringComparer.Ordinal);

    public void Tell(string conversationId)
    {
        if (listeners.TryGetValue(conversationId, out var here))
        {
            foreach (var listener in here.Keys)
            {
                listener.Wake();
            }
        }
    }

    /// <summary>Wakes everybody: news may have been missed.</summary>
    public void TellAll()
    {
        foreach (var conversationId in listeners.Keys)
        {
            Tell(conversationId);
        }
    }

    public INewsListener Listen(string conversationId)
    {
        var listener = new Listener(this, conversationId);
        lock (listeners)
        {
            listeners.GetOrAdd(conversationId, _ => []).TryAdd(listener, 0);
        }

        return listener;
    }

    private void Leave(Listener listener)
    {
        lock (listeners)
        {
            if (listeners.TryGetValue(listener.ConversationId, out var here) && here.TryRemove(listener, out _) && here.IsEmpty)
            {
                listeners.TryRemove(listener.ConversationId, out _);
            }
        }
    }

    private sealed class Listener(LocalNews news, string conversationId) : INewsListener
    {
        private readonly Bell bell = new();

        public string ConversationId => conversationId;

        public void Wake() => bell.Ring();

        public Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => bell.WaitAsync(longest, cancellationToken);

        public void Dispose() => news.Leave(this);
    }
}

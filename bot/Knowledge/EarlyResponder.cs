using BotAdvice.Bot.Turns;

namespace BotAdvice.Bot.Knowledge;

/// <summary>The first index, opened on another core while the host is put together, which takes about as long.</summary>
internal sealed class EarlyResponder
{
    private readonly string stamp;
    private Task<Responder>? opening;

    public EarlyResponder(KnowledgeOptions options)
    {
        stamp = CurrentKnowledge.Stamp(options.Path);
        opening = Task.Run(() => new Responder(KnowledgeFolder.Open(options.Path, Console.Out, options.IndexPath)));
    }

    /// <summary>Waits for it, and hands it out once.</summary>
    /// <param name="now">The present stamp.</param>
    /// <returns>Null when it was handed out, or when there is another index by now.</returns>
    /// <exception cref="Exception">It cannot be opened.</exception>
    public Responder? Take(string now)
    {
        var opened = Interlocked.Exchange(ref opening, null);
        return now == stamp ? opened?.GetAwaiter().GetResult() : null;
    }
}

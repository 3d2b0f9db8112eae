namespace BotAdvice.Bot.Channels;

/// <summary>
/// Lets the messages of one conversation through one at a time on this node, so that several in a row are answered in their order
/// and do not fight over the same version. Between nodes the store's version check decides.
/// </summary>
internal sealed class TurnGate : IDisposable
{
    private const int Lanes = 256;

    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the conversation's lane; disposing the result leaves it.</summary>
    public async Task<IDisposable> EnterAsync(string conversationId, CancellationToken cancellationToken)
    {
        var lane = lanes[(uint)string.GetHashCode(conversationId, StringComparison.Ordinal) % Lanes];
        await lane.WaitAsync(cancellationToken);
        return new Place(lane);
    }

    public void Dispose() => Array.ForEach(lanes, lane => lane.Dispose());

    private sealed class Place(SemaphoreSlim lane) : IDisposable
    {
        public void Dispose() => lane.Release();
    }
}

using System.Threading.Channels;

namespace BotAdvice.Bot.Channels;

/// <summary>Wakes one who waits. Rung several times before it is heard, it is heard once; rung while nobody waits, it is heard by the next.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => bell.Writer.TryWrite(true);

    /// <summary>Waits until it rings.</summary>
    /// <returns>False when <paramref name="longest"/> went by first.</returns>
    public async Task<bool> WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(longest);
        try
        {
            return await bell.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}

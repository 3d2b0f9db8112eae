using System.Collections.Concurrent;
using System.Threading.Channels;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>
/// Replies on their way out. The channel that sent a message is answered at once, since it gives up after some seconds; the replies
/// follow, those of one conversation in their order, while a slow conversation holds up no more than its own lane.
/// </summary>
internal sealed partial class ReplyQueue(ConnectorClient client, TimeProvider time, ILogger<ReplyQueue> logger) : BackgroundService
{
    private const int Lanes = 16;
    private const int LaneLength = 256;
    private const int MostRemembered = 4096;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly Channel<Activity>[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateBounded<Activity>(LaneLength))];

    // Channels send a message again when they did not hear from us in time. Its replies are in the store then, and would go out twice.
    private readonly ConcurrentDictionary<string, DateTimeOffset> answered = new(StringComparer.Ordinal);

    /// <summary>Adds the replies of one turn, unless they were added before.</summary>
    /// <returns>False when too many wait; the channel should be told to come back later.</returns>
    public bool TryAdd(IReadOnlyList<Activity> replies)
    {
        if (replies is not [{ ReplyToId: { } answeredId } first, ..])
        {
            return replies.All(reply => Lane(reply).Writer.TryWrite(reply));
        }

        var key = $"{first.ChannelId}/{first.Conversation!.Id}/{answeredId}";
        if (!answered.TryAdd(key, time.GetUtcNow()))
        {
            return true;
        }

        Forget();
        if (replies.All(reply => Lane(reply).Writer.TryWrite(reply)))
        {
            return true;
        }

        answered.TryRemove(key, out _);
        return false;
    }

    private void Forget()
    {
        if (answered.Count <= MostRemembered)
        {
            return;
        }

        foreach (var old in answered.Where(pair => pair.Value < time.GetUtcNow() - Remembered))
        {
            answered.TryRemove(old);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(lanes.Select(lane => SendAsync(lane.Reader, stoppingToken)));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
        {
            lane.Writer.TryComplete();
        }

        // What waits is sent first, as long as the host leaves time.
        if (ExecuteTask is { } sending)
        {
            await Task.WhenAny(sending, Task.Delay(Timeout.Infinite, cancellationToken));
        }

        await base.StopAsync(cancellationToken);
    }

    private async Task SendAsync(ChannelReader<Activity> lane, CancellationToken cancellationToken)
    {
        await foreach (var reply in lane.ReadAllAsync(cancellationToken))
        {
            try
            {
                await client.SendAsync(reply, cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(logger, fault, reply.ChannelId);
            }
        }
    }

    private Channel<Activity> Lane(Activity reply) => lanes[(uint)string.GetHashCode(reply.Conversation!.Id, StringComparison.Ordinal) % Lanes];

    [LoggerMessage(1, LogLevel.Error, "A reply to {Channel} could not be sent")]
    private static partial void LogFailed(ILogger logger, Exception fault, string? channel);
}

using System.Threading.RateLimiting;
using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Observing;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Limits;

/// <summary>
/// Lets the messages of one conversation through one at a time on this node, so that several in a row are answered in their order
/// and do not fight over the same version (between nodes the store's version check decides), and of all conversations no more than the
/// machine can work at. Who cannot wait is sent away.
/// </summary>
internal sealed class TurnGate : IDisposable
{
    private const int MostWaitingInConversation = 50;
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<string> inConversation;
    private readonly PartitionedRateLimiter<string> lanes;
    private readonly ConcurrencyLimiter all;

    public TurnGate(IOptions<LimitOptions> options, BotMetrics metrics)
    {
        var limits = options.Value;
        inConversation = PartitionedRateLimiter.Create<string, string>(id => RateLimitPartition.GetTokenBucketLimiter(id, _ => Bucket.OfMinute(limits.MessagesInConversation)));
        lanes = PartitionedRateLimiter.Create<string, string>(id => RateLimitPartition.GetConcurrencyLimiter(
            id, _ => new() { PermitLimit = 1, QueueLimit = MostWaitingInConversation, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));
        all = new(new() { PermitLimit = limits.TurnsAtOnce, QueueLimit = limits.TurnsWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        metrics.Watch("turns.active", "{turn}", "Turns that run.", () => limits.TurnsAtOnce - (all.GetStatistics()?.CurrentAvailablePermits ?? limits.TurnsAtOnce));
        metrics.Watch("turns.queued", "{turn}", "Turns that wait for one of those to end.", () => all.GetStatistics()?.CurrentQueuedCount ?? 0);
    }

    /// <summary>Counts a message of a conversation.</summary>
    /// <exception cref="TooBusyException">There were too many in the last minute.</exception>
    public void Count(HttpRequest request, string conversationId)
    {
        if (LocalCaller.Is(request))
        {
            return;
        }

        using var lease = inConversation.AttemptAcquire(conversationId);
        if (!lease.IsAcquired)
        {
            throw new TooBusyException(everybody: false, lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : ComeBack);
        }
    }

    /// <summary>Waits for the conversation's turn; disposing the result ends it.</summary>
    /// <exception cref="TooBusyException">Too many wait already.</exception>
    public async Task<IDisposable> EnterAsync(string conversationId, CancellationToken cancellationToken)
    {
        var lane = await lanes.AcquireAsync(conversationId, 1, cancellationToken);
        if (!lane.IsAcquired)
        {
            throw new TooBusyException(everybody: false, ComeBack);
        }

        try
        {
            var place = await all.AcquireAsync(1, cancellationToken);
            return place.IsAcquired ? new Place(lane, place) : throw new TooBusyException(everybody: true, ComeBack);
        }
        catch
        {
            lane.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        inConversation.Dispose();
        lanes.Dispose();
        all.Dispose();
    }

    private sealed class Place(RateLimitLease lane, RateLimitLease place) : IDisposable
    {
        public void Dispose()
        {
            place.Dispose();
            lane.Dispose();
        }
    }
}

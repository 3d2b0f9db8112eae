using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using BotAdvice.Bot.Observing;
using BotAdvice.Bot.Storage;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.Connector;

/// <summary>
/// Posts replies to their channels. The channel that sent a message is answered at once, since it gives up after some seconds; the replies
/// follow from the outbox, those of one conversation in their order. Each is posted at least once: a crash between the channel's yes and our
/// note of it posts it again.
/// </summary>
internal sealed partial class ReplySender(
    Outbox outbox, ConnectorClient client, IOptions<ConnectorOptions> options, BotMetrics metrics, TimeProvider time, ILogger<ReplySender> logger) : BackgroundService
{
    private const int MostAtOnce = 32;
    private const int MostUnsafe = 256;
    private const int UnsafeTries = 3;

    // A dead node's replies wait for this long; one that lives renews its claims as long as it is posting.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Bell bell = new();
    private readonly Channel<Activity> unsafeReplies = Channel.CreateBounded<Activity>(MostUnsafe);
    private readonly ConcurrentDictionary<long, bool> sending = [];
    private long queued;

    /// <summary>Sees to it that the replies of a turn are posted soon.</summary>
    /// <returns>False when they are in no outbox and too many such wait; the channel should be told to come back later.</returns>
    public bool TrySend(ConnectorReplies replies)
    {
        if (!replies.IsSafe)
        {
            return replies.Activities.All(unsafeReplies.Writer.TryWrite);
        }

        bell.Ring();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Watch("outbox.queued", "{reply}", "Replies in the outbox, of all nodes; looked at every few seconds.", () => Volatile.Read(ref queued));
        metrics.Watch("outbox.unsafe", "{reply}", "Emergency doors that wait to be posted while the database is away.", () => unsafeReplies.Reader.Count);
        using var drained = new CancellationTokenSource();
        var others = Task.WhenAll(RenewAsync(drained.Token), SendUnsafeAsync(stoppingToken));
        await SendStoredAsync(stoppingToken);
        await drained.CancelAsync();
        await others;
    }

    private async Task SendStoredAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var free = MostAtOnce - sending.Count;
                IReadOnlyList<Delivery> claimed = free > 0 && await outbox.HasDueAsync(stopping) ? await outbox.ClaimAsync(free, Lease, stopping) : [];
                foreach (var delivery in claimed)
                {
                    // When the clock was put forward, our own claims look old.
                    if (sending.TryAdd(delivery.Number, true))
                    {
                        _ = SendAsync(delivery);
                    }
                }

                if (claimed.Count > 0)
                {
                    continue;
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNoOutbox(logger, fault);
            }

            try
            {
                await bell.WaitAsync(LookEvery, stopping);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        // What is on its way is waited for, so that it is not posted twice; what waits is posted after the next start.
        while (!sending.IsEmpty)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), CancellationToken.None);
        }
    }

    private async Task RenewAsync(CancellationToken drained)
    {
        while (true)
        {
            await Task.Delay(RenewEvery, drained);
            try
            {
                if (!sending.IsEmpty)
                {
                    await outbox.RenewAsync([.. sending.Keys], Lease, drained);
                }

                if (metrics.IsWatched)
                {
                    Volatile.Write(ref queued, await outbox.CountAsync(drained));
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogNoOutbox(logger, fault);
            }
        }
    }

    private async Task SendAsync(Delivery delivery)
    {
        try
        {
            var reply = JsonSerializer.Deserialize(delivery.Activity, ActivityJson.Default.Activity)!;
            var wait = await client.SendAsync(reply, delivery.Tries, CancellationToken.None);
            if (wait is { } pause && time.GetUtcNow() + pause < delivery.MadeAt.AddMinutes(options.Value.RetryMinutes))
            {
                await outbox.LaterAsync(delivery.Number, pause, CancellationToken.None);
                metrics.PutOff();
                return;
            }

            if (wait is not null)
            {
                LogGivenUp(logger, reply.ChannelId, delivery.Tries);
                metrics.GivenUp();
            }
            else
            {
                metrics.Posted();
            }

            await outbox.DoneAsync(delivery.Number, CancellationToken.None);
        }
        catch (Exception fault)
        {
            // The claim runs out, and it is tried again.
            LogFailed(logger, fault);
        }
        finally
        {
            sending.TryRemove(delivery.Number, out _);
            bell.Ring();
        }
    }

    // The database is down: all there is are the emergency doors, and they are lost if we stop too.
    private Task SendUnsafeAsync(CancellationToken stopping) => Parallel.ForEachAsync(
        unsafeReplies.Reader.ReadAllAsync(stopping),
        new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = stopping },
        async (reply, cancellationToken) =>
        {
            for (var tries = 1; tries <= UnsafeTries && await client.SendAsync(reply, tries, cancellationToken) is { } pause; tries++)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        });

    [LoggerMessage(1, LogLevel.Error, "The outbox cannot be read; tried again in a second")]
    private static partial void LogNoOutbox(ILogger logger, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "A reply to {Channel} was given up after {Tries} tries: see Connector:RetryMinutes")]
    private static partial void LogGivenUp(ILogger logger, string? channel, int tries);

    [LoggerMessage(3, LogLevel.Error, "A reply could not be posted; tried again when its claim runs out")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}

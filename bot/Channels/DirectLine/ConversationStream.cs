using System.Net.WebSockets;
using System.Text.Json;
using BotAdvice.Bot.Observing;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>
/// Tells a client over a WebSocket what is said. It reads from the store from the client's own place on, whenever there is news, so
/// that a slow client costs no memory, and one that comes back misses and repeats nothing.
/// </summary>
internal sealed class ConversationStream
{
    private const int MostReceived = 1 << 20;
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSend = TimeSpan.FromSeconds(30);

    private readonly Conversations conversations;
    private readonly IConversationNews news;
    private readonly IOptions<DirectLineOptions> options;
    private readonly IHostApplicationLifetime lifetime;
    private long open;

    public ConversationStream(
        Conversations conversations, IConversationNews news, IOptions<DirectLineOptions> options, IHostApplicationLifetime lifetime, BotMetrics metrics)
    {
        (this.conversations, this.news, this.options, this.lifetime) = (conversations, news, options, lifetime);
        metrics.Watch("streams.active", "{stream}", "WebSockets that are open.", () => Volatile.Read(ref open));
    }

    /// <summary>Runs until the client goes or the bot stops.</summary>
    public async Task RunAsync(WebSocket socket, StreamTicket ticket, CancellationToken gone)
    {
        Interlocked.Increment(ref open);
        try
        {
            await TellUntilGoneAsync(socket, ticket, gone);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task TellUntilGoneAsync(WebSocket socket, StreamTicket ticket, CancellationToken gone)
    {
        var id = ticket.Token.ConversationId;
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cut.Token);
        using var listener = news.Listen(id);
        using var deaf = new CancellationTokenSource();
        var hearing = HearAsync(socket, ending, deaf.Token);
        try
        {
            await TellAsync(socket, id, new(ticket.After, ticket.Since), listener, ending.Token, cut.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // The client went, is too slow, or the bot stops: the client comes back with its watermark.
        }

        // Giving up on hearing breaks the connection off, so the client's good-bye is waited for first, but not for long.
        await CloseAsync(socket);
        deaf.CancelAfter(LongestGoodbye);
        await hearing;
    }

    // To cancel a frame on its way breaks the connection off, so one that is being sent when the client says good-bye is sent to its end.
    private async Task TellAsync(WebSocket socket, string id, StreamPlace place, INewsListener listener, CancellationToken ending, CancellationToken cut)
    {
        var quiet = TimeSpan.FromSeconds(options.Value.KeepAliveSeconds);
        while (true)
        {
            while (await conversations.NewsAsync(id, place, ending) is { } fresh)
            {
                await SendAsync(socket, JsonSerializer.SerializeToUtf8Bytes(fresh.Set, ActivityJson.Default.ActivitySet), cut);
                place = fresh.Place;
            }

            if (!await listener.WaitAsync(quiet, ending))
            {
                await SendAsync(socket, default, cut);
            }
        }
    }

    private static async Task SendAsync(WebSocket socket, ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestSend);
        await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    // Clients send empty frames to keep the stream open, and say good-bye; anything else is not for us.
    private static async Task HearAsync(WebSocket socket, CancellationTokenSource ending, CancellationToken deaf)
    {
        var buffer = new byte[1024];
        var received = 0L;
        try
        {
            while (received < MostReceived)
            {
                var frame = await socket.ReceiveAsync(buffer.AsMemory(), deaf);
                if (frame.MessageType is WebSocketMessageType.Close)
                {
                    break;
                }

                received += frame.Count;
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // As above.
        }

        await ending.CancelAsync();
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        try
        {
            using var patience = new CancellationTokenSource(LongestGoodbye);
            await socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, null, patience.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException)
        {
            // Gone already.
        }
    }
}

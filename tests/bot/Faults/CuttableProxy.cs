using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>A network between a node and its database that can be cut: nothing gets through any more, and nobody is told.</summary>
internal sealed class CuttableProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentBag<TcpClient> clients = [];
    private volatile TaskCompletionSource mended = Done();

    public CuttableProxy(int port)
    {
        listener.Start();
        _ = AcceptAsync(port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => mended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => mended.TrySetResult();

    public void Dispose()
    {
        over.Cancel();
        Mend();
        listener.Dispose();
        foreach (var client in clients)
        {
            client.Dispose();
        }

        over.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync(int port)
    {
        try
        {
            while (true)
            {
                var inner = await listener.AcceptTcpClientAsync(over.Token);
                var outer = new TcpClient();
                clients.Add(inner);
                clients.Add(outer);
                _ = ConnectAsync(inner, outer, port);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Over.
        }
    }

    private async Task ConnectAsync(TcpClient inner, TcpClient outer, int port)
    {
        try
        {
            await mended.Task;
            await outer.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAny(PassAsync(inner, outer), PassAsync(outer, inner));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One side has gone, so the other goes too.
        }

        inner.Dispose();
        outer.Dispose();
    }

    private async Task PassAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[16384];
        while (await from.GetStream().ReadAsync(buffer) is > 0 and var count)
        {
            await mended.Task;
            await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
        }
    }
}

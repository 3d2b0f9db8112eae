using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using BotAdvice.Tests.Bot.Channels;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>A Direct Line client that can talk to any node, with a stream that one of them holds.</summary>
internal sealed class DirectLineClient : IDisposable
{
    private readonly JsonElement started;
    private ClientWebSocket socket = new();
    private string watermark = "";

    private DirectLineClient(JsonElement started) => this.started = started;

    /// <summary>Begins a conversation on a node, which then holds the stream.</summary>
    public static async Task<DirectLineClient> StartAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        var (_, token) = await http.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate");
        var (_, started) = await http.CallAsync(HttpMethod.Post, "/v3/directline/conversations", token.Text("token"));
        var client = new DirectLineClient(started);
        await client.socket.ConnectAsync(new Uri(started.Text("streamUrl")), default);
        return client;
    }

    /// <summary>Opens a new stream after what was heard, as a client does whose stream was closed.</summary>
    public async Task ReconnectAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        var (_, again) = await http.CallAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{started.Text("conversationId")}?watermark={watermark}", started.Text("token"));
        socket.Dispose();
        socket = new();
        await socket.ConnectAsync(new Uri(again.Text("streamUrl")), default);
    }

    /// <summary>Says something on a node.</summary>
    /// <returns>The message's id.</returns>
    public async Task<string> SayAsync(Uri node, string text) => await PostAsync(node, new { type = "message", from = new { id = "x" }, text });

    public async Task<string> PostAsync(Uri node, object activity)
    {
        using var http = new HttpClient { BaseAddress = node };
        var (status, body) = await http.CallAsync(HttpMethod.Post, Activities, started.Text("token"), activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.Text("id");
    }

    /// <summary>Everything that a node has, from the beginning.</summary>
    public async Task<IReadOnlyList<JsonElement>> PollAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        return [.. (await http.CallAsync(HttpMethod.Get, Activities, started.Text("token"))).Body.GetProperty("activities").EnumerateArray()];
    }

    /// <summary>Waits for so many activities on the stream.</summary>
    public async Task<IReadOnlyList<JsonElement>> TakeAsync(int activities, int seconds = 30)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var heard = new List<JsonElement>();
        while (heard.Count < activities)
        {
            using var whole = new MemoryStream();
            var buffer = new byte[65536];
            ValueWebSocketReceiveResult frame;
            do
            {
                frame = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
                Assert.NotEqual(WebSocketMessageType.Close, frame.MessageType);
                whole.Write(buffer, 0, frame.Count);
            }
            while (!frame.EndOfMessage);

            if (whole.Length > 0)
            {
                var set = JsonDocument.Parse(whole.ToArray()).RootElement;
                heard.AddRange(set.GetProperty("activities").EnumerateArray());
                watermark = set.Text("watermark");
            }
        }

        return heard;
    }

    public void Dispose() => socket.Dispose();

    private string Activities => $"/v3/directline/conversations/{started.Text("conversationId")}/activities";
}

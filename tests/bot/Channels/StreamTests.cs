using System.Net;
using System.Net.WebSockets;
using System.Text.Json;

namespace BotAdvice.Tests.Bot.Channels;

public sealed class StreamTests : IDisposable
{
    private const string Base = "/v3/directline";

    private readonly ChannelHost host = new([("DirectLine:KeepAliveSeconds", "5")]);
    private readonly HttpClient client;

    public StreamTests()
    {
        host.Listen();
        client = host.CreateClient();
    }

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task What_was_said_before_it_opened_comes_first_and_what_is_said_then_follows()
    {
        var started = await StartAsync();
        var joined = await PostAsync(started, new { type = "event", name = "webchat/join", from = new { id = "x" } });
        using var stream = await OpenAsync(started);

        var before = await TakeAsync(stream, 2);
        var said = await PostAsync(started, Message("hello"));
        var then = await TakeAsync(stream, 2);

        Assert.Equal("bot", before[0].GetProperty("from").Text("role"));
        Assert.Equal(joined, before[1].Text("id"));
        Assert.Equal(said, then[0].Text("id"));
        Assert.Equal(said, then[1].Text("replyToId"));
    }

    [Fact]
    public async Task Everybody_who_listens_hears_everything_once()
    {
        var started = await StartAsync();
        using var one = await OpenAsync(started);
        using var two = await OpenAsync(await ReconnectAsync(started, "?watermark="));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(started, Message("hello"))));

        foreach (var stream in new[] { one, two })
        {
            var heard = (await TakeAsync(stream, 41)).Select(activity => activity.Text("id")).ToList();
            Assert.Equal(41, heard.Distinct().Count());
            Assert.Equal(heard.Order(StringComparer.Ordinal), heard);
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("?watermark=", 3)]
    [InlineData("?watermark=1", 2)]
    [InlineData("?watermark=3", 0)]
    public async Task A_reconnect_goes_on_after_its_watermark(string query, int missed)
    {
        var started = await StartAsync();
        await PostAsync(started, Message("hello"));
        var again = await ReconnectAsync(started, query);
        var said = await PostAsync(started, Message("thank you"));

        using var stream = await OpenAsync(again);

        var heard = await TakeAsync(stream, missed + 2);
        Assert.Equal(missed + 2, heard.Count);
        Assert.Equal(said, heard[missed].Text("id"));
    }

    [Fact]
    public async Task A_ticket_is_good_once_for_a_minute_and_not_from_other_sites()
    {
        var (used, late, foreign) = (await StartAsync(), await StartAsync(), await StartAsync());
        using var stream = await OpenAsync(used);

        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(used));
        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(foreign, "https://evil.example"));
        host.Clock.Move(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Forbidden, await RefusalAsync(late));
    }

    [Fact]
    public async Task A_ticket_opens_no_other_conversation()
    {
        var (mine, other) = (await StartAsync(), await StartAsync());
        var address = mine.Text("streamUrl").Replace(mine.Text("conversationId"), other.Text("conversationId"), StringComparison.Ordinal);

        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(address), default));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_quiet_stream_is_kept_open_with_empty_frames_and_hears_those_of_the_client()
    {
        var started = await StartAsync();
        using var stream = await OpenAsync(started);
        await TakeAsync(stream, 1);
        await stream.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, default);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var frame = await stream.ReceiveAsync(new byte[10], patience.Token);

        Assert.Equal((WebSocketMessageType.Text, 0, true), (frame.MessageType, frame.Count, frame.EndOfMessage));
    }

    [Fact]
    public async Task A_client_that_says_goodbye_gets_one()
    {
        using var stream = await OpenAsync(await StartAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));

        await stream.CloseAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);

        Assert.Equal(WebSocketState.Closed, stream.State);
    }

    [Fact]
    public async Task A_call_that_is_no_WebSocket_is_answered_400()
    {
        var started = await StartAsync();

        var (status, fault) = await client.CallAsync(HttpMethod.Get, $"{Base}/conversations/{started.Text("conversationId")}/stream?t=x");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadArgument", fault.Code());
    }

    private static object Message(string text) => new { type = "message", from = new { id = "x" }, text };

    private static async Task<ClientWebSocket> OpenAsync(JsonElement started)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(started.Text("streamUrl")), default);
        return socket;
    }

    private static async Task<HttpStatusCode> RefusalAsync(JsonElement started, string? origin = null)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(started.Text("streamUrl")), default));
        return socket.HttpStatusCode;
    }

    private static async Task<IReadOnlyList<JsonElement>> TakeAsync(ClientWebSocket stream, int activities)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var heard = new List<JsonElement>();
        while (heard.Count < activities)
        {
            using var whole = new MemoryStream();
            var buffer = new byte[65536];
            ValueWebSocketReceiveResult frame;
            do
            {
                frame = await stream.ReceiveAsync(buffer.AsMemory(), patience.Token);
                whole.Write(buffer, 0, frame.Count);
            }
            while (!frame.EndOfMessage);

            if (whole.Length > 0)
            {
                heard.AddRange(JsonDocument.Parse(whole.ToArray()).RootElement.GetProperty("activities").EnumerateArray());
            }
        }

        return heard;
    }

    private async Task<JsonElement> StartAsync()
    {
        var (_, token) = await client.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate");
        return (await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"))).Body;
    }

    private async Task<JsonElement> ReconnectAsync(JsonElement started, string query) =>
        (await client.CallAsync(HttpMethod.Get, $"{Base}/conversations/{started.Text("conversationId")}{query}", started.Text("token"))).Body;

    private async Task<string> PostAsync(JsonElement started, object activity)
    {
        var (status, body) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations/{started.Text("conversationId")}/activities", started.Text("token"), activity);
        Assert.Equal(HttpStatusCode.OK, status);
        return body.Text("id");
    }
}

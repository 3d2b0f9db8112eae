using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Bot.Faults;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Limits;

public sealed class LimitsTests
{
    private const string Doors = "a[href='tel:999']";

    [Fact]
    public async Task Somebody_who_writes_too_fast_is_asked_to_wait_and_keeps_the_emergency_doors()
    {
        using var bot = new RunningBot([("Limits:MessagesInConversation", "3")]);
        using var http = bot.Client();
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var client = new FormClient(http);
        await client.OpenAsync();
        for (var message = 0; message < 3; message++)
        {
            await client.SayAsync("we paid a fake invoice");
        }

        var refused = await client.SayAsync("hello?");
        using var raw = await PostAsync(http, client, fragment: true);
        var shown = await client.OpenAsync();

        Assert.Contains("Please wait a moment", refused.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector(Doors));
        Assert.Equal(HttpStatusCode.TooManyRequests, raw.StatusCode);
        Assert.InRange(raw.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("tel:999", await raw.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(3, shown.QuerySelectorAll(".said").Length);
    }

    [Fact]
    public async Task One_address_that_sends_too_much_is_refused_and_others_are_not()
    {
        using var bot = new RunningBot([("ForwardedHeaders_Enabled", "true"), ("Limits:MessagesFromAddress", "4"), ("Limits:RequestsFromAddress", "40")]);
        using var http = bot.Client();

        var messages = new List<HttpStatusCode>();
        for (var message = 0; message < 6; message++)
        {
            using var response = await http.SendAsync(From("203.0.113.7", HttpMethod.Post, "/v3/directline/tokens/generate"));
            messages.Add(response.StatusCode);
        }

        using var program = await http.SendAsync(From("203.0.113.7", HttpMethod.Post, "/v3/directline/tokens/generate"));
        using var other = await http.SendAsync(From("203.0.113.8", HttpMethod.Post, "/v3/directline/tokens/generate"));
        var pages = new List<HttpResponseMessage>();
        for (var page = 0; page < 41; page++)
        {
            pages.Add(await http.SendAsync(From("203.0.113.9", HttpMethod.Get, "/")));
        }

        Assert.Equal(2, messages.Count(status => status is HttpStatusCode.TooManyRequests));
        Assert.Equal("TooManyRequests", JsonDocument.Parse(await program.Content.ReadAsStringAsync()).RootElement.Code());
        Assert.NotNull(program.Headers.RetryAfter);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, other.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, pages[^1].StatusCode);
        Assert.Contains("999", await pages[^1].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        pages.ForEach(page => page.Dispose());
    }

    [Fact]
    public async Task When_everybody_asks_at_once_some_are_asked_to_come_back_and_all_have_the_doors()
    {
        using var bot = new RunningBot([("Limits:TurnsAtOnce", "1"), ("Limits:TurnsWaiting", "2")]);
        using var http = bot.Client();
        var story = string.Concat(Enumerable.Repeat("we paid a fake invoice and then something else happened to us. ", 300));

        var pages = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var own = bot.Client(followsRedirects: true);
            own.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            using var form = new FormUrlEncodedContent([new("text", story)]);
            using var response = await own.PostAsync(new Uri("/", UriKind.Relative), form);
            return (response.StatusCode, Text: await response.Content.ReadAsStringAsync());
        }));

        var refused = pages.Where(page => page.StatusCode is HttpStatusCode.TooManyRequests).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, page => Assert.Contains("Many people are writing", page.Text, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.Contains("tel:999", page.Text, StringComparison.Ordinal));
        Assert.Contains(pages, page => page.StatusCode is HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_program_that_writes_too_fast_into_a_conversation_gets_the_protocols_error()
    {
        using var bot = new ChannelHost([("Limits:MessagesInConversation", "2")]);
        using var http = bot.CreateClient();
        var (_, token) = await http.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate");
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        var path = $"/v3/directline/conversations/{token.Text("conversationId")}/activities";
        var statuses = new List<HttpStatusCode>();
        for (var message = 0; message < 4; message++)
        {
            statuses.Add((await http.CallAsync(HttpMethod.Post, path, token.Text("token"), new { type = "message", text = "hello" })).Status);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], statuses);
    }

    [Fact]
    public async Task Streams_are_limited_in_number()
    {
        using var bot = new ChannelHost([("Limits:Streams", "1")]);
        var at = bot.Listen();
        using var first = await DirectLineClient.StartAsync(at);

        await Assert.ThrowsAsync<WebSocketException>(() => DirectLineClient.StartAsync(at));

        await first.TakeAsync(1);
    }

    [Fact]
    public async Task A_client_that_does_not_read_its_stream_costs_no_memory_and_misses_nothing()
    {
        using var bot = new ChannelHost();
        var at = bot.Listen();
        using var slow = await DirectLineClient.StartAsync(at);
        var ids = new List<string>();
        var padding = new string('x', 200_000);
        foreach (var number in Enumerable.Range(0, 60))
        {
            // More than the buffers between us hold: the node has to wait for the client, with one set of messages in hand.
            ids.Add(await slow.PostAsync(at, new { type = "message", from = new { id = "x" }, text = $"hello {number}", channelData = new { padding } }));
        }

        // Who reads nothing for half a minute is closed, and comes back.
        var heard = new List<JsonElement>();
        while (heard.Count < 121)
        {
            try
            {
                heard.AddRange(await slow.TakeAsync(1));
            }
            catch (Exception fault) when (fault is WebSocketException or Xunit.Sdk.NotEqualException)
            {
                await slow.ReconnectAsync(at);
            }
        }

        Assert.Equal(ids, heard.Where(activity => activity.GetProperty("from").Text("role") == "user").Select(activity => activity.Text("id")));
    }

    [Fact]
    public async Task A_body_that_is_too_long_for_anything_is_refused()
    {
        using var bot = new ChannelHost();
        using var http = new HttpClient { BaseAddress = bot.Listen() };
        using var body = new StringContent(new string('x', 3_000_000), Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await http.PostAsync(new Uri("/start-again", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static HttpRequestMessage From(string address, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Forwarded-For", address);
        return request;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, FormClient client, bool fragment)
    {
        using var form = new FormUrlEncodedContent([new("conversation", Conversation(client)), new("text", "hello?")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/", UriKind.Relative)) { Content = form };
        if (fragment)
        {
            request.Headers.Add("X-Chat-Fragment", "yes");
        }

        return await http.SendAsync(request);
    }

    private static string Conversation(FormClient client) => client.Page.QuerySelector("input[name=conversation]")?.GetAttribute("value") ?? "";
}

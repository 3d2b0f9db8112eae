using System.Net;
using System.Text.Json;
using BotAdvice.Bot.Channels;
using BotAdvice.Bot.Channels.Connector;
using BotAdvice.Bot.Hosting;
using BotAdvice.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace BotAdvice.Tests.Bot.Channels;

public sealed class ConnectorTests(SharedChannelHost shared) : IClassFixture<SharedChannelHost>
{
    private const string Path = "/api/messages";

    private readonly HttpClient client = shared.Host.CreateClient();

    [Fact]
    public async Task A_caller_on_this_machine_that_waits_gets_all_replies_at_once()
    {
        var (status, body) = await client.CallAsync(HttpMethod.Post, Path, body: Message("we paid a fake invoice", expectReplies: true));

        Assert.Equal(HttpStatusCode.OK, status);
        var reply = Assert.Single(body.GetProperty("activities").EnumerateArray());
        Assert.Equal("bot", reply.GetProperty("from").Text("id"));
        Assert.Equal("me", reply.GetProperty("recipient").Text("id"));
        Assert.Equal("emulator", reply.Text("channelId"));
        Assert.StartsWith("m-", reply.Text("replyToId"), StringComparison.Ordinal);
        Assert.Contains("bank", reply.Text("text"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(reply.Empties());
    }

    [Fact]
    public async Task A_message_delivered_twice_is_answered_once_with_the_same_words()
    {
        var message = Message("hello", expectReplies: true);

        var (_, first) = await client.CallAsync(HttpMethod.Post, Path, body: message);
        var (_, second) = await client.CallAsync(HttpMethod.Post, Path, body: message);

        Assert.Equal(first.GetProperty("activities")[0].Text("text"), second.GetProperty("activities")[0].Text("text"));
    }

    [Fact]
    public async Task Joining_is_welcomed_once_however_often_it_is_told()
    {
        var conversation = Guid.NewGuid().ToString();
        var replies = 0;
        foreach (var (type, action) in new[] { ("installationUpdate", "add"), ("conversationUpdate", null), ("conversationUpdate", null) })
        {
            var (status, body) = await client.CallAsync(HttpMethod.Post, Path, body: new Dictionary<string, object?>
            {
                ["type"] = type,
                ["action"] = action,
                ["channelId"] = "emulator",
                ["deliveryMode"] = "expectReplies",
                ["conversation"] = new { id = conversation },
                ["from"] = new { id = "me" },
                ["recipient"] = new { id = "bot" },
                ["membersAdded"] = new[] { new { id = "bot" }, new { id = "me" } },
            });
            Assert.Equal(HttpStatusCode.OK, status);
            replies += body.GetProperty("activities").GetArrayLength();
        }

        Assert.Equal(1, replies);
    }

    [Theory]
    [InlineData("messageReaction")]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("somethingNew")]
    public async Task What_is_not_known_is_taken_and_ignored(string type)
    {
        var (status, body) = await client.CallAsync(HttpMethod.Post, Path, body: Message("hello", expectReplies: true, type: type));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, body.GetProperty("activities").GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_invoke_is_answered_501_and_a_card_button_in_the_same_call()
    {
        var (unknown, _) = await client.CallAsync(HttpMethod.Post, Path, body: Invoke("task/fetch", new { }));
        var (broken, _) = await client.CallAsync(HttpMethod.Post, Path, body: Invoke("adaptiveCard/action", new { action = new { type = "Action.Submit", verb = "hello" } }));
        var (good, body) = await client.CallAsync(
            HttpMethod.Post, Path, body: Invoke("adaptiveCard/action", new { action = new { type = "Action.Execute", verb = "say", data = new { says = "we paid a fake invoice" } } }));

        Assert.Equal(HttpStatusCode.NotImplemented, unknown);
        Assert.Equal(HttpStatusCode.BadRequest, broken);
        Assert.Equal(HttpStatusCode.OK, good);
        Assert.Equal(200, body.GetProperty("statusCode").GetInt32());
        Assert.Contains("bank", body.Text("value"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(HostileBodies.NoActivities), MemberType = typeof(HostileBodies))]
    public async Task Nonsense_is_answered_400_with_a_body(string body)
    {
        var (status, fault) = await client.CallAsync(HttpMethod.Post, Path, body: body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadArgument", fault.Code());
    }

    [Fact]
    public async Task A_huge_message_is_answered_413_and_another_type_415()
    {
        using var text = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent("{}") };
        using var response = await client.SendAsync(text);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.CallAsync(HttpMethod.Post, Path, body: HostileBodies.Huge)).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Another_method_is_answered_405()
    {
        using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Host", "bot.example")]
    public async Task Without_sign_in_nothing_comes_in_through_a_proxy(string header, string value)
    {
        using var request = Calls.Request(HttpMethod.Post, Path, body: Message("hello", expectReplies: true));
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Without_sign_in_replies_go_to_this_machine_only()
    {
        var message = Message("hello");
        message["serviceUrl"] = "https://evil.example/";

        var (status, fault) = await client.CallAsync(HttpMethod.Post, Path, body: message);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("InvalidServiceUrl", fault.Code());
    }

    [Fact]
    public async Task Replies_are_posted_to_the_service_with_our_token_again_when_it_is_busy()
    {
        await using var azure = await AzureStandIn.StartAsync();
        await using var bot = azure.Bot();
        azure.Channel.Answer(HttpStatusCode.ServiceUnavailable);

        var (status, body) = await SendAsync(azure, bot, FromTeams("we paid a fake invoice", "a:1;x@y"));

        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal(JsonValueKind.Undefined, body.ValueKind);
        await azure.Channel.TakeAsync(1);
        var calls = await azure.Channel.TakeAsync(1, whileWaiting: () => bot.Clock.Move(TimeSpan.FromSeconds(1)));
        Assert.Equal(calls[0].Body.GetRawText(), calls[1].Body.GetRawText());
        Assert.Equal("https://smba.trafficmanager.net/uk/v3/conversations/a%3A1%3Bx%40y/activities/m1", calls[0].Address);
        Assert.All(calls, call => Assert.Equal("Bearer token-1", call.Authorization));
        Assert.Equal("the app's secret", Assert.Single(azure.SignIn.Calls).Form["client_secret"]);
        Assert.Equal("m1", calls[0].Body.Text("replyToId"));
        Assert.Equal("29:somebody", calls[0].Body.GetProperty("recipient").Text("id"));
        Assert.Empty(calls[0].Body.Empties());
    }

    [Fact]
    public async Task A_message_delivered_twice_gets_one_reply_posted()
    {
        await using var azure = await AzureStandIn.StartAsync();
        await using var bot = azure.Bot();

        foreach (var id in new[] { "m1", "m1", "m2" })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(azure, bot, FromTeams("hello", "a:1", id))).Status);
        }

        var calls = await azure.Channel.TakeAsync(2);
        Assert.Equal(["m1", "m2"], calls.Select(call => call.Body.Text("replyToId")));
    }

    [Fact]
    public async Task What_the_channel_refuses_for_good_is_not_sent_again_and_the_next_is()
    {
        await using var azure = await AzureStandIn.StartAsync();
        await using var bot = azure.Bot();
        azure.Channel.Answer(HttpStatusCode.NotFound);

        await SendAsync(azure, bot, FromTeams("hello", "a:1", "m1"));
        await SendAsync(azure, bot, FromTeams("hello", "a:1", "m2"));

        var calls = await azure.Channel.TakeAsync(2);
        Assert.Equal(["m1", "m2"], calls.Select(call => call.Body.Text("replyToId")));
    }

    [Fact]
    public async Task In_a_Teams_group_the_bots_name_is_taken_out_and_the_answer_is_a_card_with_its_choices()
    {
        await using var azure = await AzureStandIn.StartAsync();
        await using var bot = azure.Bot();
        var message = FromTeams("<at>BotAdvice</at> we paid a fake invoice", "19:x@thread.tacv2;messageid=1");
        message["entities"] = new object[] { new { type = "mention", mentioned = new { id = "28:bot", name = "BotAdvice" }, text = "<at>BotAdvice</at>" }, new { type = "clientInfo" } };

        await SendAsync(azure, bot, message);

        var reply = (await azure.Channel.TakeAsync(1))[0].Body;
        Assert.False(reply.TryGetProperty("text", out _));
        Assert.False(reply.TryGetProperty("suggestedActions", out _));
        Assert.Contains("bank", reply.Text("summary"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("bank", reply.Text("speak"), StringComparison.OrdinalIgnoreCase);
        var card = reply.GetProperty("attachments")[0];
        Assert.Equal("application/vnd.microsoft.card.adaptive", card.Text("contentType"));
        Assert.Contains("Action.Submit", card.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(reply.Empties());
    }

    [Fact]
    public async Task In_Teams_a_cards_button_is_read_by_what_it_says()
    {
        await using var azure = await AzureStandIn.StartAsync();
        await using var bot = azure.Bot();
        var pressed = FromTeams("", "a:pressed");
        pressed.Remove("text");
        pressed["value"] = new { says = "we paid a fake invoice" };

        await SendAsync(azure, bot, pressed);

        var calls = await azure.Channel.TakeAsync(1);
        Assert.Contains("bank", calls[0].Body.Text("summary"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_channel_gets_text_or_when_the_operator_wants_it_a_card(bool cards)
    {
        await using var host = new ChannelHost([("Connector:Cards", cards.ToString())]);
        using var caller = host.CreateClient();

        var (_, body) = await caller.CallAsync(HttpMethod.Post, Path, body: Message("we paid a fake invoice", expectReplies: true));

        var reply = body.GetProperty("activities")[0];
        Assert.Equal(!cards, reply.TryGetProperty("text", out _));
        Assert.Equal(cards, reply.TryGetProperty("attachments", out _));
        Assert.NotEmpty(reply.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray());
        Assert.Contains("bank", reply.Text("speak"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_mention_of_somebody_else_stays()
    {
        var activity = JsonSerializer.Deserialize(
            """{"recipient":{"id":"28:bot"},"entities":[{"type":"mention","mentioned":{"id":"29:ann","name":"Ann"},"text":"<at>Ann</at>"},{"type":"mention","mentioned":{"id":"28:bot","name":"Bot"}},{"type":"mention"}]}""",
            ActivityJson.Default.Activity)!;

        Assert.Equal("ask <at>Ann</at> please", MentionStripper.Strip("<at>bot</at> ask <at>Ann</at> please ", activity));
    }

    [Fact]
    public async Task A_bot_that_others_can_reach_does_not_start_open()
    {
        await using var bot = Create("--urls=http://0.0.0.0:0", "--Connector:AllowWithoutSignIn=true");

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => bot.StartAsync());

        Assert.Contains("Connector:AllowWithoutSignIn", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", HttpStatusCode.Unauthorized)]
    [InlineData("http://127.0.0.1:0", HttpStatusCode.OK)]
    public async Task Without_an_app_id_the_address_is_open_only_where_nobody_else_reaches_it(string address, HttpStatusCode expected)
    {
        await using var bot = Create($"--urls={address}");
        await bot.StartAsync();
        using var caller = new HttpClient { BaseAddress = new($"http://127.0.0.1:{new Uri(bot.Urls.Single()).Port}") };

        var (status, _) = await caller.CallAsync(HttpMethod.Post, Path, body: Message("hello", expectReplies: true));

        Assert.Equal(expected, status);
        await bot.StopAsync();
    }

    [Theory]
    [InlineData("--Connector:AppId=x", "Connector:ClientSecret")]
    [InlineData("--Connector:OpenIdMetadata=http://login.example/metadata", "Connector:OpenIdMetadata")]
    [InlineData("--DirectLine:Secrets:0=short", "DirectLine:Secrets")]
    [InlineData("--DirectLine:SigningKey=short", "DirectLine:SigningKey")]
    [InlineData("--DirectLine:TokenMinutes=5", "TokenMinutes")]
    [InlineData("--DirectLine:AllowedOrigins:0=chamber.example/page", "DirectLine:AllowedOrigins")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string named)
    {
        await using var bot = Create("--urls=http://127.0.0.1:0", setting);

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => bot.StartAsync());

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    private static WebApplication Create(params string[] args)
    {
        _ = Shared.Index;
        return BotHost.Create(
        [
            "--environment=Production", $"--Knowledge:Path={Shared.IndexPath}", "--Logging:LogLevel:Default=None",
            $"--Storage:Path={System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"botadvice-{Guid.NewGuid():N}", "c.db")}", .. args,
        ]);
    }

    private static Dictionary<string, object?> Message(string text, bool expectReplies = false, string type = "message") => new(StringComparer.Ordinal)
    {
        ["type"] = type,
        ["id"] = $"m-{Guid.NewGuid():N}",
        ["channelId"] = "emulator",
        ["serviceUrl"] = "http://localhost:56150/",
        ["deliveryMode"] = expectReplies ? "expectReplies" : "bogus",
        ["from"] = new { id = "me", name = "", role = "user" },
        ["recipient"] = new { id = "bot" },
        ["conversation"] = new { id = Guid.NewGuid().ToString() },
        ["text"] = text,
    };

    private static Dictionary<string, object?> Invoke(string name, object value)
    {
        var activity = Message("", type: "invoke");
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    private static Dictionary<string, object?> FromTeams(string text, string conversation, string id = "m1") => new(StringComparer.Ordinal)
    {
        ["type"] = "message",
        ["id"] = id,
        ["channelId"] = "msteams",
        ["serviceUrl"] = AzureStandIn.ServiceUrl,
        ["from"] = new { id = "29:somebody", aadObjectId = "" },
        ["recipient"] = new { id = "28:bot" },
        ["conversation"] = new { id = conversation, isGroup = true },
        ["text"] = text,
    };

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(AzureStandIn azure, ChannelHost bot, object activity)
    {
        using var caller = bot.CreateClient();
        return await caller.CallAsync(HttpMethod.Post, Path, azure.Token(ChannelHost.Start), activity);
    }
}

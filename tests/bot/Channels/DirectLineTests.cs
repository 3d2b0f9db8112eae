using System.Net;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Turns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BotAdvice.Tests.Bot.Channels;

public sealed class DirectLineTests(SharedChannelHost shared) : IClassFixture<SharedChannelHost>
{
    private const string Base = "/v3/directline";
    private const string Secret = "a secret that is long enough to be one";

    private readonly ChannelHost host = shared.Host;
    private readonly HttpClient client = shared.Host.CreateClient();

    [Fact]
    public async Task A_conversation_starts_once_and_welcomes_once()
    {
        var token = await TokenAsync();

        var (first, started) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"), new { user = new { } });
        var (second, again) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", started.Text("token"));

        Assert.Equal(HttpStatusCode.Created, first);
        Assert.Equal(HttpStatusCode.OK, second);
        Assert.Equal(token.Text("conversationId"), started.Text("conversationId"));
        Assert.Equal(token.Text("conversationId"), again.Text("conversationId"));
        Assert.Equal(1800, started.GetProperty("expires_in").GetInt32());
        Assert.StartsWith("ws://", started.Text("streamUrl"), StringComparison.Ordinal);
        var welcome = Assert.Single((await PollAsync(token)).Activities);
        Assert.Equal("bot", welcome.GetProperty("from").Text("role"));
    }

    [Fact]
    public async Task A_token_is_a_JWT_that_names_conversation_and_person()
    {
        var token = await TokenAsync();

        var read = new JsonWebTokenHandler().ReadJsonWebToken(token.Text("token"));

        Assert.Equal(token.Text("conversationId"), read.GetClaim("conv").Value);
        Assert.StartsWith("dl_", read.GetClaim("user").Value, StringComparison.Ordinal);
        Assert.Equal("botadvice", read.GetClaim("bot").Value);
        Assert.Equal(ChannelHost.Start.UtcDateTime.AddMinutes(30), read.ValidTo);
    }

    [Fact]
    public async Task A_message_comes_back_with_its_ids_before_the_reply_to_it()
    {
        var token = await StartedAsync();

        var (status, posted) = await SayAsync(token, new
        {
            type = "message",
            from = new { id = "somebody else" },
            text = "we paid a fake invoice",
            textFormat = "plain",
            attachments = Array.Empty<string>(),
            channelData = new { clientActivityID = "c1", attachmentSizes = Array.Empty<int>() },
        });

        Assert.Equal(HttpStatusCode.OK, status);
        var (activities, watermark) = await PollAsync(token, "1");
        Assert.Equal("3", watermark);
        Assert.Equal(2, activities.Count);
        var (echo, reply) = (activities[0], activities[1]);
        Assert.Equal($"{token.Text("conversationId")}|0000002", posted.Text("id"));
        Assert.Equal(posted.Text("id"), echo.Text("id"));
        Assert.Equal("c1", echo.GetProperty("channelData").Text("clientActivityID"));
        Assert.Equal(0, echo.GetProperty("channelData").GetProperty("attachmentSizes").GetArrayLength());
        Assert.StartsWith("dl_", echo.GetProperty("from").Text("id"), StringComparison.Ordinal);
        Assert.Equal("2026-11-23T10:00:00.000Z", echo.Text("timestamp"));
        Assert.Equal(posted.Text("id"), reply.Text("replyToId"));
        Assert.True(string.CompareOrdinal(echo.Text("timestamp"), reply.Text("timestamp")) < 0);
        Assert.Equal(0, reply.GetProperty("suggestedActions").GetProperty("to").GetArrayLength());
        Assert.All(reply.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray(), action => Assert.Equal("imBack", action.Text("type")));
        Assert.Empty(activities.SelectMany(activity => activity.Empties()));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("0", 3)]
    [InlineData("1", 2)]
    [InlineData("2", 1)]
    [InlineData("3", 0)]
    [InlineData("99", 3)]
    [InlineData("nonsense", 3)]
    [InlineData("-1", 3)]
    [InlineData("99999999999999999999999999", 3)]
    public async Task A_watermark_gives_what_is_newer_and_all_when_it_is_not_ours(string watermark, int activities)
    {
        var token = await StartedAsync();
        await SayAsync(token, Message("hello"));

        Assert.Equal(activities, (await PollAsync(token, watermark)).Activities.Count);
    }

    [Fact]
    public async Task An_expired_token_is_answered_403_and_was_good_until_then()
    {
        using var own = new ChannelHost();
        using var caller = own.CreateClient();
        var (_, token) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate");
        await caller.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"));

        own.Clock.Move(TimeSpan.FromMinutes(29));
        var (good, refreshed) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/refresh", token.Text("token"));
        own.Clock.Move(TimeSpan.FromMinutes(2));
        var (expired, fault) = await caller.CallAsync(HttpMethod.Get, Activities(token), token.Text("token"));
        var (refused, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/refresh", token.Text("token"));
        var (fresh, _) = await caller.CallAsync(HttpMethod.Get, Activities(token), refreshed.Text("token"));

        Assert.Equal(HttpStatusCode.OK, good);
        Assert.Equal(token.Text("conversationId"), refreshed.Text("conversationId"));
        Assert.Equal(HttpStatusCode.Forbidden, expired);
        Assert.Equal("TokenExpired", fault.Code());
        Assert.Equal(HttpStatusCode.Forbidden, refused);
        Assert.Equal(HttpStatusCode.OK, fresh);
    }

    [Fact]
    public async Task A_token_opens_no_other_conversation()
    {
        var mine = await StartedAsync();
        var other = await StartedAsync();

        var (read, fault) = await client.CallAsync(HttpMethod.Get, Activities(other), mine.Text("token"));
        var (written, _) = await client.CallAsync(HttpMethod.Post, Activities(other), mine.Text("token"), Message("hello"));
        var (reconnected, _) = await client.CallAsync(HttpMethod.Get, $"{Base}/conversations/{other.Text("conversationId")}", mine.Text("token"));

        Assert.Equal(HttpStatusCode.Forbidden, read);
        Assert.Equal("TokenNotForConversation", fault.Code());
        Assert.Equal(HttpStatusCode.Forbidden, written);
        Assert.Equal(HttpStatusCode.Forbidden, reconnected);
        Assert.Single((await PollAsync(other)).Activities);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer undefined")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic abc")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJjb252IjoieCJ9.")]
    public async Task Without_a_good_token_every_call_is_answered_401(string? token)
    {
        foreach (var (method, path) in new[]
        {
            (HttpMethod.Post, "conversations"), (HttpMethod.Get, "conversations/x"), (HttpMethod.Post, "conversations/x/activities"),
            (HttpMethod.Get, "conversations/x/activities"), (HttpMethod.Post, "conversations/x/upload"), (HttpMethod.Post, "tokens/refresh"),
            (HttpMethod.Get, "session/getsessionid"),
        })
        {
            var (status, fault) = await client.CallAsync(method, $"{Base}/{path}", token, method == HttpMethod.Post ? new { } : null);

            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Equal("Unauthorized", fault.Code());
        }
    }

    [Fact]
    public async Task A_token_that_was_changed_or_signed_elsewhere_is_refused()
    {
        var token = await StartedAsync();
        using var other = new ChannelHost();
        var parts = token.Text("token").Split('.');
        var claims = Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace('-', '+').Replace('_', '/').PadRight((parts[1].Length + 3) / 4 * 4, '=')));
        var changed = Convert.ToBase64String(Encoding.UTF8.GetBytes(claims.Replace("dl_", "dl_x", StringComparison.Ordinal))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        var (tampered, _) = await client.CallAsync(HttpMethod.Get, Activities(token), $"{parts[0]}.{changed}.{parts[2]}");
        var (elsewhere, _) = await other.CreateClient().CallAsync(HttpMethod.Get, Activities(token), token.Text("token"));

        Assert.Equal(HttpStatusCode.Unauthorized, tampered);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere);
    }

    [Fact]
    public async Task A_stream_ticket_is_no_token_and_a_token_no_ticket()
    {
        var token = await TokenAsync();
        var (_, started) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"));
        var ticket = started.Text("streamUrl").Split("?t=")[1];

        var (status, _) = await client.CallAsync(HttpMethod.Get, Activities(token), ticket);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_secret_binds_a_token_to_a_person_and_stays_with_the_operator()
    {
        using var withSecret = new ChannelHost([("DirectLine:Secrets:0", Secret)]);
        using var caller = withSecret.CreateClient();

        var (anonymous, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate");
        var (wrong, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", Secret + "x");
        var (bad, fault) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", $"Bearer {Secret}", new { user = new { id = "ann" } });
        var (good, token) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", $"Bearer {Secret}", new { user = new { id = "dl_ann" } });
        var (onward, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", token.Text("token"));

        Assert.Equal(HttpStatusCode.Unauthorized, anonymous);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong);
        Assert.Equal(HttpStatusCode.BadRequest, bad);
        Assert.Equal("BadArgument", fault.Code());
        Assert.Equal(HttpStatusCode.OK, good);
        Assert.Equal("dl_ann", new JsonWebTokenHandler().ReadJsonWebToken(token.Text("token")).GetClaim("user").Value);
        Assert.Equal(HttpStatusCode.Forbidden, onward);
    }

    [Fact]
    public async Task A_secret_opens_every_conversation_but_only_of_this_channel()
    {
        using var withSecret = new ChannelHost([("DirectLine:Secrets:0", Secret)]);
        using var caller = withSecret.CreateClient();
        var (_, started) = await caller.CallAsync(HttpMethod.Post, $"{Base}/conversations", $"Bearer {Secret}");
        await withSecret.Services.GetRequiredService<TurnPipeline>().WelcomeAsync("of-the-page", "web", null, default);

        var (good, _) = await caller.CallAsync(HttpMethod.Get, Activities(started), $"Bearer {Secret}");
        var (unknown, _) = await caller.CallAsync(HttpMethod.Get, $"{Base}/conversations/unknown", $"Bearer {Secret}");
        var (foreign, _) = await caller.CallAsync(HttpMethod.Get, $"{Base}/conversations/of-the-page/activities", $"Bearer {Secret}");

        Assert.Equal(HttpStatusCode.OK, good);
        Assert.Equal(HttpStatusCode.NotFound, unknown);
        Assert.Equal(HttpStatusCode.NotFound, foreign);
    }

    [Theory]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("http://localhost:5173", HttpStatusCode.OK)]
    [InlineData("https://chamber.example", HttpStatusCode.OK)]
    [InlineData("https://chamber.example:8443", HttpStatusCode.Unauthorized)]
    [InlineData("https://evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("null", HttpStatusCode.Unauthorized)]
    public async Task Without_a_secret_our_pages_and_allowed_ones_get_tokens(string origin, HttpStatusCode expected)
    {
        using var allowing = new ChannelHost([("DirectLine:AllowedOrigins:0", "https://chamber.example")]);

        var (status, _) = await allowing.CreateClient().CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", origin: origin);

        // A page that may not talk to the bot at all hears so, which says nothing of tokens.
        Assert.Equal(expected is HttpStatusCode.OK ? expected : HttpStatusCode.Forbidden, status);
    }

    [Theory]
    [InlineData("Host", "bot.example")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Without_a_secret_and_a_page_only_this_machine_gets_tokens(string header, string value)
    {
        using var request = Calls.Request(HttpMethod.Post, $"{Base}/tokens/generate");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Other_sites_may_use_a_token_only_when_they_are_trusted_and_settings_win()
    {
        const string Site = "https://chamber.example";
        using var open = new ChannelHost([("DirectLine:Secrets:0", Secret)]);
        using var closed = new ChannelHost([("DirectLine:Secrets:0", Secret), ("DirectLine:AllowedOrigins:0", "https://police.example")]);

        foreach (var (running, trusted, expected) in new[]
        {
            (open, new[] { Site }, HttpStatusCode.Created), (open, [], HttpStatusCode.Forbidden), (closed, [Site], HttpStatusCode.Forbidden),
        })
        {
            using var caller = running.CreateClient();
            var (_, token) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", $"Bearer {Secret}", new { trustedOrigins = trusted });

            var (status, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"), new { }, Site);

            Assert.Equal(expected, status);
        }
    }

    [Fact]
    public async Task A_browser_may_ask_first()
    {
        using var request = Calls.Request(HttpMethod.Options, $"{Base}/conversations", origin: "https://chamber.example");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,x-ms-bot-agent");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("https://chamber.example", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("x-ms-bot-agent", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_keeps_conversations_and_tokens()
    {
        var token = await StartedAsync();
        await SayAsync(token, Message("we paid a fake invoice"));
        using var next = new ChannelHost(database: host.Database);

        var (status, body) = await next.CreateClient().CallAsync(HttpMethod.Get, Activities(token), token.Text("token"));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(3, body.GetProperty("activities").GetArrayLength());
    }

    [Fact]
    public async Task The_key_for_tokens_is_readable_by_its_owner_only()
    {
        await TokenAsync();

        var file = Path.Combine(Path.GetDirectoryName(host.Database)!, "direct-line.key");

        Assert.Equal(32, new FileInfo(file).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_message_sent_twice_at_once_or_again_later_is_answered_once()
    {
        var token = await StartedAsync();
        var message = new { type = "message", from = new { id = "x" }, text = "hello", channelData = new { clientActivityID = "same" } };

        var ids = (await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SayAsync(token, message)))).Select(answer => answer.Body.Text("id"));

        Assert.Single(ids.Distinct());
        Assert.Equal(3, (await PollAsync(token)).Activities.Count);
    }

    [Fact]
    public async Task Thirty_messages_at_once_are_all_answered_and_numbered_without_gaps()
    {
        var token = await StartedAsync();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => SayAsync(token, Message("hello"))));

        var activities = (await PollAsync(token)).Activities;
        Assert.Equal(Enumerable.Range(1, 61).Select(number => $"{token.Text("conversationId")}|{number:0000000}"), activities.Select(activity => activity.Text("id")));
    }

    [Fact]
    public async Task Joining_is_echoed_once_and_welcomes_nobody_twice()
    {
        var token = await StartedAsync();

        var (status, posted) = await SayAsync(token, new { type = "event", name = "webchat/join", from = new { id = "x" }, value = new { language = "en" }, channelData = new { clientActivityID = "j" } });

        Assert.Equal(HttpStatusCode.OK, status);
        var (activities, _) = await PollAsync(token, "1");
        var echo = Assert.Single(activities);
        Assert.Equal(posted.Text("id"), echo.Text("id"));
        Assert.Equal("j", echo.GetProperty("channelData").Text("clientActivityID"));
        Assert.Empty((await PollAsync(token, "1")).Activities);
    }

    [Theory]
    [InlineData("typing")]
    [InlineData("conversationUpdate")]
    [InlineData("endOfConversation")]
    [InlineData("somethingNew")]
    public async Task What_needs_no_answer_gets_none(string type)
    {
        var token = await StartedAsync();

        var (status, _) = await SayAsync(token, new { type, from = new { id = "x" } });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain((await PollAsync(token, "1")).Activities, activity => activity.GetProperty("from").Text("role") is "bot");
    }

    [Fact]
    public async Task Personal_data_never_comes_back()
    {
        var token = await StartedAsync();

        await SayAsync(token, Message("I typed my card number 4929 1234 5678 9012 and password: hunter2horse into it"));

        Assert.DoesNotContain("5678", JsonSerializer.Serialize((await PollAsync(token)).Activities), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_refused_politely()
    {
        var token = await StartedAsync();

        var (status, fault) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations/{token.Text("conversationId")}/upload?userId=x", token.Text("token"), "x");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Equal("AttachmentsNotAccepted", fault.Code());
    }

    [Fact]
    public async Task What_is_no_call_is_answered_404_with_a_body()
    {
        var (status, fault) = await client.CallAsync(HttpMethod.Get, $"{Base}/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("NotFound", fault.Code());
    }

    [Theory]
    [MemberData(nameof(HostileBodies.NoActivities), MemberType = typeof(HostileBodies))]
    public async Task Nonsense_is_answered_400_with_a_body(string body)
    {
        var token = await StartedAsync();

        var (status, fault) = await client.CallAsync(HttpMethod.Post, Activities(token), token.Text("token"), body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadArgument", fault.Code());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"user\":5}")]
    [InlineData("{\"user\":{\"id\":5}}")]
    [InlineData("{\"trustedOrigins\":\"x\"}")]
    [InlineData("{")]
    public async Task Nonsense_instead_of_a_start_is_answered_400(string body)
    {
        var token = await TokenAsync();

        var (generated, _) = await client.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate", body: body);
        var (started, _) = await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"), body);

        Assert.Equal(HttpStatusCode.BadRequest, generated);
        Assert.Equal(HttpStatusCode.BadRequest, started);
    }

    [Fact]
    public async Task A_huge_message_is_answered_413()
    {
        var token = await StartedAsync();

        var (status, fault) = await client.CallAsync(HttpMethod.Post, Activities(token), token.Text("token"), HostileBodies.Huge);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("MessageSizeTooBig", fault.Code());
    }

    [Theory]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"\\u0000hello\\u0007\"}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"hello\",\"unknown\":{\"a\":[null,\"\"]},\"Text\":7}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"hello\",\"channelData\":{\"clientActivityID\":7}}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"hello\",\"channelData\":\"text\"}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"text\":\"hello\",\"channelData\":null}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"},\"value\":{\"says\":\"hello\"}}")]
    [InlineData("{\"type\":\"message\",\"from\":{\"id\":\"x\"}}")]
    public async Task Odd_messages_are_answered_all_the_same(string body)
    {
        var token = await StartedAsync();

        var (status, _) = await client.CallAsync(HttpMethod.Post, Activities(token), token.Text("token"), body);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(3, (await PollAsync(token)).Activities.Count);
    }

    [Fact]
    public async Task Who_asks_to_be_forgotten_hears_that_it_is_done_and_may_talk_on()
    {
        var token = await StartedAsync();
        await SayAsync(token, Message("we paid a fake invoice"));
        var (_, before) = await PollAsync(token);

        await SayAsync(token, Message("delete everything you have stored about me"));
        await SayAsync(token, Message("yes"));
        var (activities, watermark) = await PollAsync(token, before);
        await SayAsync(token, Message("hello"));
        var (later, _) = await PollAsync(token, watermark);

        Assert.Contains(activities, activity => activity.GetProperty("from").Text("role") is "bot");
        Assert.Contains(later, activity => activity.GetProperty("from").Text("role") is "bot");
    }

    [Fact]
    public async Task Without_a_database_the_emergency_doors_are_given()
    {
        using var broken = new ChannelHost(services: services => services.Replace(ServiceDescriptor.Singleton<IConversationStore, BrokenStore>()));
        using var caller = broken.CreateClient();
        var (_, token) = await caller.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate");

        var (started, _) = await caller.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"));
        var (said, posted) = await caller.CallAsync(HttpMethod.Post, Activities(token), token.Text("token"), Message("help"));
        var (read, body) = await caller.CallAsync(HttpMethod.Get, Activities(token), token.Text("token"));

        Assert.Equal(HttpStatusCode.Created, started);
        Assert.Equal(HttpStatusCode.OK, said);
        Assert.Equal(HttpStatusCode.OK, read);
        var activities = body.GetProperty("activities").EnumerateArray().ToList();
        Assert.Equal("help", activities.Single(activity => activity.Text("id") == posted.Text("id")).Text("text"));
        Assert.Contains(activities, activity => activity.TryGetProperty("replyToId", out var to) && to.GetString() == posted.Text("id") && activity.Text("text").Contains("999", StringComparison.Ordinal));
    }

    private static object Message(string text) => new { type = "message", from = new { id = "x" }, text };

    private static string Activities(JsonElement token) => $"{Base}/conversations/{token.Text("conversationId")}/activities";

    private async Task<JsonElement> TokenAsync()
    {
        var (status, token) = await client.CallAsync(HttpMethod.Post, $"{Base}/tokens/generate");
        Assert.Equal(HttpStatusCode.OK, status);
        return token;
    }

    private async Task<JsonElement> StartedAsync()
    {
        var token = await TokenAsync();
        await client.CallAsync(HttpMethod.Post, $"{Base}/conversations", token.Text("token"));
        return token;
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SayAsync(JsonElement token, object activity) =>
        client.CallAsync(HttpMethod.Post, Activities(token), token.Text("token"), activity);

    private async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> PollAsync(JsonElement token, string watermark = "")
    {
        var (status, body) = await client.CallAsync(HttpMethod.Get, $"{Activities(token)}?watermark={watermark}", token.Text("token"));
        Assert.Equal(HttpStatusCode.OK, status);
        return ([.. body.GetProperty("activities").EnumerateArray()], body.Text("watermark"));
    }
}

using System.Net;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>Crafted tokens, and what must become of each.</summary>
public sealed class ConnectorSignInTests : IAsyncLifetime
{
    private const string Path = "/api/messages";

    private AzureStandIn azure = null!;
    private ChannelHost bot = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        azure = await AzureStandIn.StartAsync();
        bot = azure.Bot();
        client = bot.CreateClient();
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await azure.DisposeAsync();
    }

    [Fact]
    public async Task Each_crafted_token_gets_its_verdict()
    {
        var now = ChannelHost.Start;
        using var stranger = RSA.Create(2048);
        var cases = new (string Name, string? Header, int Status)[]
        {
            ("valid", Bearer(azure.Token(now)), 202),
            ("no header", null, 401),
            ("empty header", "", 401),
            ("Basic", "Basic YTpi", 401),
            ("scheme alone", "Bearer", 401),
            ("scheme and blank", "Bearer ", 401),
            ("lower-case scheme", $"bearer {azure.Token(now)}", 401),
            ("three parts", $"Bearer {azure.Token(now)} more", 401),
            ("garbage", "Bearer garbage", 401),
            ("garbage with dots", "Bearer a.b.c", 401),
            ("undefined", "Bearer undefined", 401),
            ("endless", "Bearer " + new string('a', 10_000), 401),
            ("wrong issuer", Bearer(azure.Token(now, claims => claims["iss"] = "https://evil.example")), 401),
            ("no issuer", Bearer(azure.Token(now, claims => claims.Remove("iss"))), 401),
            ("issuer of a person's token", Bearer(azure.Token(now, claims => claims["iss"] = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")), 401),
            ("wrong audience", Bearer(azure.Token(now, claims => claims["aud"] = Guid.NewGuid().ToString())), 401),
            ("no audience", Bearer(azure.Token(now, claims => claims.Remove("aud"))), 401),
            ("audience in upper case", Bearer(azure.Token(now, claims => claims["aud"] = AzureStandIn.AppId.ToUpperInvariant())), 202),
            ("expired 4 minutes ago", Bearer(azure.Token(now, claims => Expired(claims, now, 4))), 202),
            ("expired 6 minutes ago", Bearer(azure.Token(now, claims => Expired(claims, now, 6))), 401),
            ("good in 4 minutes", Bearer(azure.Token(now, claims => claims["nbf"] = now.AddMinutes(4).ToUnixTimeSeconds())), 202),
            ("good in 6 minutes", Bearer(azure.Token(now, claims => claims["nbf"] = now.AddMinutes(6).ToUnixTimeSeconds())), 401),
            ("no expiry", Bearer(azure.Token(now, claims => claims.Remove("exp"))), 401),
            ("bad signature", Bearer(azure.Token(now, signedWith: stranger)), 401),
            ("cut signature", Bearer(azure.Token(now)[..^4]), 401),
            ("no signature", Bearer(azure.Token(now)[..(azure.Token(now).LastIndexOf('.') + 1)]), 401),
            ("alg none", Bearer(azure.Forged(now, "none", _ => [])), 401),
            ("alg None", Bearer(azure.Forged(now, "None", _ => [])), 401),
            ("HS256 with the public key", Bearer(azure.Forged(now, "HS256", content => HMACSHA256.HashData(azure.PublicKey, content))), 401),
            ("unknown key", Bearer(azure.Token(now, keyId: "unknown")), 401),
            ("no key id", Bearer(azure.Token(now, keyId: null)), 401),
            ("RS384", Bearer(azure.Token(now, algorithm: SecurityAlgorithms.RsaSha384)), 202),
            ("RS512", Bearer(azure.Token(now, algorithm: SecurityAlgorithms.RsaSha512)), 202),
            ("PS256", Bearer(azure.Token(now, algorithm: SecurityAlgorithms.RsaSsaPssSha256)), 401),
            ("no service address", Bearer(azure.Token(now, claims => claims.Remove("serviceurl"))), 401),
            ("another service address", Bearer(azure.Token(now, claims => claims["serviceurl"] = "https://smba.trafficmanager.net/de/")), 401),
            ("service address without its last slash", Bearer(azure.Token(now, claims => claims["serviceurl"] = AzureStandIn.ServiceUrl.TrimEnd('/'))), 401),
            ("service address in upper case", Bearer(azure.Token(now, claims => claims["serviceurl"] = AzureStandIn.ServiceUrl.ToUpperInvariant())), 401),
            ("key for another channel", Bearer(azure.Token(now, keyId: "other-channel")), 403),
            ("key for no channel", Bearer(azure.Token(now, keyId: "unendorsed")), 403),
            ("another bot's token", Bearer(azure.Token(now, claims =>
            {
                claims["iss"] = "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0";
                claims["ver"] = "2.0";
                claims["azp"] = Guid.NewGuid().ToString();
            })), 401),
        };

        var wrong = new List<string>();
        foreach (var (name, header, status) in cases)
        {
            var got = await SendAsync(header, Message());
            if ((int)got != status)
            {
                wrong.Add($"{name}: {(int)got} instead of {status}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("serviceUrl", HttpStatusCode.BadRequest)]
    [InlineData("channelId", HttpStatusCode.BadRequest)]
    [InlineData("conversation", HttpStatusCode.BadRequest)]
    [InlineData("from", HttpStatusCode.BadRequest)]
    [InlineData("type", HttpStatusCode.BadRequest)]
    [InlineData("recipient", HttpStatusCode.Accepted)]
    public async Task A_message_that_lacks_something_is_refused(string lacks, HttpStatusCode expected)
    {
        var message = Message();
        message.Remove(lacks);

        Assert.Equal(expected, await SendAsync(Bearer(azure.Token(ChannelHost.Start)), message));
    }

    [Fact]
    public async Task Bodies_are_not_read_before_the_token_is_checked()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(null, HostileBodies.Huge));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(null, "{"));
    }

    [Fact]
    public async Task A_new_key_is_found_when_it_is_needed_and_an_old_one_stops_working()
    {
        var before = azure.Token(ChannelHost.Start);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Bearer(before), Message()));

        azure.AddKey("next", "msteams");
        azure.RemoveKey("good");
        bot.Clock.Move(TimeSpan.FromMinutes(6));

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Bearer(azure.Token(ChannelHost.Start, keyId: "next")), Message()));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Bearer(before), Message()));
    }

    [Fact]
    public async Task Tokens_that_name_unknown_keys_do_not_make_us_fetch_again_and_again()
    {
        for (var call = 0; call < 20; call++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Bearer(azure.Token(ChannelHost.Start, keyId: $"unknown-{call}")), Message()));
        }

        Assert.Equal(1, azure.KeyFetches);
    }

    [Fact]
    public async Task Keys_from_before_go_on_working_when_no_new_ones_can_be_fetched()
    {
        var token = azure.Token(ChannelHost.Start, claims => claims["exp"] = ChannelHost.Start.AddDays(3).ToUnixTimeSeconds());
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Bearer(token), Message()));

        await azure.DisposeAsync();
        bot.Clock.Move(TimeSpan.FromHours(25));

        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(Bearer(token), Message()));
    }

    private static void Expired(Dictionary<string, object> claims, DateTimeOffset now, int minutesAgo)
    {
        claims["nbf"] = now.AddHours(-1).ToUnixTimeSeconds();
        claims["exp"] = now.AddMinutes(-minutesAgo).ToUnixTimeSeconds();
    }

    private static string Bearer(string token) => $"Bearer {token}";

    private static Dictionary<string, object> Message() => new(StringComparer.Ordinal)
    {
        ["type"] = "message",
        ["id"] = Guid.NewGuid().ToString(),
        ["channelId"] = "msteams",
        ["serviceUrl"] = AzureStandIn.ServiceUrl,
        ["from"] = new { id = "29:somebody" },
        ["recipient"] = new { id = "28:bot" },
        ["conversation"] = new { id = "a:1" },
        ["text"] = "hello",
    };

    private async Task<HttpStatusCode> SendAsync(string? header, object body)
    {
        using var request = Calls.Request(HttpMethod.Post, Path, body: body);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Channels.Connector;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>What the bot needs of Azure: its keys on a real server, its sign-in, and the channel that takes the replies.</summary>
internal sealed class AzureStandIn : IAsyncDisposable
{
    public const string AppId = "11111111-aaaa-4222-8333-444444444444";
    public const string ServiceUrl = "https://smba.trafficmanager.net/uk/";
    public const string Issuer = "https://api.botframework.com";

    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, (RSA Key, string[]? Endorsements)> keys = new(StringComparer.Ordinal);

    private AzureStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/metadata", () => Results.Json(new { issuer = Issuer, jwks_uri = Address("/keys"), id_token_signing_alg_values_supported = new[] { "RS256" } }));
        server.MapGet("/keys", () =>
        {
            KeyFetches++;
            return Results.Json(new { keys = keys.Select(key => Described(key.Key, key.Value.Key, key.Value.Endorsements)) });
        });
    }

    public int KeyFetches { get; private set; }

    public SignInStandIn SignIn { get; } = new();

    public ChannelStandIn Channel { get; } = new();

    public static async Task<AzureStandIn> StartAsync()
    {
        var azure = new AzureStandIn();
        azure.AddKey("good", "msteams", "directline");
        azure.AddKey("other-channel", "skype");
        azure.AddKey("unendorsed");
        await azure.server.StartAsync();
        return azure;
    }

    /// <summary>A bot that signs in here and sends its replies to <see cref="Channel"/>.</summary>
    public ChannelHost Bot(params (string Key, string Value)[] settings) => Bot(null, settings);

    /// <summary>The same, by another clock than the host's own.</summary>
    public ChannelHost Bot(TimeProvider? clock, params (string Key, string Value)[] settings) => new(
        [
            ("Connector:AppId", AppId),
            ("Connector:ClientSecret", "the app's secret"),
            ("Connector:TenantId", "our-tenant"),
            ("Connector:OpenIdMetadata", Address("/metadata")),
            .. settings,
        ],
        services: services =>
        {
            services.AddHttpClient(ConnectorClient.Client).ConfigurePrimaryHttpMessageHandler(() => Channel);
            services.AddHttpClient(ConnectorCredentials.Client).ConfigurePrimaryHttpMessageHandler(() => SignIn);
            if (clock is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(clock));
            }
        });

    public void AddKey(string id, params string[]? endorsements) => keys[id] = (RSA.Create(2048), endorsements is [] ? null : endorsements);

    public void RemoveKey(string id) => keys.TryRemove(id, out _);

    /// <summary>A token, good but for what is changed.</summary>
    public string Token(
        DateTimeOffset now,
        Action<Dictionary<string, object>>? claims = null,
        string? keyId = "good",
        string algorithm = SecurityAlgorithms.RsaSha256,
        RSA? signedWith = null)
    {
        var all = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Issuer,
            ["aud"] = AppId,
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(59).ToUnixTimeSeconds(),
        };
        claims?.Invoke(all);
        var rsa = signedWith ?? (keyId is not null && keys.TryGetValue(keyId, out var key) ? key.Key : keys["good"].Key);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(all), new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = keyId }, algorithm));
    }

    /// <summary>A token put together by hand, as an attacker would.</summary>
    public string Forged(DateTimeOffset now, string algorithm, Func<byte[], byte[]> sign)
    {
        var real = Token(now).Split('.');
        var head = Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","kid":"good","typ":"JWT"}""");
        return $"{head}.{real[1]}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes($"{head}.{real[1]}")))}";
    }

    /// <summary>The public key as a text, which careless checks take for a shared secret.</summary>
    public byte[] PublicKey => Encoding.ASCII.GetBytes(keys["good"].Key.ExportRSAPublicKeyPem());

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        foreach (var (_, (key, _)) in keys)
        {
            key.Dispose();
        }
    }

    private static Dictionary<string, object> Described(string id, RSA key, string[]? endorsements)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        var described = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = id,
            ["n"] = Base64UrlEncoder.Encode(numbers.Modulus!),
            ["e"] = Base64UrlEncoder.Encode(numbers.Exponent!),
        };
        if (endorsements is not null)
        {
            described["endorsements"] = endorsements;
        }

        return described;
    }

    private string Address(string path) => server.Urls.Single() + path;
}

/// <summary>Takes the replies, and answers as it is told.</summary>
internal sealed class ChannelStandIn : HttpMessageHandler
{
    private readonly ConcurrentQueue<HttpStatusCode> answers = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly ConcurrentQueue<Sent> sent = new();

    /// <summary>The next answers; after them 200.</summary>
    public void Answer(params HttpStatusCode[] next) => Array.ForEach(next, answers.Enqueue);

    /// <summary>How many calls there were.</summary>
    public int Calls => sent.Count;

    /// <summary>Waits for so many calls.</summary>
    /// <param name="calls">How many more than were taken before.</param>
    /// <param name="whileWaiting">Done again and again until they are there: a try that is put off is put off from a moment that no test knows.</param>
    public async Task<IReadOnlyList<Sent>> TakeAsync(int calls, Action? whileWaiting = null)
    {
        for (var call = 0; call < calls; call++)
        {
            var hasArrived = false;
            for (var second = 0; second < 20 && !hasArrived; second++)
            {
                whileWaiting?.Invoke();
                hasArrived = await arrived.WaitAsync(TimeSpan.FromSeconds(1));
            }

            Assert.True(hasArrived, $"Only {sent.Count} calls of {calls}.");
        }

        return [.. sent];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
        sent.Enqueue(new(request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
        arrived.Release();
        return new(answers.TryDequeue(out var answer) ? answer : HttpStatusCode.OK) { Content = new StringContent("{\"id\":\"1\"}") };
    }
}

/// <summary>A call that the channel got.</summary>
internal sealed record Sent(string Address, string? Authorization, JsonElement Body);

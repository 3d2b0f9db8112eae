using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>The real host over the real knowledge base, at a moment that a test moves, called as from this machine.</summary>
internal sealed class ChannelHost : WebApplicationFactory<SafeMode>
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("botadvice-channels-");
    private readonly (string Key, string Value)[] settings;
    private readonly string database;
    private readonly Action<IServiceCollection>? services;

    /// <param name="settings">As on the command line.</param>
    /// <param name="database">The file of another host, to be its next start; null for one of its own.</param>
    /// <param name="services">What this test puts in the place of something.</param>
    public ChannelHost((string Key, string Value)[]? settings = null, string? database = null, Action<IServiceCollection>? services = null)
    {
        this.settings = settings ?? [];
        this.database = database ?? Path.Combine(folder.FullName, "conversations.db");
        this.services = services;
    }

    public MovableClock Clock { get; } = new(Start);

    public string Database => database;

    /// <summary>Listens on a free port, for a client that needs a real one.</summary>
    public Uri Listen()
    {
        UseKestrel(0);
        StartServer();
        return ClientOptions.BaseAddress;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        _ = Shared.Index;
        builder.UseSetting("Knowledge:Path", Shared.IndexPath);
        builder.UseSetting("Storage:Path", database);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(all =>
        {
            all.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            all.AddSingleton<IStartupFilter, FromThisMachine>();
            services?.Invoke(all);
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        SqliteConnection.ClearAllPools();
        if (folder.Exists)
        {
            folder.Delete(recursive: true);
        }
    }

    // Calls in process have no address.
    private sealed class FromThisMachine : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                context.Connection.RemoteIpAddress ??= IPAddress.Loopback;
                return rest(context);
            });
            next(app);
        };
    }
}

/// <summary>One host for all tests of a class that change nothing about it.</summary>
public sealed class SharedChannelHost : IDisposable
{
    internal ChannelHost Host { get; } = new();

    public void Dispose() => Host.Dispose();
}

/// <summary>A clock that stands still until it is moved; timers run in real time.</summary>
internal sealed class MovableClock(DateTimeOffset start) : TimeProvider
{
    private TimeSpan moved;

    public override DateTimeOffset GetUtcNow() => start + moved;

    public void Move(TimeSpan by) => moved += by;
}

/// <summary>Short words for calls.</summary>
internal static class Calls
{
    public static async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(
        this HttpClient client, HttpMethod method, string path, string? token = null, object? body = null, string? origin = null)
    {
        using var response = await client.SendAsync(Request(method, path, token, body, origin));
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? token = null, object? body = null, string? origin = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(token.Contains(' ', StringComparison.Ordinal) ? token : $"Bearer {token}");
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        return request;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static string Code(this JsonElement body) => body.GetProperty("error").Text("code");

    /// <summary>Every value that must not be on the wire; what a client sent as its own data is not looked at.</summary>
    public static IEnumerable<string> Empties(this JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Null => [path],
        JsonValueKind.String => element.GetString() is "" ? [path] : [],
        JsonValueKind.Array => element.GetArrayLength() == 0 && !path.EndsWith(".to", StringComparison.Ordinal) ? [path] : element.EnumerateArray().SelectMany(item => item.Empties(path)),
        JsonValueKind.Object => element.EnumerateObject().Where(property => property.Name != "channelData").SelectMany(property => property.Value.Empties($"{path}.{property.Name}")),
        _ => [],
    };
}

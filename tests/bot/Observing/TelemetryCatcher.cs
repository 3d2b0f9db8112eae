using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotAdvice.Tests.Bot.Observing;

/// <summary>A collector on a real port that keeps what OpenTelemetry's exporter sends. Names and labels stand in it as they are.</summary>
internal sealed class TelemetryCatcher : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentQueue<(string Path, string Body)> caught = [];

    private TelemetryCatcher()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/{**path}", async (string path, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            caught.Enqueue((path, Encoding.UTF8.GetString(body.ToArray())));
        });
    }

    /// <summary>What tells a bot to send here.</summary>
    public (string Key, string Value)[] Settings => [("OTEL_EXPORTER_OTLP_ENDPOINT", server.Urls.Single()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];

    public static async Task<TelemetryCatcher> StartAsync()
    {
        var catcher = new TelemetryCatcher();
        await catcher.server.StartAsync();
        return catcher;
    }

    /// <summary>All that was sent to v1/metrics or v1/traces.</summary>
    public string Sent(string path) => string.Concat(caught.Where(one => one.Path == path).Select(one => one.Body));

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

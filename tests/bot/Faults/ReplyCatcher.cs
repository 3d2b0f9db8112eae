using System.Collections.Concurrent;
using System.Text.Json;
using BotAdvice.Tests.Bot.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>A channel on a real port that takes posted replies, a little slowly, and writes down what came for which conversation.</summary>
internal sealed class ReplyCatcher : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> caught = new(StringComparer.Ordinal);

    private ReplyCatcher()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/v3/conversations/{id}/activities/{reply}", async (string id, string reply, HttpRequest request) =>
        {
            using var body = await JsonDocument.ParseAsync(request.Body);
            caught.GetOrAdd(id, _ => []).Enqueue(reply);
            await Task.Delay(10);
            return Results.Json(new { id = body.RootElement.Text("replyToId") });
        });
    }

    public string Address => server.Urls.Single();

    public static async Task<ReplyCatcher> StartAsync()
    {
        var catcher = new ReplyCatcher();
        await catcher.server.StartAsync();
        return catcher;
    }

    /// <summary>The ids of the messages to which replies came, in the order in which they came.</summary>
    public IReadOnlyList<string> Of(string conversationId) => caught.TryGetValue(conversationId, out var here) ? [.. here] : [];

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

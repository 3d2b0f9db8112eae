using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace BotAdvice.Benchmarks;

/// <summary>Memory of a bot with many live conversations in Direct Line, and then with many open streams beside them.</summary>
internal static class LiveConversations
{
    private const int Conversations = 10_000;
    private const int Streams = 1_000;
    private const int AtOnce = 8;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("botadvice-live-");
        var sockets = new List<ClientWebSocket>();
        using var bot = new LoadServer("BotAdvice", [], "dotnet", [BenchmarkedBot.Path], ("Storage__Path", Path.Combine(data.FullName, "conversations.db")), ("Limits__StreamsFromAddress", "20000"));
        bot.Start();
        using var http = new HttpClient { BaseAddress = bot.Address };
        await Task.Delay(Settle);
        Print("started", bot);
        var urls = new Uri[Conversations];
        await Parallel.ForAsync(0, Conversations, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellationToken) =>
        {
            using var begun = await http.PostAsync(new Uri("/v3/directline/tokens/generate", UriKind.Relative), null, cancellationToken);
            var token = (await begun.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("token").GetString();
            var conversation = await SendAsync("/v3/directline/conversations", null);
            urls[number] = new(conversation.GetProperty("streamUrl").GetString()!);
            await SendAsync(
                $"/v3/directline/conversations/{conversation.GetProperty("conversationId").GetString()}/activities", new { type = "message", from = new { id = "dl_me" }, text = LoadComparison.Triage[0] });

            async Task<JsonElement> SendAsync(string path, object? body)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Authorization = new("Bearer", token) }, Content = JsonContent.Create(body) };
                using var response = await http.SendAsync(request, cancellationToken);
                response.EnsureSuccessStatusCode();
                return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            }
        });
        Print($"{Conversations} conversations", bot);
        foreach (var url in urls.TakeLast(Streams))
        {
            sockets.Add(new());
            await sockets[^1].ConnectAsync(url, CancellationToken.None);
        }

        Print($"and {Streams} open streams", bot);
        await Task.Delay(Settle);
        Print("after a rest", bot);
        sockets.ForEach(socket => socket.Dispose());
        bot.Dispose();
        data.Delete(recursive: true);
        return 0;
    }

    private static void Print(string when, LoadServer bot) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{when}: {bot.Weigh():0} MB"));
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Support;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Hostile;

/// <summary>
/// Malformed and hostile requests to a bot of its own process. Some thousand here; many with
/// <c>FUZZ_REQUESTS=1000000 dotnet test --filter FullyQualifiedName~FuzzTests --logger "console;verbosity=detailed"</c>, or as many as fit into
/// <c>FUZZ_MINUTES</c>. <c>FUZZ_SEED</c> makes others.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int AtOnce = 6;
    private const int Samples = 10;
    private const int ToJudgeMemoryBy = 100_000;

    private static readonly int Seed = Number("FUZZ_SEED", 1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(Number("FUZZ_MINUTES", 1000));

    [SkippableTheory]
    [InlineData("Sqlite", 1500)]
    [InlineData("Postgres", 500)]
    public async Task Whatever_is_sent_nothing_fails_and_every_reply_is_well_formed(string engine, int few)
    {
        using var place = await TestDatabase.CreateAsync(Enum.Parse<StorageEngine>(engine));
        using var bot = new BotProcess([.. place.Settings, ("Logging:LogLevel:Default", "Error"), ("Limits:MessagesInConversation", "1000000"), ("Connector:ServiceHosts:0", "nowhere.example")]);
        await bot.StartAsync();
        var count = Number("FUZZ_REQUESTS", few);
        var run = new Run(bot.Address);
        var memory = new List<double>();
        var began = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, AtOnce).Select(worker => run.WorkAsync((Seed * 1000) + worker, () => run.Sent < count && Stopwatch.GetElapsedTime(began) < Longest)).ToList();
        while (!workers.TrueForAll(worker => worker.IsCompleted))
        {
            var done = Math.Max((double)run.Sent / count, Stopwatch.GetElapsedTime(began) / Longest);
            if (done >= (memory.Count + 1.0) / Samples)
            {
                memory.Add(bot.Megabytes);
            }

            await Task.Delay(50);
        }

        await Task.WhenAll(workers);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine}: {run.Sent} requests in {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min, {run.Faults.Count} faults; answers {string.Join(", ", run.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}"))}; memory in MB {string.Join(" ", memory.Select(megabytes => megabytes.ToString("0", CultureInfo.InvariantCulture)))}"));
        if (!run.Faults.IsEmpty)
        {
            output.WriteLine(string.Join('\n', run.Faults.Take(30)) + "\n" + bot.Output[..Math.Min(10_000, bot.Output.Length)]);
        }

        Assert.Empty(run.Faults);

        // A turn that failed is answered with the emergency doors, so it shows only here.
        Assert.Equal("", bot.Output);
        using var http = new HttpClient { BaseAddress = bot.Address };
        Assert.Equal(HttpStatusCode.OK, (await http.CallAsync(HttpMethod.Get, "/readyz")).Status);
        if (run.Sent >= ToJudgeMemoryBy)
        {
            Assert.InRange(memory[^1], 0, memory[Samples / 2] * 1.2);
        }
    }

    private static int Number(string name, int usual) => int.Parse(Environment.GetEnvironmentVariable(name) ?? usual.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private sealed class Run(Uri bot)
    {
        private const int FewForOneToken = 500;
        private int sent;

        public int Sent => Volatile.Read(ref sent);

        public System.Collections.Concurrent.ConcurrentQueue<string> Faults { get; } = [];

        public System.Collections.Concurrent.ConcurrentDictionary<int, int> Statuses { get; } = [];

        public async Task WorkAsync(int seed, Func<bool> goesOn)
        {
            var requests = new HostileRequests(seed);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = bot, Timeout = TimeSpan.FromSeconds(120) };
            var (token, conversation) = ("", "");
            for (var number = 0; goesOn(); number++)
            {
                if (number % FewForOneToken == 0)
                {
                    var (_, made) = await http.CallAsync(HttpMethod.Post, "/v3/directline/tokens/generate");
                    (token, conversation) = (made.Text("token"), made.Text("conversationId"));
                    await SendGarbageAsync(requests.Garbage());
                }

                var (request, isGood) = requests.Next(token, conversation);
                using (request)
                {
                    await SendAsync(http, request, isGood, $"seed {seed} number {number}");
                }

                Interlocked.Increment(ref sent);
            }
        }

        private async Task SendAsync(HttpClient http, HttpRequestMessage request, bool isGood, string which)
        {
            try
            {
                using var response = await http.SendAsync(request);
                var body = await response.Content.ReadAsStringAsync();
                var status = (int)response.StatusCode;
                Statuses.AddOrUpdate(status, 1, (_, before) => before + 1);

                // 501 is the protocol's own answer to an invoke of a name that a bot does not know.
                if ((status >= 500 && status != 501) || (isGood && status != 200) || Malformed(response, body) is not null)
                {
                    Faults.Enqueue($"{which}: {status} to {request.Method} {request.RequestUri}, {Malformed(response, body)}: {body[..Math.Min(300, body.Length)]}, after {await SentAsync(request)}");
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or JsonException)
            {
                Faults.Enqueue($"{which}: {fault.Message} {fault.InnerException?.Message} to {request.Method} {request.RequestUri}");
            }
        }

        private static async Task<string> SentAsync(HttpRequestMessage request) =>
            request.Content is { } content && await content.ReadAsStringAsync() is var sent ? sent[..Math.Min(300, sent.Length)] : "";

        private static string? Malformed(HttpResponseMessage response, string body)
        {
            if (body.Length == 0)
            {
                return null;
            }

            switch (response.Content.Headers.ContentType?.MediaType)
            {
                case "application/json":
                    var json = JsonDocument.Parse(body).RootElement;
                    if (response.StatusCode >= HttpStatusCode.BadRequest && response.StatusCode != HttpStatusCode.ServiceUnavailable)
                    {
                        return json.TryGetProperty("error", out var error) && error.Text("code").Length > 0 && error.Text("message").Length > 0 ? null : "an error without code and message";
                    }

                    var empty = json.Empties().FirstOrDefault(path => path != ".activities" && path != ".watermark");
                    return empty is null ? null : $"nothing in {empty}";
                case "text/html":
                    var shown = new HtmlParser().ParseDocument(body);
                    return shown.QuerySelectorAll("script:not([src]), [onerror], [onload], iframe, object, embed, base, a[href^='javascript:']").Length > 0 ? "markup that runs" : null;
                default:
                    return null;
            }
        }

        private async Task SendGarbageAsync(byte[] garbage)
        {
            try
            {
                using var client = new TcpClient();
                using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
                await client.ConnectAsync(bot.Host, bot.Port);
                var stream = client.GetStream();
                await stream.WriteAsync(garbage, patience.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                var answer = await reader.ReadToEndAsync(patience.Token);
                if (answer.Contains("HTTP/1.1 5", StringComparison.Ordinal) && !answer.Contains("HTTP/1.1 505", StringComparison.Ordinal))
                {
                    Faults.Enqueue($"{answer} to {Encoding.Latin1.GetString(garbage)}");
                }
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
            {
                // Closed without an answer, or waiting for more: both are right.
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Bot.Faults;
using BotAdvice.Tests.Bot.Widget;
using BotAdvice.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotAdvice.Tests.Bot.Observing;

/// <summary>What those who watch the service see: enough to run it, and nothing that a reader said.</summary>
public sealed class ObservingTests
{
    // Words that stand nowhere in the knowledge base.
    private const string Story = "we paid a fake invoice of £4,516,798 to Zanzibarbers in Quxford yesterday";
    private const string Question = "zanzibar";

    // Of 50 ms each: a minute.
    private const int MostTries = 1200;
    private static readonly string[] Words = ["zanzibar", "quxford", "4,516,798", "4516798"];

    [Fact]
    public async Task Turns_incidents_and_queues_are_sent_to_a_collector_without_a_word_of_what_was_said()
    {
        await using var collector = await TelemetryCatcher.StartAsync();
        string[] expected =
        [
            "botadvice.turn.duration", "botadvice.incidents", "invoice-fraud-paid", "botadvice.unanswered", "botadvice.turns.active", "botadvice.turns.queued",
            "botadvice.streams.active", "botadvice.outbox.queued", "botadvice.replies", "botadvice.index.old", "http.server.request.duration",
        ];
        string[] spans = ["turn", "respond", "save", "invoice-fraud-paid"];
        string id;
        using (var bot = new ChannelHost([.. collector.Settings, ("OTEL_METRIC_EXPORT_INTERVAL", "500")]))
        {
            id = await TalkAsync(bot);
            // Metrics and traces are sent each in their own time.
            bool HasCome(string path, IEnumerable<string> names) => names.All(name => collector.Sent(path).Contains(name, StringComparison.Ordinal));
            for (var tries = 0; tries < MostTries && !(HasCome("v1/metrics", expected) && HasCome("v1/metrics", DashboardNames()) && HasCome("v1/traces", spans)); tries++)
            {
                await Task.Delay(50);
            }
        }

        var (metrics, traces) = (collector.Sent("v1/metrics"), collector.Sent("v1/traces"));
        Assert.All(expected, name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(spans, name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.All(DashboardNames(), name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All([.. Words, id], word => Assert.DoesNotContain(word, metrics + traces, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_log_line_of_any_level_holds_a_readers_words_and_none_of_ours_a_whole_id(bool isBroken)
    {
        using var log = new LogCatcher();
        string id;
        using (var bot = new ChannelHost(services: services =>
        {
            services.AddSingleton<ILoggerProvider>(log);
            services.PostConfigure<LoggerFilterOptions>(filter =>
            {
                filter.Rules.Clear();
                filter.MinLevel = LogLevel.Trace;
            });
            if (isBroken)
            {
                services.Replace(ServiceDescriptor.Singleton<IConversationStore, BrokenStore>());
                services.Replace(ServiceDescriptor.Singleton<IGrantStore, BrokenStore>());
            }
        }))
        {
            id = await TalkAsync(bot);
        }

        var lines = log.Lines.ToList();
        Assert.Contains(lines, line => line.Text.Contains(isBroken ? "failed" : "invoice-fraud-paid", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Category.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.All(Words, word => Assert.DoesNotContain(lines, line => line.Text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(lines, line => line.Category.StartsWith("BotAdvice", StringComparison.Ordinal) && line.Text.Contains(id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://collector.example")]
    public void A_collector_that_is_no_address_stops_the_start(string address)
    {
        var fault = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => BotAdvice.Bot.Hosting.BotHost.Create([$"--OTEL_EXPORTER_OTLP_ENDPOINT={address}"]));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_away_changes_nothing_for_readers()
    {
        using var bot = new RunningBot([("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]);
        using var http = bot.Client();
        var client = new FormClient(http);
        await client.OpenAsync();

        var page = await client.SayAsync(Story);

        Assert.Contains("0300 123 2040", page.Body!.TextContent, StringComparison.Ordinal);
    }

    // As Prometheus writes what comes by OTLP: dots become underscores, and unit and kind are added.
    private static IEnumerable<string> DashboardNames() =>
        Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "dashboard.json")), "(?:botadvice|dotnet|http)_[a-z_]+", RegexOptions.None, TimeSpan.FromSeconds(10))
            .Select(name => Regex.Replace(name.Value, "(?:_seconds_(?:count|bucket|sum)|_total|_bytes)$", "", RegexOptions.None, TimeSpan.FromSeconds(10)).Replace("memory_working_set", "memory.working_set", StringComparison.Ordinal))
            .Select(name => name switch
            {
                "http_response_status_code" => "http.response.status_code",
                "dotnet_process_memory.working_set" => "dotnet.process.memory.working_set",
                _ => name.Replace('_', '.'),
            })
            .Distinct();

    // By every door: the page, Direct Line with a stream, the Connector with a reply that is posted, and what is refused.
    private static async Task<string> TalkAsync(ChannelHost bot)
    {
        await using var catcher = await ReplyCatcher.StartAsync();
        var at = bot.Listen();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = at };
        var page = new FormClient(http);
        await page.OpenAsync();
        await page.SayAsync(Story);
        var id = page.Page.QuerySelector("input[name=conversation]")!.GetAttribute("value")!;
        await page.SayAsync(Question);
        await page.SayAsync(string.Concat(Enumerable.Repeat(Story, 1000)));
        foreach (var text in new[] { Story, Question })
        {
            var (status, _) = await http.CallAsync(HttpMethod.Post, "/api/messages", body: Activity(text, catcher.Address));
            Assert.Equal(HttpStatusCode.Accepted, status);
        }

        await http.CallAsync(HttpMethod.Post, "/api/messages", body: JsonSerializer.Serialize(Activity(Story, catcher.Address))[..^5]);
        await http.CallAsync(HttpMethod.Post, "/api/messages", body: $"{{\"type\":\"message\",\"text\":{{\"{Story}\":1}}}}");
        using var line = await DirectLineClient.StartAsync(at);
        await line.SayAsync(at, Story);
        await line.TakeAsync(2);
        while (catcher.Of("c1").Count == 0)
        {
            await Task.Delay(20);
        }

        return id;
    }

    private static object Activity(string text, string service) => new
    {
        type = "message",
        id = Guid.NewGuid().ToString(),
        channelId = "emulator",
        serviceUrl = service,
        from = new { id = "me", name = "Zanzibar" },
        recipient = new { id = "bot" },
        conversation = new { id = "c1" },
        text,
    };

    private sealed class LogCatcher : ILoggerProvider
    {
        public ConcurrentQueue<(string Category, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<(string Category, string Text)> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue((category, $"{formatter(state, exception)} {exception}"));
        }
    }
}

using System.Data.Common;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using BotAdvice.Bot.Storage;
using Dapper;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>
/// News between nodes, by LISTEN and NOTIFY of the PostgreSQL that they share. It is told after the turn was committed and many at a time, since
/// notifying inside of a transaction makes all of them queue for one lock. What goes missing costs no message: a stream also looks for itself
/// whenever it sends an empty frame.
/// </summary>
internal sealed partial class SharedNews(LocalNews here, PassingActivities passing, Database database, ILogger<SharedNews> logger)
    : BackgroundService, IConversationNews
{
    private const string ChannelName = "botadvice_news";
    private const int LongestPayload = 7900;
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RestAfterFault = TimeSpan.FromSeconds(1);

    private readonly string node = Guid.NewGuid().ToString("N");
    private readonly Channel<NewsBody> waiting = Channel.CreateBounded<NewsBody>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public void Tell(string conversationId)
    {
        here.Tell(conversationId);
        waiting.Writer.TryWrite(new(node, [conversationId], null));
    }

    public INewsListener Listen(string conversationId) => here.Listen(conversationId);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        passing.Added = (conversationId, activities) => waiting.Writer.TryWrite(new(node, [conversationId], activities));
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(HearAsync, stoppingToken), RepeatAsync(SpeakAsync, stoppingToken));

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (Exception fault) when (fault is DbException or IOException or TimeoutException)
            {
                LogCut(logger, fault);
                await Task.Delay(RestAfterFault, stopping);
            }
        }
    }

    private async Task HearAsync(CancellationToken stopping)
    {
        await using var connection = await ((PostgresDatabase)database).OpenAsync(stopping);
        connection.Notification += (_, news) => Hear(news.Payload);
        await connection.ExecuteAsync($"LISTEN {ChannelName}");

        // What was told while nobody listened is not told again.
        here.TellAll();
        while (true)
        {
            if (!await connection.WaitAsync(LookEvery, stopping))
            {
                // A network that was cut says nothing, and neither does a quiet evening: ask.
                await connection.ExecuteAsync("SELECT 1");
            }
        }
    }

    private async Task SpeakAsync(CancellationToken stopping)
    {
        while (await waiting.Reader.WaitToReadAsync(stopping))
        {
            foreach (var payload in Payloads())
            {
                await database.ReadAsync(connection => connection.ExecuteAsync("SELECT pg_notify(@ChannelName, @payload)", new { ChannelName, payload }), stopping);
            }
        }
    }

    // Everything that waits, in as few payloads as it fits into. What is too long for one is left out: it is an echo of what the client itself sent.
    private List<string> Payloads()
    {
        var payloads = new List<string>();
        var conversations = new HashSet<string>(StringComparer.Ordinal);
        while (conversations.Sum(id => id.Length + 3) < LongestPayload / 2 && waiting.Reader.TryRead(out var news))
        {
            conversations.UnionWith(news.Conversations);
            if (news.Passing is not null && JsonSerializer.Serialize(news, ActivityJson.Default.NewsBody) is { } told && Encoding.UTF8.GetByteCount(told) <= LongestPayload)
            {
                payloads.Add(told);
            }
        }

        // After what passes, so that who is woken by it finds that too.
        payloads.Add(JsonSerializer.Serialize(new NewsBody(node, [.. conversations], null), ActivityJson.Default.NewsBody));
        return payloads;
    }

    private void Hear(string payload)
    {
        try
        {
            if (JsonSerializer.Deserialize(payload, ActivityJson.Default.NewsBody) is not { } news || news.Node == node)
            {
                return;
            }

            foreach (var id in news.Conversations)
            {
                if (news.Passing is { } activities)
                {
                    passing.AddFromElsewhere(id, activities);
                }

                here.Tell(id);
            }
        }
        catch (JsonException fault)
        {
            LogNonsense(logger, fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "News from other nodes does not come through; streams look for themselves meanwhile")]
    private static partial void LogCut(ILogger logger, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "News that cannot be read")]
    private static partial void LogNonsense(ILogger logger, Exception fault);
}

/// <summary>What one node tells the others.</summary>
/// <param name="Node">Who tells it.</param>
/// <param name="Conversations">Which conversations have moved on.</param>
/// <param name="Passing">What is told in them without being stored; null for none.</param>
internal sealed record NewsBody(string Node, IReadOnlyList<string> Conversations, IReadOnlyList<Activity>? Passing);

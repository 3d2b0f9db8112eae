using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Support;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>
/// kill -9 at random moments under load. A few kills here; many with
/// <c>CRASH_KILLS=200 dotnet test --filter FullyQualifiedName~CrashTests --logger "console;verbosity=detailed"</c>.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int ClientsOfEachKind = 3;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("CRASH_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [SkippableFact]
    public async Task On_SQLite_no_reply_is_lost_doubled_or_out_of_order()
    {
        using var place = await TestDatabase.CreateAsync(StorageEngine.Sqlite);
        await RunAsync(place, nodes: 1);
    }

    [SkippableFact]
    public async Task On_PostgreSQL_with_two_nodes_no_reply_is_lost_doubled_or_out_of_order()
    {
        using var place = await TestDatabase.CreateAsync(StorageEngine.Postgres);
        await RunAsync(place, nodes: 2);
    }

    private async Task RunAsync(TestDatabase place, int nodes)
    {
        await using var catcher = await ReplyCatcher.StartAsync();
        var bots = Enumerable.Range(0, nodes).Select(_ => new BotProcess([.. place.Settings, ("Logging:LogLevel:Default", "Error")])).ToList();
        try
        {
            await RunAsync(place.Engine, bots, catcher);
        }
        finally
        {
            bots.ForEach(bot => bot.Dispose());
        }
    }

    private async Task RunAsync(StorageEngine engine, List<BotProcess> bots, ReplyCatcher catcher)
    {
        await Task.WhenAll(bots.Select(bot => bot.StartAsync()));
        Uri Node() => bots[RandomNumberGenerator.GetInt32(bots.Count)].Address;
        var clients = Enumerable.Range(0, ClientsOfEachKind)
            .SelectMany(_ => new CrashClient[] { new PollingClient(Node), new PostedClient(Node, catcher), new PageClient(Node) }).ToList();
        using var enough = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var talking = clients.Select(client => client.TalkAsync(enough.Token)).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            // Under load: whoever is killed has answered since the last time.
            for (var before = clients.Sum(client => client.Sent); clients.Sum(client => client.Sent) < before + clients.Count;)
            {
                await Task.Delay(5);
            }

            await Task.Delay(RandomNumberGenerator.GetInt32(400));
            var bot = bots[kill % bots.Count];
            bot.Kill();
            await bot.StartAsync();
        }

        await enough.CancelAsync();
        await Task.WhenAll(talking);
        await Task.WhenAll(clients.Select(client => client.CheckAsync()));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{engine}: {Kills} kills in {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} min, {clients.Sum(client => client.Sent)} messages, {clients.Sum(client => client.Faults.Count)} faults; {clients.Sum(client => client.PostedTwice)} replies posted to a channel a second time"));
        if (clients.Exists(client => client.Faults.Count > 0))
        {
            bots.ForEach(bot => output.WriteLine(bot.Output));
        }

        Assert.Equal([], clients.SelectMany(client => client.Faults).Distinct());
    }
}

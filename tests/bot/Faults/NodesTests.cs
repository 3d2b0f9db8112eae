using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Storage;
using BotAdvice.Indexer.Building;
using BotAdvice.Tests.Bot.Channels;
using BotAdvice.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotAdvice.Tests.Bot.Faults;

/// <summary>Several nodes on one PostgreSQL.</summary>
public sealed class NodesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly List<ChannelHost> nodes = [];
    private readonly List<Uri> at = [];
    private TestDatabase place = null!;

    public async Task InitializeAsync()
    {
        place = await TestDatabase.CreateAsync(StorageEngine.Postgres);
        for (var node = 0; node < 3; node++)
        {
            // A stream also looks for itself when it sends an empty frame; so late that no test passes by that.
            nodes.Add(new ChannelHost([.. place.Settings, ("DirectLine:KeepAliveSeconds", "60")]));
            at.Add(nodes[node].Listen());
        }
    }

    public Task DisposeAsync()
    {
        nodes.ForEach(node => node.Dispose());
        place?.Dispose();
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task A_stream_that_one_node_holds_tells_what_was_said_on_another()
    {
        using var client = await DirectLineClient.StartAsync(at[0]);
        await client.TakeAsync(1);
        var (across, here) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 40; turn++)
        {
            var node = turn % 2;
            var began = Stopwatch.GetTimestamp();
            var said = await client.SayAsync(at[node], "we paid a fake invoice");
            var heard = await client.TakeAsync(2);
            (node == 0 ? here : across).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

            Assert.Equal(said, heard[0].Text("id"));
            Assert.Equal(said, heard[1].Text("replyToId"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"From saying to hearing the reply, median of 20: {across.Order().ElementAt(10):0.0} ms on another node, {here.Order().ElementAt(10):0.0} ms on the same"));
    }

    [SkippableFact]
    public async Task Any_node_serves_any_request_and_all_is_said_once_in_one_order()
    {
        using var client = await DirectLineClient.StartAsync(at[0]);
        await client.TakeAsync(1);

        await Task.WhenAll(Enumerable.Range(0, 18).Select(number => client.SayAsync(at[number % 3], $"hello {number}")));

        var told = (await client.TakeAsync(36)).Select(activity => activity.Text("id")).ToList();
        Assert.Equal(36, told.Distinct().Count());
        foreach (var node in at)
        {
            Assert.Equal(told, (await client.PollAsync(node)).Skip(1).Select(activity => activity.Text("id")));
        }
    }

    [SkippableFact]
    public async Task What_is_told_but_not_stored_is_told_by_the_node_that_holds_the_stream()
    {
        using var client = await DirectLineClient.StartAsync(at[0]);
        await client.TakeAsync(1);

        var noted = await client.PostAsync(at[1], new { type = "event", name = "seen", from = new { id = "x" } });
        var first = await client.TakeAsync(1);
        var said = await client.SayAsync(at[2], "delete everything you have stored about me");
        var last = await client.TakeAsync(2);
        var after = await client.SayAsync(at[1], "hello");
        var next = await client.TakeAsync(2);

        Assert.Equal(noted, Assert.Single(first).Text("id"));
        Assert.Equal([said, said], [last[0].Text("id"), last[1].Text("replyToId")]);
        Assert.Contains("deleted", last[1].Text("text"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal([after, after], [next[0].Text("id"), next[1].Text("replyToId")]);
        Assert.Equal(2, (await client.PollAsync(at[0])).Count);
    }

    [SkippableFact]
    public async Task An_index_that_is_published_once_is_taken_up_by_all_nodes_while_they_answer()
    {
        using var client = await DirectLineClient.StartAsync(at[0]);
        using var over = new CancellationTokenSource();
        var talking = Task.Run(async () =>
        {
            await client.SayAsync(at[0], "we paid a fake invoice");
            while (!over.IsCancellationRequested)
            {
                await client.SayAsync(at[0], "summary");
            }
        });

        await nodes[1].Services.GetRequiredService<PublishedIndexes>().PublishAsync(await AnotherIndexAsync("published"), default);
        var began = Stopwatch.GetTimestamp();
        while (nodes.Exists(node => node.Services.GetRequiredService<CurrentKnowledge>().Fingerprint != "published") && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(50);
        }

        var took = Stopwatch.GetElapsedTime(began);
        await over.CancelAsync();
        await talking;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All three nodes answered from the published index after {took.TotalSeconds:0.0} s"));
        Assert.All(nodes, node => Assert.Equal("published", node.Services.GetRequiredService<CurrentKnowledge>().Fingerprint));
        var replies = (await client.PollAsync(at[2])).Where(activity => activity.TryGetProperty("replyToId", out _)).ToList();
        Assert.All(replies, reply => Assert.Contains("bank", reply.Text("text"), StringComparison.OrdinalIgnoreCase));

        // Half of one is refused by all, and the one before it goes on serving, also on a node that is started then.
        await nodes[1].Services.GetRequiredService<PublishedIndexes>().PublishAsync((await AnotherIndexAsync("half"))[..100_000], default);
        using var late = new ChannelHost(place.Settings);
        Assert.Equal("published", late.Services.GetRequiredService<CurrentKnowledge>().Fingerprint);
    }

    [SkippableFact]
    public async Task A_node_that_is_cut_off_from_the_database_gives_the_emergency_doors_and_catches_up_when_it_is_back()
    {
        using var network = new CuttableProxy((await PostgresServer.SharedAsync()).Port);
        var behind = place.ConnectionString.Replace(
            $"Port={(await PostgresServer.SharedAsync()).Port.ToString(CultureInfo.InvariantCulture)}", $"Port={network.Port.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal);
        using var node = new ChannelHost([.. place.Settings, ("Storage:ConnectionString", behind), ("DirectLine:KeepAliveSeconds", "5")]);
        var cutOff = node.Listen();
        using var client = await DirectLineClient.StartAsync(cutOff);
        await client.TakeAsync(1);

        network.Cut();
        await client.SayAsync(cutOff, "all our files are locked");
        var doors = await client.TakeAsync(2, seconds: 60);
        var elsewhere = await client.SayAsync(at[0], "we paid a fake invoice");
        network.Mend();
        var caughtUp = await client.TakeAsync(2, seconds: 60);
        var again = await client.SayAsync(cutOff, "hello");
        var heard = await client.TakeAsync(2);

        Assert.Contains("0300 123 2040", doors[1].Text("text"), StringComparison.Ordinal);
        Assert.Equal(elsewhere, caughtUp[0].Text("id"));
        Assert.Equal(again, heard[0].Text("id"));
    }

    private static async Task<byte[]> AnotherIndexAsync(string fingerprint)
    {
        var file = IndexFile.Read(await File.ReadAllBytesAsync(Shared.IndexPath), "test");
        using var stream = new MemoryStream();
        new IndexFile(file.SectionNames.Select(name => KeyValuePair.Create(
            name, name == KnowledgeFingerprint.SectionName ? Encoding.ASCII.GetBytes(fingerprint) : file.Section(name)))).Write(stream);
        return stream.ToArray();
    }
}

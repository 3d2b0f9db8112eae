using System.Globalization;

namespace BotAdvice.Benchmarks;

/// <summary>
/// Turns through <c>/api/messages</c> side by side: ours with SQLite on disk, Microsoft's JavaScript SDK with its memory storage, and Kestrel that does
/// nothing. Servers have one core and this program the other; they take turns in short rounds, so that what else the machine does falls on all.
/// </summary>
internal static class LoadComparison
{
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <summary>What is said in a triage: a story and the answers to two questions.</summary>
    public static readonly string[] Triage = ["we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed", "England", "not sure"];

    /// <param name="peer">The folder of the peer, with its packages installed; left out when they are not.</param>
    public static int Run(string peer)
    {
        LoadServer.Pin(Environment.ProcessId, core: 1);
        var data = Directory.CreateTempSubdirectory("botadvice-load-");
        var servers = new List<LoadServer>
        {
            new("BotAdvice, SQLite on disk: triage of three turns", Triage, "dotnet", [BenchmarkedBot.Path], ("Storage__Path", Path.Combine(data.FullName, "conversations.db"))),
            new("Kestrel, empty POST", ["hello"], "dotnet", [typeof(LoadComparison).Assembly.Location, "empty"]),
        };
        if (Directory.Exists(Path.Combine(peer, "node_modules")))
        {
            servers.Add(new("botbuilder-js, memory: echo", ["echo hello there"], "node", [Path.Combine(peer, "server.js")], ("NODE_ENV", "production")));
            servers.Add(new("botbuilder-js, memory: dialog of two prompts", ["hi", "Ann", "3"], "node", [Path.Combine(peer, "server.js")], ("NODE_ENV", "production")));
        }
        else
        {
            Console.WriteLine($"The peer is left out: its packages are not installed in {peer}.");
        }

        try
        {
            servers.ForEach(server => server.Start());
            foreach (var length in Enumerable.Repeat(Round, Rounds).Prepend(WarmUp))
            {
                servers.ForEach(server => server.DriveAsync(length, counts: length == Round).GetAwaiter().GetResult());
            }

            Print(servers);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
            data.Delete(recursive: true);
        }

        return 0;
    }

    private static void Print(List<LoadServer> servers)
    {
        var yardstick = servers.Find(server => server.Name.Contains("echo", StringComparison.Ordinal)) ?? servers[^1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rounds} rounds of {Round.TotalSeconds:0} s each, {LoadServer.Connections} connections; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
        Console.WriteLine($"| server | turns/s median (range) | times \"{yardstick.Name}\" | p50 ms | p99 ms, median of rounds | memory MB |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var server in servers)
        {
            // Round by round, since the machine is not the same in all.
            var ratio = Median(server.Rates.Zip(yardstick.Rates, (ours, theirs) => ours / theirs));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {server.Name} | {Median(server.Rates):0} ({server.Rates.Min():0}..{server.Rates.Max():0}) | {ratio:0.00} | {Median(server.Middles):0.0} | {Median(server.Tails):0.0} | {server.Megabytes:0} |"));
        }
    }

    private static double Median(IEnumerable<double> of) => of.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Benchmarks;

/// <summary>
/// Turns through <c>/api/messages</c> side by side: ours with SQLite on disk, Microsoft's JavaScript SDK with its memory storage, and Kestrel that does
/// nothing. Servers have one core and this program the other; they take turns in short rounds, so that what else the machine does falls on all.
/// </summary>
internal static class LoadComparison
{
    private const int Rounds = 5;
    private const int Connections = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private static readonly string[] Triage = ["we paid a supplier £4,500 yesterday and now they say they never got it, the bank details in the email had been changed", "England", "not sure"];

    /// <param name="peer">The folder of the peer, with its packages installed; left out when they are not.</param>
    public static int Run(string peer)
    {
        Pin(Environment.ProcessId, core: 1);
        var data = Directory.CreateTempSubdirectory("botadvice-load-");
        var servers = new List<Server>
        {
            new("BotAdvice, SQLite on disk: triage of three turns", Triage, "dotnet", [typeof(TurnPipeline).Assembly.Location], ("Storage__Path", Path.Combine(data.FullName, "conversations.db"))),
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

    private static void Print(List<Server> servers)
    {
        var yardstick = servers.Find(server => server.Name.Contains("echo", StringComparison.Ordinal)) ?? servers[^1];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Rounds} rounds of {Round.TotalSeconds:0} s each, {Connections} connections; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]}"));
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

    private static void Pin(int process, int core)
    {
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-acp", core.ToString(CultureInfo.InvariantCulture), process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        taskset.WaitForExit();
    }

    private sealed class Server(string name, string[] says, string program, string[] arguments, params (string Key, string Value)[] settings) : IDisposable
    {
        private static int conversations;
        private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        private readonly int port = FreePort();
        private Process? process;

        public string Name => name;

        public List<double> Rates { get; } = [];

        public List<double> Middles { get; } = [];

        public List<double> Tails { get; } = [];

        public double Megabytes { get; private set; }

        public void Start()
        {
            string[] own = arguments is [_, "empty"] ? [.. arguments, port.ToString(CultureInfo.InvariantCulture)] : arguments;
            var start = new ProcessStartInfo("taskset", ["-c", "0", program, .. own]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.Environment["PORT"] = port.ToString(CultureInfo.InvariantCulture);
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
            foreach (var (key, value) in settings)
            {
                start.Environment[key] = value;
            }

            process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!process.HasExited)
            {
                try
                {
                    using var client = new TcpClient("127.0.0.1", port);
                    return;
                }
                catch (SocketException)
                {
                    Thread.Sleep(50);
                }
            }

            throw new InvalidOperationException($"{name} does not start.");
        }

        /// <summary>Each connection asks, waits for the reply and asks again, a new conversation after the last of its words.</summary>
        public async Task DriveAsync(TimeSpan length, bool counts)
        {
            var began = Stopwatch.GetTimestamp();
            var took = (await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
            {
                var mine = new List<double>();
                while (Stopwatch.GetElapsedTime(began) < length)
                {
                    var conversation = Interlocked.Increment(ref conversations);
                    for (var turn = 0; turn < says.Length; turn++)
                    {
                        var asked = Stopwatch.GetTimestamp();
                        using var body = new ByteArrayContent(Activity(conversation, turn)) { Headers = { ContentType = new("application/json") } };
                        using var reply = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/api/messages"), body);
                        var text = await reply.Content.ReadAsByteArrayAsync();
                        mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                        if (reply.StatusCode != HttpStatusCode.OK || (arguments is not [_, "empty"] && text.Length < 50))
                        {
                            throw new InvalidOperationException($"{name}: {reply.StatusCode} {Encoding.UTF8.GetString(text)}");
                        }
                    }
                }

                return mine;
            }))).SelectMany(mine => mine).Order().ToList();
            if (counts)
            {
                Rates.Add(took.Count / Stopwatch.GetElapsedTime(began).TotalSeconds);
                Middles.Add(took[took.Count / 2]);
                Tails.Add(took[took.Count * 99 / 100]);
            }

            process!.Refresh();
            Megabytes = process.WorkingSet64 / 1048576.0;
        }

        public void Dispose()
        {
            process?.Kill(entireProcessTree: true);
            process?.WaitForExit();
            process?.Dispose();
            http.Dispose();
        }

        private byte[] Activity(int conversation, int turn) => JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "message",
            id = string.Create(CultureInfo.InvariantCulture, $"{conversation}-{turn}"),
            channelId = "emulator",
            serviceUrl = "http://127.0.0.1:9/",
            from = new { id = "u1", role = "user" },
            recipient = new { id = "b1" },
            conversation = new { id = string.Create(CultureInfo.InvariantCulture, $"load-{conversation}") },
            deliveryMode = "expectReplies",
            text = says[turn],
        });

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace BotAdvice.Benchmarks;

/// <summary>A server on the first core, and clients that talk to it.</summary>
internal sealed class LoadServer(string name, string[] says, string program, string[] arguments, params (string Key, string Value)[] settings) : IDisposable
{
    public const int Connections = 8;
    private static int conversations;
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
    private readonly int port = FreePort();
    private Process? process;

    public string Name => name;

    public Uri Address => new($"http://127.0.0.1:{port}");

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
    /// <param name="length">For how long.</param>
    /// <param name="counts">Whether the figures are kept.</param>
    /// <param name="perSecond">The most messages a second; null for as many as it takes.</param>
    public async Task DriveAsync(TimeSpan length, bool counts, double? perSecond = null)
    {
        var began = Stopwatch.GetTimestamp();
        var took = (await Task.WhenAll(Enumerable.Range(0, Connections).Select(async client =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(began) < length)
            {
                var conversation = Interlocked.Increment(ref conversations);
                for (var turn = 0; turn < says.Length; turn++)
                {
                    if (perSecond is { } rate && TimeSpan.FromSeconds(((mine.Count * Connections) + client) / rate) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } early)
                    {
                        await Task.Delay(early);
                    }

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

        Weigh();
    }

    /// <summary>Megabytes that the server holds now.</summary>
    public double Weigh()
    {
        process!.Refresh();
        return Megabytes = process.WorkingSet64 / 1048576.0;
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        http.Dispose();
    }

    /// <summary>Keeps a process, with its threads, on one core.</summary>
    public static void Pin(int process, int core)
    {
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-acp", core.ToString(CultureInfo.InvariantCulture), process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        taskset.WaitForExit();
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

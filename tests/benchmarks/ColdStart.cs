using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace BotAdvice.Benchmarks;

/// <summary>From starting the process to the first reply over HTTP, with an index built before; the median of some starts.</summary>
internal static class ColdStart
{
    private const int Starts = 7;

    public static void Run()
    {
        var times = Enumerable.Range(0, Starts + 1).Select(_ => Once()).Skip(1).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nCold start to first reply, {Starts} starts: median {times[Starts / 2]:0} ms, from {times[0]:0} to {times[^1]:0} ms"));
    }

    private static double Once()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var data = Directory.CreateTempSubdirectory("botadvice-start-");
        var started = Stopwatch.GetTimestamp();
        using var bot = Process.Start(new ProcessStartInfo("dotnet", [BenchmarkedBot.Path, "--urls", address.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["Storage__Path"] = Path.Combine(data.FullName, "conversations.db") },
        })!;
        bot.OutputDataReceived += (_, _) => { };
        bot.BeginOutputReadLine();
        try
        {
            using var client = new HttpClient { BaseAddress = address };
            while (true)
            {
                try
                {
                    using var reply = client.PostAsJsonAsync("/api/messages", Message).GetAwaiter().GetResult();
                    if (reply.StatusCode == HttpStatusCode.OK)
                    {
                        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                    }
                }
                catch (HttpRequestException)
                {
                    // Not listening yet.
                }

                Thread.Sleep(5);
            }
        }
        finally
        {
            bot.Kill();
            bot.WaitForExit();
            data.Delete(recursive: true);
        }
    }

    private static object Message => new
    {
        type = "message",
        id = "1",
        channelId = "emulator",
        from = new { id = "reader" },
        recipient = new { id = "bot" },
        conversation = new { id = "start" },
        serviceUrl = "http://localhost:9",
        deliveryMode = "expectReplies",
        text = "we paid a fake invoice yesterday",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

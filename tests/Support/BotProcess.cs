using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Tests.Support;

/// <summary>The bot as a process of its own, which can be killed and started again at the same address.</summary>
internal sealed class BotProcess(IReadOnlyList<(string Key, string Value)> settings) : IDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(90);

    private readonly List<string> said = [];
    private Process? process;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));

    /// <summary>What it wrote to standard output and error.</summary>
    public string Output
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said);
            }
        }
    }

    /// <summary>Megabytes of memory that it holds.</summary>
    public double Megabytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64 / 1048576.0;
        }
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        Begin();
        using var client = new HttpClient { BaseAddress = Address };
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var health = await client.GetAsync(new Uri("/healthz", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                Assert.True(!process!.HasExited && Stopwatch.GetElapsedTime(began) < LongestStart, $"The bot did not start:\n{Output}");
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Starts it and waits until it has ended.</summary>
    public async Task<int> RunAsync()
    {
        Begin();
        using var patience = new CancellationTokenSource(LongestStart);
        await process!.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>kill -9: nothing in it can be done any more.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (process is { HasExited: false })
        {
            Kill();
        }

        process?.Dispose();
    }

    private void Begin()
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [typeof(TurnPipeline).Assembly.Location, .. settings.Select(setting => $"--{setting.Key}={setting.Value}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["Knowledge__Path"] = Shared.IndexPath;
        process = Process.Start(start)!;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        lock (said)
        {
            if (line.Data is not null)
            {
                said.Add(line.Data);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

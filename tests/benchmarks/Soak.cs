using System.Globalization;

namespace BotAdvice.Benchmarks;

/// <summary>Triage through <c>/api/messages</c> at four fifths of the peak for many minutes: whether latency and memory stay flat.</summary>
internal static class Soak
{
    private const double OfPeak = 0.8;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Peak = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(int minutes)
    {
        LoadServer.Pin(Environment.ProcessId, core: 1);
        var data = Directory.CreateTempSubdirectory("botadvice-soak-");
        using var bot = new LoadServer("BotAdvice", LoadComparison.Triage, "dotnet", [BenchmarkedBot.Path], ("Storage__Path", Path.Combine(data.FullName, "conversations.db")));
        bot.Start();
        await bot.DriveAsync(Warm, counts: false);
        await bot.DriveAsync(Peak, counts: true);
        var rate = bot.Rates[0] * OfPeak;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Peak {bot.Rates[0]:0} turns/s; {minutes} minutes at {rate:0}\n| minute | turns/s | p50 ms | p99 ms | memory MB |\n| ---: | ---: | ---: | ---: | ---: |"));
        for (var minute = 1; minute <= minutes; minute++)
        {
            await bot.DriveAsync(TimeSpan.FromMinutes(1), counts: true, rate);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {minute} | {bot.Rates[^1]:0} | {bot.Middles[^1]:0.0} | {bot.Tails[^1]:0.0} | {bot.Megabytes:0} |"));
        }

        bot.Dispose();
        data.Delete(recursive: true);
        return 0;
    }
}

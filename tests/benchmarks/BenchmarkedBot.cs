using BotAdvice.Bot.Turns;

namespace BotAdvice.Benchmarks;

/// <summary>The bot that is started: as an operator has it after <c>dotnet publish</c> when BOT names its BotAdvice.Bot.dll, else as it was built.</summary>
internal static class BenchmarkedBot
{
    public static string Path => Environment.GetEnvironmentVariable("BOT") ?? typeof(TurnPipeline).Assembly.Location;
}

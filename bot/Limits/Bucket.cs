using System.Threading.RateLimiting;

namespace BotAdvice.Bot.Limits;

/// <summary>So many a minute: all of them at once if need be, then evenly.</summary>
internal static class Bucket
{
    private const int StepsInMinute = 60;

    public static TokenBucketRateLimiterOptions OfMinute(int most) => new()
    {
        TokenLimit = most,
        TokensPerPeriod = Math.Max(1, most / StepsInMinute),
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) * Math.Max(1, most / StepsInMinute) / most,
        QueueLimit = 0,
    };
}

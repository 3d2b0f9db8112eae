using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Storage;

/// <summary>Deletes conversations, records and codes whose time is over, once an hour.</summary>
internal sealed partial class Retention(
    IConversationStore store, IGrantStore grants, IOptions<StorageOptions> options, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                var deleted = await store.DeleteOlderAsync(time.GetUtcNow().AddDays(-options.Value.KeepDays), stoppingToken);
                deleted += await grants.DeleteExpiredGrantsAsync(time.GetUtcNow(), stoppingToken);
                LogDeleted(logger, deleted);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Debug, "{Count} expired conversations, records and codes deleted")]
    private static partial void LogDeleted(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Error, "Expired conversations, records and codes could not be deleted; tried again in an hour")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}

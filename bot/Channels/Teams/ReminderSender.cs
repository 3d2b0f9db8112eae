using BotAdvice.Bot.Knowledge;
using BotAdvice.Bot.Storage;

namespace BotAdvice.Bot.Channels.Teams;

/// <summary>Puts reminders that are due into the outbox, from which they are posted like any reply.</summary>
internal sealed partial class ReminderSender(
    ReminderStore store, TeamsReminders reminders, CurrentKnowledge current, TimeProvider time, ILogger<ReminderSender> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    // A clock that was put forward is often put back soon. Until it has stood by what it says for so long, no one is reminded by it.
    private static readonly TimeSpan JumpFrom = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DoubtedFor = TimeSpan.FromHours(1);

    private DateTimeOffset lookedAt = time.GetUtcNow();
    private long looked = time.GetTimestamp();
    private long? jumped;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (reminders.Days.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                // Without an index there are no words; a reminder can wait.
                while (IsClockBelieved() && current.Failure is null && await store.SendNextAsync(time.GetUtcNow(), reminders.Write, stoppingToken))
                {
                    LogSent(logger);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsClockBelieved()
    {
        var (now, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        if (now - lookedAt - time.GetElapsedTime(looked, stamp) > JumpFrom)
        {
            jumped = stamp;
        }

        (lookedAt, looked) = (now, stamp);
        return jumped is not { } at || time.GetElapsedTime(at, stamp) > DoubtedFor;
    }

    [LoggerMessage(1, LogLevel.Debug, "A reminder is on its way")]
    private static partial void LogSent(ILogger logger);

    [LoggerMessage(2, LogLevel.Error, "Reminders that are due could not be sent; tried again in a minute")]
    private static partial void LogFailed(ILogger logger, Exception fault);
}

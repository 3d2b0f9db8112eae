using System.Data.Common;

namespace BotAdvice.Bot.Storage;

/// <summary>
/// Opens the database before the first reader comes. A server that is away does not stop the start: readers get the emergency doors until it is
/// back. A database of a newer program does.
/// </summary>
internal sealed partial class StorageStart(Database database, ILogger<StorageStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.PingAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException)
        {
            LogNotOpen(logger, fault);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Critical, "The database cannot be used; readers get the emergency doors until it can. See Storage in the settings")]
    private static partial void LogNotOpen(ILogger logger, Exception fault);
}

using System.CommandLine;
using BotAdvice.Bot.Hosting;
using BotAdvice.Bot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Commands;

/// <summary><c>backup</c>: a copy of the SQLite file while the bot runs.</summary>
internal static class BackUpCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The new file; it must not exist yet." };
        var command = new Command("backup", "Copies the conversations of SQLite into a new file; the bot may run meanwhile. For PostgreSQL use pg_dump.") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = BotHost.Create([]);
            var options = host.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
            if (options.Engine is not StorageEngine.Sqlite || !File.Exists(options.Path))
            {
                await Console.Error.WriteLineAsync($"There is no SQLite file {Path.GetFullPath(options.Path)}. For PostgreSQL use pg_dump.");
                return Failed;
            }

            try
            {
                await SqliteDatabase.BackUpAsync(options.Path, parsed.GetRequiredValue(file).FullName, cancellationToken);
                return 0;
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"No backup: {fault.Message}");
                return Failed;
            }
        });
        return command;
    }
}

using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Storage;

internal static partial class StorageServices
{
    /// <summary>Conversations in SQLite; in memory, said loudly, when the disk cannot be written to.</summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IConversationStore>(services => Open(
            services.GetRequiredService<IOptions<StorageOptions>>().Value.Path, services.GetRequiredService<ILogger<SqliteConversationStore>>()));
        builder.Services.AddSingleton(services => (IGrantStore)services.GetRequiredService<IConversationStore>());
        builder.Services.AddHostedService<Retention>();
    }

    private static SqliteConversationStore Open(string path, ILogger logger)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new(path);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            LogInMemory(logger, fault, path);
            return new(null) { IsStandIn = true };
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Path} cannot be written: conversations are kept in memory and are lost when the bot stops. Mend Storage:Path and start again")]
    private static partial void LogInMemory(ILogger logger, Exception fault, string path);
}

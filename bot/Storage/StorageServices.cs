using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace BotAdvice.Bot.Storage;

internal static partial class StorageServices
{
    /// <summary>Conversations in SQLite or PostgreSQL; in memory, said loudly, when SQLite's disk cannot be written to.</summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Database>(services => Open(
            services.GetRequiredService<IOptions<StorageOptions>>().Value, services.GetRequiredService<ILogger<Database>>()));
        builder.Services.AddSingleton<IConversationStore, ConversationStore>();
        builder.Services.AddSingleton<IGrantStore, GrantStore>();
        builder.Services.AddSingleton<Outbox>();
        builder.Services.AddSingleton<ReminderStore>();
        if (builder.SharesStorage())
        {
            builder.Services.AddSingleton<PublishedIndexes>();
        }

        builder.Services.AddHostedService<StorageStart>();
        builder.Services.AddHostedService<Retention>();
    }

    /// <summary>Whether other nodes may be at work on the same conversations.</summary>
    public static bool SharesStorage(this IHostApplicationBuilder builder) =>
        builder.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() is { Engine: StorageEngine.Postgres };

    private static Database Open(StorageOptions options, ILogger logger)
    {
        if (options.Engine is StorageEngine.Postgres)
        {
            return new PostgresDatabase(options.ConnectionString);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
            return new SqliteDatabase(options.Path, options.MaxMegabytes);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            LogInMemory(logger, fault, options.Path);
            return new SqliteDatabase(null) { IsStandIn = true };
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Path} cannot be written: conversations are kept in memory and are lost when the bot stops. Mend Storage:Path and start again")]
    private static partial void LogInMemory(ILogger logger, Exception fault, string path);
}

using BotAdvice.Bot.Storage;

namespace BotAdvice.Tests.Support;

/// <summary>A database that is empty at first, of either engine, which can be opened again and again.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string connectionString;

    private TestDatabase(StorageEngine engine, string connectionString) => (Engine, this.connectionString) = (engine, connectionString);

    public StorageEngine Engine { get; }

    /// <summary>Makes one; the test is skipped where the engine is missing.</summary>
    public static async Task<TestDatabase> CreateAsync(StorageEngine engine) =>
        new(engine, engine is StorageEngine.Postgres ? await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() : "");

    public string File => folder.File("conversations.db");

    /// <summary>How to connect to it; empty for SQLite.</summary>
    public string ConnectionString => connectionString;

    /// <summary>What a bot is told to use it.</summary>
    public (string Key, string Value)[] Settings => Engine is StorageEngine.Postgres
        ?
        [
            ("Storage:Engine", "Postgres"), ("Storage:ConnectionString", connectionString), ("Storage:Path", File),
            ("DirectLine:SigningKey", "a key for tests, of thirty-two characters"),
        ]
        : [("Storage:Path", File)];

    public Database Open() => Engine is StorageEngine.Postgres ? new PostgresDatabase(connectionString) : new SqliteDatabase(File);

    public void Dispose() => folder.Dispose();
}

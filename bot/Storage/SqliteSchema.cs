using Dapper;
using Microsoft.Data.Sqlite;

namespace BotAdvice.Bot.Storage;

/// <summary>The tables, as numbered steps; each runs once, in order, in a transaction.</summary>
internal static class SqliteSchema
{
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            channel TEXT NOT NULL,
            version INTEGER NOT NULL,
            situation TEXT NOT NULL,
            started_at TEXT NOT NULL,
            last_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX conversations_last_at ON conversations (last_at);
        CREATE TABLE messages (
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            sequence INTEGER NOT NULL,
            id TEXT NOT NULL,
            reply_to_id TEXT,
            from_bot INTEGER NOT NULL,
            from_id TEXT NOT NULL,
            text TEXT NOT NULL,
            answer TEXT,
            at TEXT NOT NULL,
            channel_data TEXT,
            PRIMARY KEY (conversation_id, sequence),
            UNIQUE (conversation_id, id)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE grants (
            hash TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            situation TEXT NOT NULL,
            expires_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX grants_conversation_id ON grants (conversation_id);
        CREATE INDEX grants_expires_at ON grants (expires_at);
        """,
    ];

    /// <summary>Brings a database up to date.</summary>
    /// <exception cref="InvalidOperationException">The database was made by a later version of the program.</exception>
    public static void Migrate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)", transaction: transaction);
        var version = connection.QuerySingleOrDefault<int?>("SELECT version FROM schema_version", transaction: transaction) ?? 0;
        if (version > Steps.Length)
        {
            throw new InvalidOperationException(
                $"The database has schema {version}, this program knows {Steps.Length}. Run the newer program, or restore a backup from before the upgrade.");
        }

        foreach (var step in Steps.Skip(version))
        {
            connection.Execute(step, transaction: transaction);
        }

        connection.Execute("DELETE FROM schema_version; INSERT INTO schema_version VALUES (@version)", new { version = Steps.Length }, transaction);
        transaction.Commit();
    }
}

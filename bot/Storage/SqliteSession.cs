using Microsoft.Data.Sqlite;

namespace BotAdvice.Bot.Storage;

/// <summary>A connection that stays open and keeps the statements that each turn runs: to read one takes SQLite as long as to run it. For one thread at a time.</summary>
internal sealed class SqliteSession(string connectionString) : SqliteConnection(connectionString)
{
    private readonly Dictionary<string, SqliteCommand> kept = new(StringComparer.Ordinal);

    /// <summary>The command for a statement, always the same one: it is not to be disposed of.</summary>
    /// <param name="sql">One of a few; never with a value in it.</param>
    public SqliteCommand Kept(string sql)
    {
        if (!kept.TryGetValue(sql, out var command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            kept.Add(sql, command);
        }

        return command;
    }

    /// <summary>Runs a statement without values.</summary>
    public void Run(string sql, SqliteTransaction transaction)
    {
        var command = Kept(sql);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in kept.Values)
            {
                command.Dispose();
            }

            kept.Clear();
        }

        base.Dispose(disposing);
    }
}

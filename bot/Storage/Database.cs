using System.Data.Common;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>One engine: how to read, how to write in one transaction, and the few words in which the engines' SQL differs.</summary>
internal abstract class Database : IAsyncDisposable
{
    private static readonly MomentHandler Moments = new();

    static Database()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(Moments);
    }

    /// <summary>Put after a query whose rows other nodes leave alone until the transaction ends.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Runs queries outside a transaction.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>Runs statements that are all kept or all dropped, and kept through a crash of the machine once this returns.</summary>
    /// <param name="work">May run more than once; holds the database, so it does nothing else.</param>
    /// <param name="cancellationToken">Gives up before the commit; never half of it.</param>
    public abstract Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>As <see cref="WriteAsync"/>, for many megabytes that no reader waits for.</summary>
    public virtual Task<T> WriteMuchAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) => WriteAsync(work, cancellationToken);

    /// <summary>Runs a statement of a transaction.</summary>
    /// <returns>How many rows it changed.</returns>
    public static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object values, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));

    /// <summary>Runs a statement of a transaction that each turn runs, so that the engine keeps it ready.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Its values, in the same order each time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows it changed.</returns>
    public Task<int> ExecuteKeptAsync(
        DbTransaction transaction, string sql, ReadOnlySpan<(string Name, object? Value)> values, CancellationToken cancellationToken)
    {
        var command = Kept(transaction.Connection!, sql);
        command.Transaction = transaction;
        Set(command, values);
        return command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Finds one row with a query that each turn runs, so that the engine keeps it ready.</summary>
    /// <param name="connection">As <see cref="ReadAsync"/> gives it.</param>
    /// <param name="sql">The query.</param>
    /// <param name="key">Its one value.</param>
    /// <param name="read">Makes something of the row.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was made of it; null when there is no row.</returns>
    public async Task<T?> FindKeptAsync<T>(
        DbConnection connection, string sql, (string Name, object? Value) key, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var command = Kept(connection, sql);
        Set(command, [key]);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? read(rows) : default;
    }

    /// <summary>A moment in a column of a row.</summary>
    public static DateTimeOffset Moment(DbDataReader row, int column) => Moments.Parse(row.GetValue(column));

    /// <summary>A command for a statement that will be run again and again on this connection.</summary>
    protected abstract DbCommand Kept(DbConnection connection, string sql);

    /// <summary>Makes sure that what was deleted is gone from the engine's files too, as far as the engine can.</summary>
    public abstract Task EraseAsync(CancellationToken cancellationToken);

    /// <summary>Whether a statement failed because a row with the same key is there.</summary>
    public abstract bool IsDuplicate(DbException fault);

    /// <summary>Throws when the database cannot be written to now.</summary>
    public abstract Task PingAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    private static void Set(DbCommand command, ReadOnlySpan<(string Name, object? Value)> values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            if (at == command.Parameters.Count)
            {
                var made = command.CreateParameter();
                made.ParameterName = values[at].Name;
                command.Parameters.Add(made);
            }

            var parameter = command.Parameters[at];
            if (values[at].Value is DateTimeOffset moment)
            {
                Moments.SetValue(parameter, moment);
            }
            else
            {
                parameter.Value = values[at].Value ?? DBNull.Value;
            }
        }
    }
}

using System.Data.Common;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>One engine: how to read, how to write in one transaction, and the few words in which the engines' SQL differs.</summary>
internal abstract class Database : IAsyncDisposable
{
    static Database()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.AddTypeHandler(new MomentHandler());
    }

    /// <summary>Put after a query whose rows other nodes leave alone until the transaction ends.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Runs queries outside a transaction.</summary>
    public abstract Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken);

    /// <summary>Runs statements that are all kept or all dropped, and kept through a crash of the machine once this returns.</summary>
    /// <param name="work">May run more than once; holds the database, so it does nothing else.</param>
    /// <param name="cancellationToken">Gives up before the commit; never half of it.</param>
    public abstract Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs a statement of a transaction.</summary>
    /// <returns>How many rows it changed.</returns>
    public static Task<int> ExecuteAsync(DbTransaction transaction, string sql, object values, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));

    /// <summary>Makes sure that what was deleted is gone from the engine's files too, as far as the engine can.</summary>
    public abstract Task EraseAsync(CancellationToken cancellationToken);

    /// <summary>Whether a statement failed because a row with the same key is there.</summary>
    public abstract bool IsDuplicate(DbException fault);

    /// <summary>Throws when the database cannot be written to now.</summary>
    public abstract Task PingAsync(CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}

using System.Data.Common;
using Dapper;
using Npgsql;

namespace BotAdvice.Bot.Storage;

/// <summary>One PostgreSQL for any number of nodes.</summary>
internal sealed class PostgresDatabase : Database
{
    // Any number; the same in every version of the program.
    private const long MigrationLock = 7_301_974_118;

    private static readonly TimeSpan RestAfterFault = TimeSpan.FromSeconds(1);

    private const int SecondsForMuch = 120;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource patient;
    private readonly SemaphoreSlim one = new(1);
    private volatile bool isUpToDate;
    private long restUntil;

    public PostgresDatabase(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);

        // A reader waits for this, so the emergency doors must not be long in coming. What the operator sets wins.
        Default("Timeout", 3);
        Default("Command Timeout", 5);
        Default("Cancellation Timeout", 1000);
        Default("Max Auto Prepare", 40);
        Default("Application Name", "BotAdvice");
        source = NpgsqlDataSource.Create(settings);
        patient = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { CommandTimeout = SecondsForMuch, Pooling = false });

        void Default(string name, object value)
        {
            if (!settings.ShouldSerialize(name))
            {
                settings[name] = value;
            }
        }
    }

    public override string SkipLocked => "FOR UPDATE SKIP LOCKED";

    public override Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken) =>
        AgainWhenCutAsync(query, cancellationToken);

    public override Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        AgainWhenCutAsync(connection => WriteAsync(connection, work, cancellationToken), cancellationToken);

    // An index is some tens of megabytes: a busy disk may need longer to commit them than a reader is made to wait.
    public override async Task<T> WriteMuchAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await patient.OpenConnectionAsync(cancellationToken);
        await BringUpToDateAsync(connection, cancellationToken);
        return await WriteAsync(connection, work, cancellationToken);
    }

    /// <summary>A connection of its own, to listen on.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await BringUpToDateAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Deleted rows are overwritten when the server's autovacuum comes round; nothing here can hasten it without holding up others.
    public override Task EraseAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override bool IsDuplicate(DbException fault) => fault.SqlState is PostgresErrorCodes.UniqueViolation;

    public override Task PingAsync(CancellationToken cancellationToken) => WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "UPDATE schema_version SET version = version WHERE false", transaction: transaction, cancellationToken: cancellationToken)),
        cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        one.Dispose();
        await patient.DisposeAsync();
        await source.DisposeAsync();
    }

    // The driver keeps ready what is often run.
    protected override DbCommand Kept(DbConnection connection, string sql) => new NpgsqlCommand(sql, (NpgsqlConnection)connection);

    private static async Task<T> WriteAsync<T>(DbConnection connection, Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var value = await work(transaction);

        // From here on giving up would leave it open whether the turn was saved.
        await transaction.CommitAsync(CancellationToken.None);
        return value;
    }

    // After a restart of the server the first use of each pooled connection fails, which no reader should notice: a turn that was
    // saved although its connection broke is found by its version when it is tried again.
    private async Task<T> AgainWhenCutAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            await using var connection = await OpenUnlessRestingAsync(cancellationToken);
            try
            {
                return await work(connection);
            }
            catch (Exception fault) when (isFirst && IsCut(fault) && !cancellationToken.IsCancellationRequested)
            {
                source.Clear();
            }
        }
    }

    private static bool IsCut(Exception fault) =>
        fault is NpgsqlException { InnerException: IOException } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    // While the server is away a reader waits for it once; the many who write in the same moment are not made to queue for it.
    private async Task<NpgsqlConnection> OpenUnlessRestingAsync(CancellationToken cancellationToken)
    {
        if (Environment.TickCount64 < Interlocked.Read(ref restUntil))
        {
            throw new NpgsqlException("The database could not be reached a moment ago.");
        }

        try
        {
            return await OpenAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            Interlocked.Exchange(ref restUntil, Environment.TickCount64 + (long)RestAfterFault.TotalMilliseconds);
            throw;
        }
    }

    // Not at the start alone: a node may be started while the server is away.
    private async Task BringUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (isUpToDate)
        {
            return;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            if (!isUpToDate)
            {
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                await connection.ExecuteAsync(new CommandDefinition(
                    "SELECT pg_advisory_xact_lock(@MigrationLock)", new { MigrationLock }, transaction, commandTimeout: 0, cancellationToken: cancellationToken));
                await Migrations.RunAsync(transaction, Migrations.Of(StorageEngine.Postgres), cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                isUpToDate = true;
            }
        }
        finally
        {
            one.Release();
        }
    }
}

using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using BotAdvice.Bot.Turns;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BotAdvice.Bot.Storage;

/// <summary>
/// One SQLite file. All writing goes through one thread, which commits whatever waits in one go: the disk is waited for once for many
/// turns, and nobody fights over the file. Reading goes on beside it.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int Constraint = 19;
    private const int MostWaiting = 4096;
    private const int MostInCommit = 128;
    private const int PageSize = 4096;

    // Kept open between turns; when more read at once, theirs are closed again.
    private const int MostReaders = 16;

    private readonly string connectionString;
    private readonly SqliteSession writer;
    private readonly ConcurrentStack<SqliteSession> readers = new();

    // What comes wakes the thread itself; otherwise a thread of the pool would be woken first, to do no more than that.
    private readonly Channel<Write> writes = Channel.CreateBounded<Write>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true, AllowSynchronousContinuations = true });

    private readonly Thread thread;

    /// <summary>Opens the file, makes it if it is missing, and brings its schema up to date.</summary>
    /// <param name="path">The file; null keeps everything in memory until the process ends.</param>
    /// <param name="maxMegabytes">The size at which it counts as full; 0 for no limit.</param>
    /// <exception cref="SqliteException">The file cannot be opened for writing.</exception>
    /// <exception cref="NewerDatabaseException">It was made by a later version of the program.</exception>
    public SqliteDatabase(string? path, int maxMegabytes = 0)
    {
        connectionString = path is null
            ? $"Data Source=botadvice-{Guid.NewGuid():N};Mode=Memory;Cache=Shared"
            : new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10, Pooling = false }.ToString();

        if (path is not null && !File.Exists(path))
        {
            MakeForOwner(path);
        }

        writer = new(connectionString);
        writer.Open();
        var pages = maxMegabytes > 0 ? (long)maxMegabytes * 1024 * 1024 / PageSize : 0;
        writer.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA max_page_count = {pages};"));
        using (var transaction = writer.BeginTransaction(deferred: false))
        {
            Migrations.RunAsync(transaction, Migrations.Of(StorageEngine.Sqlite), CancellationToken.None).GetAwaiter().GetResult();

            // No other process uses the file: what the last one was sending when it stopped is to be sent again.
            transaction.Connection!.Execute("UPDATE outbox SET due_at = made_at", transaction: transaction);
            transaction.Commit();
        }

        thread = new(CommitAll) { IsBackground = true, Name = "SQLite writer" };
        thread.Start();
    }

    /// <summary>Stands in for a file that cannot be written: it works, but a restart loses what it holds.</summary>
    public bool IsStandIn { get; init; }

    public override string SkipLocked => "";

    public override async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> query, CancellationToken cancellationToken)
    {
        if (!readers.TryPop(out var reader))
        {
            reader = new(connectionString);
            await reader.OpenAsync(cancellationToken);

            // A turn reads a few pages of its own; the usual two megabytes for each reader would hold pages that nobody asks for again.
            await reader.ExecuteAsync("PRAGMA cache_size = -256");
        }

        T found;
        try
        {
            found = await query(reader);
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }

        if (readers.Count < MostReaders)
        {
            readers.Push(reader);
        }
        else
        {
            await reader.DisposeAsync();
        }

        return found;
    }

    public override async Task<T> WriteAsync<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new Write<T>(work, cancellationToken);
        await writes.Writer.WriteAsync(write, cancellationToken);
        return await write.Result;
    }

    // Deleted rows are overwritten with zeros; this takes them out of the file of recent changes too.
    public override Task EraseAsync(CancellationToken cancellationToken) => ReadAsync(
        connection => connection.ExecuteAsync(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: cancellationToken)), cancellationToken);

    /// <summary>Writes a whole copy of a database, as it is at one moment, into a new file, while a bot may be using it.</summary>
    public static async Task BackUpAsync(string from, string to, CancellationToken cancellationToken)
    {
        MakeForOwner(to);
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("VACUUM INTO @to", new { to }, commandTimeout: 0, cancellationToken: cancellationToken));
    }

    public override bool IsDuplicate(DbException fault) => fault is SqliteException { SqliteErrorCode: Constraint };

    public override Task PingAsync(CancellationToken cancellationToken) => IsStandIn
        ? throw new InvalidOperationException("Conversations are kept in memory, because their file cannot be written.")

        // A full or read-only disk shows only when something is written.
        : WriteAsync(transaction => transaction.Connection!.ExecuteAsync("UPDATE schema_version SET version = version", transaction: transaction), cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        writes.Writer.TryComplete();
        thread.Join();
        while (readers.TryPop(out var reader))
        {
            await reader.DisposeAsync();
        }

        await writer.DisposeAsync();
    }

    protected override DbCommand Kept(DbConnection connection, string sql) => ((SqliteSession)connection).Kept(sql);

    // What people tell is for this program's user alone; SQLite gives its side files the same rights.
    private static void MakeForOwner(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Open(path, how).Dispose();
    }

    private void CommitAll()
    {
        var together = new List<Write>();
        while (writes.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MostInCommit && writes.Reader.TryRead(out var write))
            {
                together.Add(write);
            }

            try
            {
                using var transaction = writer.BeginTransaction(deferred: false);
                together.ForEach(write => write.Run(writer, transaction));
                transaction.Commit();
            }
            catch (Exception fault)
            {
                together.ForEach(write => write.Fail(fault));
                continue;
            }

            together.ForEach(write => write.Finish());
        }
    }

    /// <summary>What somebody waits for to be written.</summary>
    private abstract class Write
    {
        public abstract void Run(SqliteSession session, SqliteTransaction transaction);

        public abstract void Fail(Exception fault);

        public abstract void Finish();
    }

    private sealed class Write<T>(Func<DbTransaction, Task<T>> work, CancellationToken cancellationToken) : Write
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? refused;
        private T value = default!;

        public Task<T> Result => done.Task;

        // SQLite has no asynchronous calls; its tasks are over when they are returned.
        public override void Run(SqliteSession session, SqliteTransaction transaction)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                refused = new OperationCanceledException(cancellationToken);
                return;
            }

            session.Run("SAVEPOINT one", transaction);
            try
            {
                value = work(transaction).GetAwaiter().GetResult();
            }
            catch (Exception fault) when (fault is StaleConversationException or SqliteException { SqliteErrorCode: Constraint })
            {
                // This one alone is refused. Any other fault, such as a full disk, is everybody's.
                refused = fault;
                session.Run("ROLLBACK TO one", transaction);
            }

            session.Run("RELEASE one", transaction);
        }

        public override void Fail(Exception fault) => done.TrySetException(refused ?? fault);

        public override void Finish()
        {
            if (refused is null)
            {
                done.TrySetResult(value);
            }
            else
            {
                done.TrySetException(refused);
            }
        }
    }
}

using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>An activity that is to be posted to a channel.</summary>
/// <param name="Number">Its place: those of one conversation are posted in this order.</param>
/// <param name="Activity">The activity, whole, as JSON.</param>
/// <param name="Tries">How often it was tried, this time included; from 1.</param>
/// <param name="MadeAt">When the turn that made it was saved.</param>
internal sealed record Delivery(long Number, string Activity, int Tries, DateTimeOffset MadeAt);

/// <summary>
/// What waits to be posted. A turn puts it there in its own transaction, so it outlives a crash. It is claimed by one node for a time; a
/// node that dies meanwhile lets go of it when that time is over, and another posts it, perhaps for the second time.
/// </summary>
internal sealed class Outbox(Database database, TimeProvider time)
{
    /// <summary>Nothing waits longer than this for its next try, so a moment further off was written by a clock that has been put right since.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Claims what is due: of each conversation the first that is left.</summary>
    /// <param name="most">How many.</param>
    /// <param name="lease">How long nobody else gets them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<IReadOnlyList<Delivery>> ClaimAsync(int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync<IReadOnlyList<Delivery>>(
            async transaction =>
            {
                var rows = await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(
                    $"""
                    WITH due AS (
                        SELECT number FROM outbox AS this
                        WHERE (due_at <= @now OR due_at > @never)
                        AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.conversation_id = this.conversation_id AND earlier.number < this.number)
                        ORDER BY number LIMIT @most {database.SkipLocked})
                    UPDATE outbox SET due_at = @until, tries = tries + 1 WHERE number IN (SELECT number FROM due)
                    RETURNING number, activity, tries, made_at AS MadeAt
                    """,
                    new { now, never = now + LongestWait, until = now + lease, most },
                    transaction,
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => new Delivery(row.Number, row.Activity, row.Tries, row.MadeAt)).OrderBy(delivery => delivery.Number)];
            },
            cancellationToken);
    }

    /// <summary>Whether anything is due, without claiming it.</summary>
    public Task<bool> HasDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "SELECT EXISTS (SELECT 1 FROM outbox WHERE due_at <= @now OR due_at > @never)",
                new { now, never = now + LongestWait },
                cancellationToken: cancellationToken)),
            cancellationToken);
    }

    /// <summary>Keeps what is claimed for some time more.</summary>
    public Task RenewAsync(IReadOnlyList<long> numbers, TimeSpan lease, CancellationToken cancellationToken) => ExecuteAsync(
        "UPDATE outbox SET due_at = @until WHERE number = @number", numbers.Select(number => new { number, until = time.GetUtcNow() + lease }), cancellationToken);

    /// <summary>Takes out what was posted, or given up.</summary>
    public Task DoneAsync(long number, CancellationToken cancellationToken) =>
        ExecuteAsync("DELETE FROM outbox WHERE number = @number", new { number }, cancellationToken);

    /// <summary>Lets go of it until it is tried again.</summary>
    /// <param name="number">Which.</param>
    /// <param name="wait">At most <see cref="LongestWait"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task LaterAsync(long number, TimeSpan wait, CancellationToken cancellationToken) =>
        ExecuteAsync("UPDATE outbox SET due_at = @due WHERE number = @number", new { number, due = time.GetUtcNow() + wait }, cancellationToken);

    /// <summary>How many activities wait.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT count(*) FROM outbox", cancellationToken: cancellationToken)), cancellationToken);

    private Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken)), cancellationToken);

    private sealed class Row
    {
        public long Number { get; init; }

        public required string Activity { get; init; }

        public int Tries { get; init; }

        public DateTimeOffset MadeAt { get; init; }
    }
}

using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>The indexes of the knowledge base that were published for all nodes, in the database that they share.</summary>
internal sealed class PublishedIndexes(Database database, TimeProvider time)
{
    private const int Kept = 3;

    /// <summary>Those that are kept, newest first; empty when none was ever published.</summary>
    public Task<IReadOnlyList<long>> NumbersAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<long>>(
        async connection => [.. await connection.QueryAsync<long>(new CommandDefinition(
            "SELECT number FROM published_indexes ORDER BY number DESC", cancellationToken: cancellationToken))],
        cancellationToken);

    /// <summary>The bytes of an index file.</summary>
    public Task<byte[]> ReadAsync(long number, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleAsync<byte[]>(new CommandDefinition(
            "SELECT content FROM published_indexes WHERE number = @number", new { number }, cancellationToken: cancellationToken)),
        cancellationToken);

    /// <summary>Publishes an index and drops the oldest.</summary>
    /// <returns>Its number.</returns>
    public Task<long> PublishAsync(byte[] content, CancellationToken cancellationToken) => database.WriteMuchAsync(
        transaction => transaction.Connection!.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            DELETE FROM published_indexes WHERE number NOT IN (SELECT number FROM published_indexes ORDER BY number DESC LIMIT @others);
            INSERT INTO published_indexes (published_at, content) VALUES (@now, @content) RETURNING number
            """,
            new { others = Kept - 1, now = time.GetUtcNow(), content },
            transaction,
            cancellationToken: cancellationToken)),
        cancellationToken);
}

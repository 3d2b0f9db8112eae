using System.Data.Common;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>Grants in a database of either engine.</summary>
internal sealed class GrantStore(Database database) : IGrantStore
{
    /// <summary>Saves what a turn gives and takes, in the turn's own transaction.</summary>
    /// <exception cref="StaleConversationException">The resume code was used by another turn meanwhile.</exception>
    public static async Task SaveAsync(
        DbTransaction transaction, string conversationId, Situation next, GrantChanges changes, CancellationToken cancellationToken)
    {
        if (changes.Spent is { } spent && await ExecuteAsync("DELETE FROM grants WHERE hash = @spent AND kind = 'resume'", new { spent }) == 0)
        {
            throw new StaleConversationException(conversationId);
        }

        if (changes.TakenFrom is { } before)
        {
            await ExecuteAsync("UPDATE grants SET conversation_id = @conversationId WHERE conversation_id = @before AND kind = 'record'", new { conversationId, before });
        }

        if (changes.Followed is { } followed)
        {
            await ExecuteAsync(
                "UPDATE grants SET situation = @situation WHERE hash = @followed AND kind = 'record'",
                new { situation = Write(next with { Before = [] }), followed });
        }

        if (changes.Given.Any(grant => grant.Kind is GrantKind.Resume))
        {
            await ExecuteAsync("DELETE FROM grants WHERE conversation_id = @conversationId AND kind = 'resume'", new { conversationId });
        }

        foreach (var grant in changes.Given)
        {
            await ExecuteAsync(
                """
                INSERT INTO grants (hash, kind, conversation_id, situation, expires_at) VALUES (@Hash, @kind, @ConversationId, @situation, @ExpiresAt)
                ON CONFLICT (hash) DO UPDATE SET conversation_id = @ConversationId, situation = @situation, expires_at = @ExpiresAt
                """,
                new { grant.Hash, kind = Name(grant.Kind), grant.ConversationId, situation = Write(grant.Situation), grant.ExpiresAt });
        }

        Task<int> ExecuteAsync(string sql, object values) =>
            Database.ExecuteAsync(transaction, sql, values, cancellationToken);
    }

    public Task<Grant?> FindGrantAsync(string hash, GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                """
                SELECT conversation_id AS ConversationId, situation AS Situation, expires_at AS ExpiresAt FROM grants
                WHERE hash = @hash AND kind = @kind AND expires_at > @now
                """,
                new { hash, kind = Name(kind), now },
                cancellationToken: cancellationToken));
            return row is null
                ? null
                : new Grant(hash, kind, row.ConversationId, JsonSerializer.Deserialize(row.Situation, StoredJson.Default.Situation) ?? Situation.New, row.ExpiresAt);
        },
        cancellationToken);

    public async Task DeleteGrantAsync(string hash, CancellationToken cancellationToken)
    {
        await DeleteAsync("DELETE FROM grants WHERE hash = @hash", new { hash }, cancellationToken);
        await database.EraseAsync(cancellationToken);
    }

    public Task<int> DeleteExpiredGrantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        DeleteAsync("DELETE FROM grants WHERE expires_at <= @now", new { now }, cancellationToken);

    private Task<int> DeleteAsync(string sql, object values, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken)), cancellationToken);

    private static string Name(GrantKind kind) => kind is GrantKind.Record ? "record" : "resume";

    private static string Write(Situation situation) => JsonSerializer.Serialize(situation, StoredJson.Default.Situation);

    private sealed class Row
    {
        public required string ConversationId { get; init; }

        public required string Situation { get; init; }

        public DateTimeOffset ExpiresAt { get; init; }
    }
}

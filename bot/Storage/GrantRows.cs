using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>Grants as rows, in SQL that every engine understands. Whoever saves a turn passes its own transaction.</summary>
internal static class GrantRows
{
    /// <summary>Saves what a turn gives and takes.</summary>
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
                INSERT INTO grants (hash, kind, conversation_id, situation, expires_at) VALUES (@Hash, @kind, @ConversationId, @situation, @expires)
                ON CONFLICT (hash) DO UPDATE SET conversation_id = @ConversationId, situation = @situation, expires_at = @expires
                """,
                new { grant.Hash, kind = Name(grant.Kind), grant.ConversationId, situation = Write(grant.Situation), expires = Text(grant.ExpiresAt) });
        }

        Task<int> ExecuteAsync(string sql, object values) =>
            transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, values, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>The grant with this hash whose time is not over; otherwise null.</summary>
    public static async Task<Grant?> FindAsync(DbConnection connection, string hash, GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            SELECT conversation_id AS ConversationId, situation AS Situation, expires_at AS ExpiresAt FROM grants
            WHERE hash = @hash AND kind = @kind AND expires_at > @now
            """,
            new { hash, kind = Name(kind), now = Text(now) },
            cancellationToken: cancellationToken));
        return row is null ? null : new(
            hash,
            kind,
            row.ConversationId,
            JsonSerializer.Deserialize(row.Situation, StoredJson.Default.Situation) ?? Situation.New,
            DateTimeOffset.Parse(row.ExpiresAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
    }

    /// <summary>Deletes one.</summary>
    public static Task DeleteAsync(DbConnection connection, string hash, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("DELETE FROM grants WHERE hash = @hash", new { hash }, cancellationToken: cancellationToken));

    /// <summary>Deletes those whose time is over; returns how many.</summary>
    public static Task<int> DeleteExpiredAsync(DbConnection connection, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("DELETE FROM grants WHERE expires_at <= @now", new { now = Text(now) }, cancellationToken: cancellationToken));

    private static string Name(GrantKind kind) => kind is GrantKind.Record ? "record" : "resume";

    private static string Write(Situation situation) => JsonSerializer.Serialize(situation, StoredJson.Default.Situation);

    // Fixed width, UTC: sorts as text.
    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private sealed class Row
    {
        public required string ConversationId { get; init; }

        public required string Situation { get; init; }

        public required string ExpiresAt { get; init; }
    }
}

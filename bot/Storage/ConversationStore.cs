using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>Conversations in a database of either engine.</summary>
internal sealed class ConversationStore(Database database, TimeProvider time) : IConversationStore
{
    private const int MostDeletedAtOnce = 200;

    public Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) => database.ReadAsync(
        async connection =>
        {
            var row = await connection.QuerySingleOrDefaultAsync<ConversationRow>(new CommandDefinition(
                """
                SELECT id, channel, version, last_sequence AS LastSequence, situation, started_at AS StartedAt
                FROM conversations WHERE id = @id
                """,
                new { id },
                cancellationToken: cancellationToken));
            return row?.Conversation();
        },
        cancellationToken);

    public async Task<Conversation> BeginAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is { } begun)
        {
            return begun;
        }

        await database.WriteAsync(
            transaction => Database.ExecuteAsync(
                transaction,
                """
                INSERT INTO conversations (id, channel, version, last_sequence, situation, started_at, last_at)
                VALUES (@id, @channel, 0, coalesce((SELECT last_sequence FROM forgotten WHERE conversation_hash = @hash), 0), @situation, @now, @now)
                ON CONFLICT (id) DO NOTHING
                """,
                new { id, channel, hash = Hash(id), situation = Write(Situation.New), now },
                cancellationToken),
            cancellationToken);
        return await FindAsync(id, cancellationToken) ?? throw new StaleConversationException(id);
    }

    public async Task<IReadOnlyList<Message>> SaveTurnAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken)
    {
        var messages = Numbered(conversation, turn);
        await database.WriteAsync(
            async transaction =>
            {
                await (turn.Forget
                    ? ForgetAsync(transaction, conversation, messages[^1].Sequence, cancellationToken)
                    : KeepAsync(transaction, conversation, turn, messages, cancellationToken));
                await Database.ExecuteAsync(
                    transaction,
                    "INSERT INTO outbox (conversation_id, activity, tries, made_at, due_at) VALUES (@Id, @activity, 0, @at, @at)",
                    turn.ToPost.Select(activity => new { conversation.Id, activity, at = messages[^1].At }),
                    cancellationToken);
                return true;
            },
            cancellationToken);
        if (!turn.Forget)
        {
            return messages;
        }

        await database.EraseAsync(cancellationToken);
        return [.. messages.Select(message => message with { Sequence = 0 })];
    }

    public Task<IReadOnlyList<Message>> FindTurnAsync(string conversationId, string activityId, CancellationToken cancellationToken) => QueryAsync(
        """
        sequence >= (SELECT sequence FROM messages WHERE conversation_id = @conversationId AND id = @activityId)
        AND (id = @activityId OR reply_to_id = @activityId)
        """,
        new { conversationId, activityId, most = int.MaxValue },
        cancellationToken);

    public Task<IReadOnlyList<Message>> MessagesAsync(string conversationId, long after, int most, CancellationToken cancellationToken) =>
        QueryAsync("sequence > @after", new { conversationId, after, most }, cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await database.WriteAsync(transaction => DeleteWithEarlierAsync(transaction, id, cancellationToken), cancellationToken);
        await database.EraseAsync(cancellationToken);
    }

    public async Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            transaction => Database.ExecuteAsync(transaction, "DELETE FROM forgotten WHERE at < @before", new { before }, cancellationToken), cancellationToken);

        // In steps, so that nobody's turn waits for a long one.
        for (var total = 0; ;)
        {
            var deleted = await database.WriteAsync(
                async transaction =>
                {
                    var rows = await transaction.Connection!.QueryAsync<DeletedRow>(new CommandDefinition(
                        $"""
                        WITH expired AS (SELECT id FROM conversations WHERE last_at < @before ORDER BY last_at LIMIT {MostDeletedAtOnce} {database.SkipLocked})
                        DELETE FROM conversations WHERE id IN (SELECT id FROM expired) RETURNING id, last_sequence AS LastSequence, situation
                        """,
                        new { before },
                        transaction,
                        cancellationToken: cancellationToken));
                    var gone = rows.AsList();
                    foreach (var row in gone)
                    {
                        await RememberPlaceAsync(transaction, row.Id, row.LastSequence, cancellationToken);
                    }

                    return gone.Count;
                },
                cancellationToken);
            total += deleted;
            if (deleted < MostDeletedAtOnce)
            {
                return total;
            }
        }
    }

    public Task PingAsync(CancellationToken cancellationToken) => database.PingAsync(cancellationToken);

    private async Task KeepAsync(
        DbTransaction transaction, Conversation conversation, Turn turn, IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        var moved = await Database.ExecuteAsync(
            transaction,
            """
            UPDATE conversations SET version = version + 1, last_sequence = @last, situation = @situation, last_at = @At
            WHERE id = @Id AND version = @Version AND last_sequence = @LastSequence
            """,
            new { last = messages[^1].Sequence, situation = Write(turn.Next), messages[^1].At, conversation.Id, conversation.Version, conversation.LastSequence },
            cancellationToken);
        if (moved == 0)
        {
            throw new StaleConversationException(conversation.Id);
        }

        try
        {
            await Database.ExecuteAsync(
                transaction,
                """
                INSERT INTO messages (conversation_id, sequence, id, reply_to_id, from_bot, from_id, text, answer, at, channel_data)
                VALUES (@Conversation, @Sequence, @Id, @ReplyToId, @FromBot, @FromId, @Text, @Answer, @At, @ChannelData)
                """,
                messages.Select(message => new
                {
                    Conversation = conversation.Id,
                    message.Sequence,
                    message.Id,
                    message.ReplyToId,
                    message.FromBot,
                    message.FromId,
                    message.Text,
                    Answer = message.Answer is null ? null : JsonSerializer.Serialize(message.Answer, StoredJson.Default.Answer),
                    message.At,
                    message.ChannelData,
                }),
                cancellationToken);
        }
        catch (DbException fault) when (database.IsDuplicate(fault))
        {
            // The same delivery was saved before.
            throw new StaleConversationException(conversation.Id);
        }

        await GrantStore.SaveAsync(transaction, conversation.Id, turn.Next, turn.Grants, cancellationToken);
        if (turn.Reminders is { } change)
        {
            await ReminderStore.SaveAsync(transaction, conversation.Id, change, cancellationToken);
        }
    }

    private async Task ForgetAsync(DbTransaction transaction, Conversation conversation, long last, CancellationToken cancellationToken)
    {
        var gone = await Database.ExecuteAsync(
            transaction,
            "DELETE FROM conversations WHERE id = @Id AND version = @Version AND last_sequence = @LastSequence",
            new { conversation.Id, conversation.Version, conversation.LastSequence },
            cancellationToken);
        if (gone == 0)
        {
            throw new StaleConversationException(conversation.Id);
        }

        await RememberPlaceAsync(transaction, conversation.Id, last, cancellationToken);
        await DeleteWithEarlierAsync(transaction, conversation.Situation.Continues, cancellationToken);
    }

    // What was told in the conversations that it was taken up from was told here.
    private async Task<bool> DeleteWithEarlierAsync(DbTransaction transaction, string? id, CancellationToken cancellationToken)
    {
        while (id is not null)
        {
            var row = await transaction.Connection!.QuerySingleOrDefaultAsync<DeletedRow>(new CommandDefinition(
                "DELETE FROM conversations WHERE id = @id RETURNING id, last_sequence AS LastSequence, situation",
                new { id },
                transaction,
                cancellationToken: cancellationToken));
            if (row is null)
            {
                break;
            }

            await RememberPlaceAsync(transaction, id, row.LastSequence, cancellationToken);
            id = JsonSerializer.Deserialize(row.Situation, StoredJson.Default.Situation)?.Continues;
        }

        return true;
    }

    // With the place go the replies that wait to be sent.
    private async Task RememberPlaceAsync(DbTransaction transaction, string id, long last, CancellationToken cancellationToken)
    {
        await Database.ExecuteAsync(transaction, "DELETE FROM outbox WHERE conversation_id = @id", new { id }, cancellationToken);
        if (last > 0)
        {
            await Database.ExecuteAsync(
                transaction,
                """
                INSERT INTO forgotten (conversation_hash, last_sequence, at) VALUES (@hash, @last, @now)
                ON CONFLICT (conversation_hash) DO UPDATE SET last_sequence = excluded.last_sequence, at = excluded.at
                """,
                new { hash = Hash(id), last, now = time.GetUtcNow() },
                cancellationToken);
        }
    }

    private static List<Message> Numbered(Conversation conversation, Turn turn)
    {
        var sequence = conversation.LastSequence;
        var numbered = new List<Message>();
        foreach (var message in turn.Received is null ? turn.Replies : turn.Replies.Prepend(turn.Received))
        {
            sequence++;
            var id = message.Id.Length > 0 ? message.Id : string.Create(CultureInfo.InvariantCulture, $"{conversation.Id}|{sequence:0000000}");
            numbered.Add(message with { Sequence = sequence, Id = id, ReplyToId = message.FromBot && turn.Received is not null ? numbered[0].Id : message.ReplyToId });
        }

        return numbered;
    }

    private Task<IReadOnlyList<Message>> QueryAsync(string where, object values, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Message>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(
                    $"""
                    SELECT sequence, id, reply_to_id AS ReplyToId, from_bot AS FromBot, from_id AS FromId, text, answer, at, channel_data AS ChannelData
                    FROM messages WHERE conversation_id = @conversationId AND {where} ORDER BY sequence LIMIT @most
                    """,
                    values,
                    cancellationToken: cancellationToken));
                return [.. rows.Select(row => row.Message())];
            },
            cancellationToken);

    private static string Write(Situation situation) => JsonSerializer.Serialize(situation, StoredJson.Default.Situation);

    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private sealed class ConversationRow
    {
        public required string Id { get; init; }

        public required string Channel { get; init; }

        public long Version { get; init; }

        public long LastSequence { get; init; }

        public required string Situation { get; init; }

        public DateTimeOffset StartedAt { get; init; }

        public Conversation Conversation() => new(
            Id, Channel, Version, LastSequence, JsonSerializer.Deserialize(Situation, StoredJson.Default.Situation) ?? Deciding.Situation.New, StartedAt);
    }

    private sealed class MessageRow
    {
        public long Sequence { get; init; }

        public required string Id { get; init; }

        public string? ReplyToId { get; init; }

        public bool FromBot { get; init; }

        public required string FromId { get; init; }

        public required string Text { get; init; }

        public string? Answer { get; init; }

        public DateTimeOffset At { get; init; }

        public string? ChannelData { get; init; }

        public Message Message() => new(
            Sequence, Id, ReplyToId, FromBot, FromId, Text, Answer is null ? null : JsonSerializer.Deserialize(Answer, StoredJson.Default.Answer), At, ChannelData);
    }

    private sealed class DeletedRow
    {
        public required string Id { get; init; }

        public long LastSequence { get; init; }

        public required string Situation { get; init; }
    }
}

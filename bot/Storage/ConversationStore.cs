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

    public Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => FindAsync(connection, id, cancellationToken), cancellationToken);

    public Task<Conversation> LoadAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        async connection => await FindAsync(connection, id, cancellationToken)
            ?? new(id, channel, Version: 0, await PlaceAsync(connection, id, cancellationToken), Situation.New, now),
        cancellationToken);

    public async Task<IReadOnlyList<Message>> SaveTurnAsync(Conversation conversation, Turn turn, CancellationToken cancellationToken)
    {
        var messages = Numbered(conversation, turn);
        var at = messages[^1].At;

        // Put into JSON here: while one turn is written, all others wait.
        var situation = Write(turn.Next);
        var answers = messages.ConvertAll(message => message.Answer is null ? null : JsonSerializer.Serialize(message.Answer, StoredJson.Default.Answer));
        await database.WriteAsync(
            async transaction =>
            {
                if (conversation.Version == 0)
                {
                    await BeginAsync(transaction, conversation, at, cancellationToken);
                }

                await (turn.Forget
                    ? ForgetAsync(transaction, conversation, messages[^1].Sequence, cancellationToken)
                    : KeepAsync(transaction, conversation, turn, situation, messages, answers, cancellationToken));
                foreach (var activity in turn.ToPost)
                {
                    await database.ExecuteKeptAsync(
                        transaction,
                        "INSERT INTO outbox (conversation_id, activity, tries, made_at, due_at) VALUES (@id, @activity, 0, @at, @at)",
                        [("@id", conversation.Id), ("@activity", activity), ("@at", at)],
                        cancellationToken);
                }

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

    private Task<Conversation?> FindAsync(DbConnection connection, string id, CancellationToken cancellationToken) => database.FindKeptAsync(
        connection,
        "SELECT channel, version, last_sequence, situation, started_at FROM conversations WHERE id = @id",
        ("@id", id),
        row => new Conversation(
            id, row.GetString(0), row.GetInt64(1), row.GetInt64(2), JsonSerializer.Deserialize(row.GetString(3), StoredJson.Default.Situation) ?? Situation.New, Database.Moment(row, 4)),
        cancellationToken);

    private Task<long> PlaceAsync(DbConnection connection, string id, CancellationToken cancellationToken) => database.FindKeptAsync(
        connection, "SELECT last_sequence FROM forgotten WHERE conversation_hash = @hash", ("@hash", Hash(id)), row => row.GetInt64(0), cancellationToken);

    // Whoever was first has the row; the version and the place tell the others that they were not.
    private Task<int> BeginAsync(DbTransaction transaction, Conversation conversation, DateTimeOffset at, CancellationToken cancellationToken) => database.ExecuteKeptAsync(
        transaction,
        """
        INSERT INTO conversations (id, channel, version, last_sequence, situation, started_at, last_at)
        VALUES (@id, @channel, 0, coalesce((SELECT last_sequence FROM forgotten WHERE conversation_hash = @hash), 0), '{}', @started, @at)
        ON CONFLICT (id) DO NOTHING
        """,
        [("@id", conversation.Id), ("@channel", conversation.Channel), ("@hash", Hash(conversation.Id)), ("@started", conversation.StartedAt), ("@at", at)],
        cancellationToken);

    private async Task KeepAsync(
        DbTransaction transaction,
        Conversation conversation,
        Turn turn,
        string situation,
        List<Message> messages,
        List<string?> answers,
        CancellationToken cancellationToken)
    {
        var moved = await database.ExecuteKeptAsync(
            transaction,
            """
            UPDATE conversations SET version = version + 1, last_sequence = @last, situation = @situation, last_at = @at
            WHERE id = @id AND version = @version AND last_sequence = @before
            """,
            [
                ("@last", messages[^1].Sequence), ("@situation", situation), ("@at", messages[^1].At),
                ("@id", conversation.Id), ("@version", conversation.Version), ("@before", conversation.LastSequence),
            ],
            cancellationToken);
        if (moved == 0)
        {
            throw new StaleConversationException(conversation.Id);
        }

        try
        {
            foreach (var (message, answer) in messages.Zip(answers))
            {
                await database.ExecuteKeptAsync(
                    transaction,
                    """
                    INSERT INTO messages (conversation_id, sequence, id, reply_to_id, from_bot, from_id, text, answer, at, channel_data)
                    VALUES (@conversation, @sequence, @id, @replyTo, @fromBot, @from, @text, @answer, @at, @data)
                    """,
                    [
                        ("@conversation", conversation.Id), ("@sequence", message.Sequence), ("@id", message.Id), ("@replyTo", message.ReplyToId),
                        ("@fromBot", message.FromBot), ("@from", message.FromId), ("@text", message.Text), ("@answer", answer),
                        ("@at", message.At), ("@data", message.ChannelData),
                    ],
                    cancellationToken);
            }
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

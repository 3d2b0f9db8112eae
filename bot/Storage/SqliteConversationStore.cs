using System.Globalization;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Turns;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BotAdvice.Bot.Storage;

/// <summary>Conversations in one SQLite file: the default, which needs no server.</summary>
internal sealed class SqliteConversationStore : IConversationStore, IGrantStore, IAsyncDisposable
{
    private const int UniqueViolation = 19;

    private readonly string connectionString;
    private readonly SqliteConnection keptOpen;

    /// <summary>Opens the file, makes it if it is missing, and brings its schema up to date.</summary>
    /// <param name="path">The file; null keeps everything in memory until the process ends.</param>
    /// <exception cref="SqliteException">The file cannot be opened for writing.</exception>
    public SqliteConversationStore(string? path)
    {
        connectionString = path is null
            ? $"Data Source=botadvice-{Guid.NewGuid():N};Mode=Memory;Cache=Shared"
            : new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 10, ForeignKeys = true }.ToString();

        if (path is not null && !OperatingSystem.IsWindows() && !File.Exists(path))
        {
            // What people tell is for this program's user alone; SQLite gives its side files the same rights.
            File.Create(path).Dispose();
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        // A database in memory lives as long as one connection to it is open; a file gains a warm one.
        keptOpen = new(connectionString);
        keptOpen.Open();
        keptOpen.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        SqliteSchema.Migrate(keptOpen);
    }

    /// <summary>Stands in for a file that cannot be written: it works, but a restart loses what it holds.</summary>
    public bool IsStandIn { get; init; }

    public async Task<Conversation?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<ConversationRow>(new CommandDefinition(
            "SELECT id, channel, version, situation, started_at AS StartedAt FROM conversations WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        return row?.Conversation();
    }

    public async Task<Conversation> BeginAsync(string id, string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO conversations (id, channel, version, situation, started_at, last_at) VALUES (@id, @channel, 0, @situation, @at, @at)
            ON CONFLICT (id) DO NOTHING
            """,
            new { id, channel, situation = Write(Situation.New), at = Text(now) },
            cancellationToken: cancellationToken));
        return await FindAsync(id, cancellationToken) ?? throw new InvalidOperationException($"Conversation {id} went while it was begun.");
    }

    public async Task<IReadOnlyList<Message>> SaveTurnAsync(
        Conversation conversation,
        Message? received,
        Situation next,
        IReadOnlyList<Message> replies,
        GrantChanges grants,
        CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction(deferred: false);
        var at = received?.At ?? replies[^1].At;
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            "UPDATE conversations SET version = version + 1, situation = @situation, last_at = @at WHERE id = @id AND version = @version",
            new { situation = Write(next), at = Text(at), id = conversation.Id, version = conversation.Version },
            transaction,
            cancellationToken: cancellationToken));
        if (moved == 0)
        {
            throw new StaleConversationException(conversation.Id);
        }

        var sequence = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT coalesce(max(sequence), 0) FROM messages WHERE conversation_id = @id", new { id = conversation.Id }, transaction, cancellationToken: cancellationToken));
        var saved = new List<Message>();
        foreach (var message in received is null ? replies : replies.Prepend(received))
        {
            sequence++;
            var id = message.Id.Length > 0 ? message.Id : string.Create(CultureInfo.InvariantCulture, $"{conversation.Id}|{sequence:0000000}");
            saved.Add(message with { Sequence = sequence, Id = id, ReplyToId = message.FromBot && received is not null ? saved[0].Id : message.ReplyToId });
        }

        try
        {
            await connection.ExecuteAsync(new CommandDefinition(
                """
                INSERT INTO messages (conversation_id, sequence, id, reply_to_id, from_bot, from_id, text, answer, at, channel_data)
                VALUES (@Conversation, @Sequence, @Id, @ReplyToId, @FromBot, @FromId, @Text, @Answer, @At, @ChannelData)
                """,
                saved.Select(message => new
                {
                    Conversation = conversation.Id,
                    message.Sequence,
                    message.Id,
                    message.ReplyToId,
                    message.FromBot,
                    message.FromId,
                    message.Text,
                    Answer = message.Answer is null ? null : JsonSerializer.Serialize(message.Answer, StoredJson.Default.Answer),
                    At = Text(message.At),
                    message.ChannelData,
                }),
                transaction,
                cancellationToken: cancellationToken));
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == UniqueViolation)
        {
            // The same delivery was saved while this one was being answered.
            throw new StaleConversationException(conversation.Id);
        }

        await GrantRows.SaveAsync(transaction, conversation.Id, next, grants, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    public async Task<IReadOnlyList<Message>> FindTurnAsync(string conversationId, string activityId, CancellationToken cancellationToken) =>
        await ReadAsync("conversation_id = @conversationId AND (id = @activityId OR reply_to_id = @activityId)", new { conversationId, activityId }, cancellationToken);

    public async Task<IReadOnlyList<Message>> MessagesAsync(string conversationId, long after, CancellationToken cancellationToken) =>
        await ReadAsync("conversation_id = @conversationId AND sequence > @after", new { conversationId, after }, cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "PRAGMA secure_delete = ON; DELETE FROM conversations WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    public async Task<int> DeleteOlderAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(
            "PRAGMA secure_delete = ON; DELETE FROM conversations WHERE last_at < @before", new { before = Text(before) }, cancellationToken: cancellationToken));
    }

    public async Task<Grant?> FindGrantAsync(string hash, GrantKind kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        return await GrantRows.FindAsync(connection, hash, kind, now, cancellationToken);
    }

    public async Task DeleteGrantAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("PRAGMA secure_delete = ON", cancellationToken: cancellationToken));
        await GrantRows.DeleteAsync(connection, hash, cancellationToken);
    }

    public async Task<int> DeleteExpiredGrantsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("PRAGMA secure_delete = ON", cancellationToken: cancellationToken));
        return await GrantRows.DeleteExpiredAsync(connection, now, cancellationToken);
    }

    public async Task PingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        if (IsStandIn)
        {
            throw new InvalidOperationException("Conversations are kept in memory, because their file cannot be written.");
        }

        // A full or read-only disk shows only when something is written.
        await connection.ExecuteAsync(new CommandDefinition("UPDATE schema_version SET version = version", cancellationToken: cancellationToken));
    }

    public ValueTask DisposeAsync() => keptOpen.DisposeAsync();

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task<IReadOnlyList<Message>> ReadAsync(string where, object values, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(
            $"""
            SELECT sequence, id, reply_to_id AS ReplyToId, from_bot AS FromBot, from_id AS FromId, text, answer, at, channel_data AS ChannelData
            FROM messages WHERE {where} ORDER BY sequence
            """,
            values,
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.Message())];
    }

    private static string Write(Situation situation) => JsonSerializer.Serialize(situation, StoredJson.Default.Situation);

    // Fixed width, UTC: sorts as text.
    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed class ConversationRow
    {
        public required string Id { get; init; }

        public required string Channel { get; init; }

        public long Version { get; init; }

        public required string Situation { get; init; }

        public required string StartedAt { get; init; }

        public Conversation Conversation() => new(
            Id, Channel, Version, JsonSerializer.Deserialize(Situation, StoredJson.Default.Situation) ?? Deciding.Situation.New, Moment(StartedAt));
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

        public required string At { get; init; }

        public string? ChannelData { get; init; }

        public Message Message() => new(
            Sequence, Id, ReplyToId, FromBot, FromId, Text, Answer is null ? null : JsonSerializer.Deserialize(Answer, StoredJson.Default.Answer), Moment(At), ChannelData);
    }
}

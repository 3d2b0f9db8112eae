using System.Data.Common;
using System.Text.Json;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Turns;
using Dapper;

namespace BotAdvice.Bot.Storage;

/// <summary>A reminder whose time has come.</summary>
/// <param name="Reference">As in <see cref="Reminder.Reference"/>.</param>
/// <param name="AskedAt">When the reader wanted it.</param>
/// <param name="Situation">What the conversation knows.</param>
internal sealed record DueReminder(string Reference, DateTimeOffset AskedAt, Situation Situation);

/// <summary>Who is to be reminded and when, one reminder a conversation. It goes with the conversation.</summary>
internal sealed class ReminderStore(Database database)
{
    /// <summary>Saves what a turn changes, in the turn's own transaction.</summary>
    public static async Task SaveAsync(DbTransaction transaction, string conversationId, ReminderChange change, CancellationToken cancellationToken)
    {
        if (change.Begun is not { } begun)
        {
            await EndAsync(transaction, conversationId, cancellationToken);
            return;
        }

        await Database.ExecuteAsync(
            transaction,
            """
            INSERT INTO reminders (conversation_id, reference, asked_at, due_at) VALUES (@conversationId, @Reference, @AskedAt, @DueAt)
            ON CONFLICT (conversation_id) DO UPDATE SET reference = excluded.reference, asked_at = excluded.asked_at, due_at = excluded.due_at
            """,
            new { conversationId, begun.Reference, begun.AskedAt, begun.DueAt },
            cancellationToken);
    }

    /// <summary>
    /// Takes the reminder that has been due for longest and puts its messages into the outbox, in one transaction: whoever takes it, on
    /// whichever node, it is sent once.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="write">Its messages, as JSON, and when to remind next, or null for no more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when none was due, or other nodes were at all that were.</returns>
    public async Task<bool> SendNextAsync(
        DateTimeOffset now, Func<DueReminder, (IReadOnlyList<string> Activities, DateTimeOffset? Next)> write, CancellationToken cancellationToken) =>
        await HasDueAsync(now, cancellationToken) && await database.WriteAsync(
            async transaction =>
            {
                var row = await transaction.Connection!.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
                    $"""
                    SELECT id AS Id, reference AS Reference, asked_at AS AskedAt, situation AS Situation
                    FROM reminders JOIN conversations ON id = conversation_id
                    WHERE due_at <= @now ORDER BY due_at LIMIT 1 {database.SkipLocked}
                    """,
                    new { now },
                    transaction,
                    cancellationToken: cancellationToken));
                if (row is null)
                {
                    return false;
                }

                var (activities, next) = write(row.Reminder());
                await Database.ExecuteAsync(
                    transaction,
                    next is null ? "DELETE FROM reminders WHERE conversation_id = @Id" : "UPDATE reminders SET due_at = @next WHERE conversation_id = @Id",
                    new { row.Id, next },
                    cancellationToken);
                foreach (var activity in activities)
                {
                    await Database.ExecuteAsync(
                        transaction,
                        "INSERT INTO outbox (conversation_id, activity, tries, made_at, due_at, is_reminder) VALUES (@Id, @activity, 0, @now, @now, @yes)",
                        new { row.Id, activity, now, yes = true },
                        cancellationToken);
                }

                return true;
            },
            cancellationToken);

    private Task<bool> HasDueAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "SELECT EXISTS (SELECT 1 FROM reminders WHERE due_at <= @now)", new { now }, cancellationToken: cancellationToken)),
        cancellationToken);

    // Also in the conversations that it was taken up from, and also what waits to be posted. First the reminder: a node that is sending it
    // holds it, and has put it into the outbox when it lets go.
    private static async Task EndAsync(DbTransaction transaction, string conversationId, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var id = conversationId; id is not null && seen.Add(id);)
        {
            await Database.ExecuteAsync(transaction, "DELETE FROM reminders WHERE conversation_id = @id", new { id }, cancellationToken);
            await Database.ExecuteAsync(transaction, "DELETE FROM outbox WHERE conversation_id = @id AND is_reminder = @yes", new { id, yes = true }, cancellationToken);
            var situation = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
                "SELECT situation FROM conversations WHERE id = @id", new { id }, transaction, cancellationToken: cancellationToken));
            id = situation is null ? null : JsonSerializer.Deserialize(situation, StoredJson.Default.Situation)?.Continues;
        }
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string Reference { get; init; }

        public DateTimeOffset AskedAt { get; init; }

        public required string Situation { get; init; }

        public DueReminder Reminder() => new(
            Reference, AskedAt, JsonSerializer.Deserialize(Situation, StoredJson.Default.Situation) ?? Deciding.Situation.New);
    }
}

using System.Data.Common;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotAdvice.Tests.Bot.Storage;

public sealed class MigrationsTests
{
    /// <summary>Each engine at each version that was ever in use.</summary>
    public static TheoryData<string, int> EarlierVersions
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var engine in Enum.GetValues<StorageEngine>())
            {
                for (var version = 1; version < Migrations.Of(engine).Count; version++)
                {
                    data.Add(engine.ToString(), version);
                }
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(EarlierVersions))]
    public async Task From_every_earlier_version_what_was_said_is_there_and_the_conversation_goes_on(string engine, int version)
    {
        using var place = await TestDatabase.CreateAsync(Enum.Parse<StorageEngine>(engine));
        await MakeAsync(place, version);

        await using (var database = place.Open())
        {
            var store = new ConversationStore(database, TimeProvider.System);
            var conversation = (await store.FindAsync("c1", default))!;
            var messages = await store.MessagesAsync("c1", 0, 10, default);
            var next = new Message(0, "a2", null, FromBot: false, "reader", "and now?", null, messages[0].At, null);
            var saved = await store.SaveTurnAsync(conversation, new(next, conversation.Situation, [next with { Id = "", FromBot = true }]), default);

            Assert.Equal(["we paid a fake invoice", "Ring your bank."], messages.Select(message => message.Text));
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 16, 40, 0, TimeSpan.Zero), messages[0].At);
            Assert.Equal(1, conversation.Situation.Turns);
            Assert.Equal(["a2", "c1|0000004"], saved.Select(message => message.Id));
        }

        // Up to date now: opening it once more changes nothing.
        await using var again = place.Open();
        Assert.Equal(4, (await new ConversationStore(again, TimeProvider.System).MessagesAsync("c1", 0, 10, default)).Count);
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task A_database_of_a_later_program_is_refused_with_what_to_do(string engine)
    {
        using var place = await TestDatabase.CreateAsync(Enum.Parse<StorageEngine>(engine));
        await MakeAsync(place, 1);
        await using (var connection = await ConnectAsync(place))
        {
            await connection.ExecuteAsync("UPDATE schema_version SET version = 99");
        }

        var fault = await Assert.ThrowsAsync<NewerDatabaseException>(async () =>
        {
            await using var database = place.Open();
            await database.PingAsync(default);
        });

        Assert.Contains("Run the newer program", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Nodes_that_start_together_on_an_empty_database_all_find_it_made()
    {
        using var place = await TestDatabase.CreateAsync(StorageEngine.Postgres);
        var nodes = Enumerable.Range(0, 6).Select(_ => place.Open()).ToList();

        await Task.WhenAll(nodes.Select(node => node.PingAsync(default)));

        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    // As the program of that version would have left it.
    private static async Task MakeAsync(TestDatabase place, int version)
    {
        await using var connection = await ConnectAsync(place);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Migrations.RunAsync(transaction, [.. Migrations.Of(place.Engine).Take(version)], default);
            await transaction.CommitAsync();
        }

        var no = place.Engine is StorageEngine.Postgres ? "false" : "0";
        var yes = place.Engine is StorageEngine.Postgres ? "true" : "1";
        await connection.ExecuteAsync(
            $$"""
            INSERT INTO conversations (id, channel, version, situation, started_at, last_at)
            VALUES ('c1', 'web', 1, '{"turns":1}', '2026-11-20T16:40:00.000Z', '2026-11-20T16:40:00.000Z');
            INSERT INTO messages (conversation_id, sequence, id, reply_to_id, from_bot, from_id, text, answer, at, channel_data)
            VALUES ('c1', 1, 'a1', NULL, {{no}}, 'reader', 'we paid a fake invoice', NULL, '2026-11-20T16:40:00.000Z', NULL),
            ('c1', 2, 'c1|0000002', 'a1', {{yes}}, 'botadvice', 'Ring your bank.', NULL, '2026-11-20T16:40:00.000Z', NULL);
            """);
        if (version >= 4)
        {
            await connection.ExecuteAsync("UPDATE conversations SET last_sequence = 2");
        }
    }

    private static async Task<DbConnection> ConnectAsync(TestDatabase place)
    {
        DbConnection connection = place.Engine is StorageEngine.Postgres
            ? new NpgsqlConnection(place.ConnectionString)
            : new SqliteConnection($"Data Source={place.File}");
        await connection.OpenAsync();
        return connection;
    }
}

using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Tests.Bot.Storage;

public sealed class SqliteConversationStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("botadvice-store-").FullName;

    private string File => Path.Combine(folder, "conversations.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_conversation_is_there_after_a_restart()
    {
        await using (var store = new SqliteConversationStore(File))
        {
            await SaveTurnAsync(store, "c1", "a1");
        }

        await using var again = new SqliteConversationStore(File);
        var messages = await again.MessagesAsync("c1", 0, default);

        Assert.Equal(["said a1", "reply"], messages.Select(message => message.Text));
        Assert.Equal(1, (await again.FindAsync("c1", default))!.Situation.Turns);
        Assert.IsType<TextBlock>(messages[1].Answer!.Blocks[0]);
        Assert.Equal("a1", messages[1].ReplyToId);
    }

    [Fact]
    public async Task A_turn_against_an_older_version_is_refused_and_leaves_nothing_behind()
    {
        await using var store = new SqliteConversationStore(File);
        var conversation = await store.BeginAsync("c1", "web", Now, default);
        await store.SaveTurnAsync(conversation, Said("a1"), Situation.New, [Reply()], GrantChanges.None, default);

        await Assert.ThrowsAsync<StaleConversationException>(() => store.SaveTurnAsync(conversation, Said("a2"), Situation.New, [Reply()], GrantChanges.None, default));

        Assert.Equal(2, (await store.MessagesAsync("c1", 0, default)).Count);
    }

    [Fact]
    public async Task Deleting_a_conversation_deletes_all_that_was_said()
    {
        await using var store = new SqliteConversationStore(File);
        await SaveTurnAsync(store, "c1", "a1");
        await SaveTurnAsync(store, "c2", "a1");

        await store.DeleteAsync("c1", default);

        Assert.Null(await store.FindAsync("c1", default));
        Assert.Empty(await store.MessagesAsync("c1", 0, default));
        Assert.Equal(2, (await store.MessagesAsync("c2", 0, default)).Count);
    }

    [Fact]
    public async Task Conversations_older_than_a_moment_are_deleted()
    {
        await using var store = new SqliteConversationStore(File);
        await SaveTurnAsync(store, "c1", "a1");

        Assert.Equal(0, await store.DeleteOlderAsync(Now, default));
        Assert.Equal(1, await store.DeleteOlderAsync(Now.AddSeconds(1), default));
    }

    [Fact]
    public async Task Two_turns_at_once_are_both_saved_in_some_order()
    {
        await using var store = new SqliteConversationStore(File);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => SaveTurnAsync(store, "c1", $"a{number}")));

        var messages = await store.MessagesAsync("c1", 0, default);

        Assert.Equal(16, messages.Count);
        Assert.Equal(Enumerable.Range(1, 16).Select(number => (long)number), messages.Select(message => message.Sequence));
    }

    [Fact]
    public void A_database_of_a_later_program_is_refused_with_what_to_do()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_version (version INTEGER NOT NULL); INSERT INTO schema_version VALUES (99)";
            command.ExecuteNonQuery();
        }

        var fault = Assert.Throws<InvalidOperationException>(() => new SqliteConversationStore(File));

        Assert.Contains("Run the newer program", fault.Message, StringComparison.Ordinal);
    }

    private static async Task SaveTurnAsync(SqliteConversationStore store, string id, string activity)
    {
        while (true)
        {
            var conversation = await store.BeginAsync(id, "web", Now, default);
            try
            {
                await store.SaveTurnAsync(conversation, Said(activity), conversation.Situation with { Turns = conversation.Situation.Turns + 1 }, [Reply()], GrantChanges.None, default);
                return;
            }
            catch (StaleConversationException)
            {
                await Task.Yield();
            }
        }
    }

    private static Message Said(string id) => new(0, id, null, FromBot: false, "user", $"said {id}", null, Now, null);

    private static Message Reply() => new(0, "", null, FromBot: true, "bot", "reply", new Answer([new TextBlock("reply")], []), Now, null);
}

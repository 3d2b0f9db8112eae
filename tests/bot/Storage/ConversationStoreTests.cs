using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Tests.Bot.Storage;

/// <summary>What a store promises, whichever the engine.</summary>
public abstract class ConversationStoreTests : OnEachEngine
{
    private protected ConversationStoreTests(StorageEngine engine)
        : base(engine)
    {
    }

    [SkippableFact]
    public async Task A_conversation_is_there_after_a_restart()
    {
        await SayAsync("c1", "a1");
        await Database.DisposeAsync();
        Open();

        var messages = await AllAsync("c1");

        Assert.Equal(["said a1", "reply"], messages.Select(message => message.Text));
        Assert.Equal([1, 2], messages.Select(message => message.Sequence));
        Assert.Equal(1, (await Store.FindAsync("c1", default))!.Situation.Turns);
        Assert.IsType<TextBlock>(messages[1].Answer!.Blocks[0]);
        Assert.Equal("a1", messages[1].ReplyToId);
        Assert.Equal("{\"clientActivityID\": \"\\u0000\"}", messages[0].ChannelData);
        Assert.Equal(Now, messages[0].At);
        Assert.Equal(Now, (await Store.FindAsync("c1", default))!.StartedAt);
    }

    [SkippableFact]
    public async Task A_turn_against_an_older_version_is_refused_and_leaves_nothing_behind()
    {
        var conversation = await Store.LoadAsync("c1", "web", Now, default);
        await Store.SaveTurnAsync(conversation, ATurn("a1"), default);

        await Assert.ThrowsAsync<StaleConversationException>(() => Store.SaveTurnAsync(conversation, ATurn("a2") with { ToPost = ["{}"] }, default));

        Assert.Equal(2, (await AllAsync("c1")).Count);
        Assert.Equal(0, await Outbox().CountAsync(default));
    }

    [SkippableFact]
    public async Task A_conversation_is_stored_with_its_first_turn_and_of_two_first_turns_one_is_refused()
    {
        var one = await Store.LoadAsync("c1", "web", Now, default);
        var other = await Store.LoadAsync("c1", "web", Now, default);
        Assert.Null(await Store.FindAsync("c1", default));

        await Store.SaveTurnAsync(one, ATurn("a1"), default);
        await Assert.ThrowsAsync<StaleConversationException>(() => Store.SaveTurnAsync(other, ATurn("a2"), default));

        Assert.Equal(["said a1", "reply"], (await AllAsync("c1")).Select(message => message.Text));
    }

    [SkippableFact]
    public async Task A_message_that_was_saved_before_is_refused_and_found_with_its_replies()
    {
        await SayAsync("c1", "a1");
        await SayAsync("c1", "a2");
        var conversation = await Store.LoadAsync("c1", "web", Now, default);

        await Assert.ThrowsAsync<StaleConversationException>(() => Store.SaveTurnAsync(conversation, ATurn("a1"), default));

        Assert.Equal(["said a1", "reply"], (await Store.FindTurnAsync("c1", "a1", default)).Select(message => message.Text));
        Assert.Equal([3, 4], (await Store.FindTurnAsync("c1", "a2", default)).Select(message => message.Sequence));
        Assert.Empty(await Store.FindTurnAsync("c1", "a3", default));
        Assert.Equal(4, (await AllAsync("c1")).Count);
    }

    [SkippableFact]
    public async Task Turns_at_the_same_time_are_all_saved_in_some_order_and_one_of_two_deliveries()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(number => SayAsync("c1", $"a{number / 2}")));

        var messages = await AllAsync("c1");

        Assert.Equal(Enumerable.Range(1, 16).Select(number => (long)number), messages.Select(message => message.Sequence));
        Assert.Equal(8, messages.Where(message => !message.FromBot).Select(message => message.Id).Distinct().Count());
        Assert.Equal(8, (await Store.FindAsync("c1", default))!.Situation.Turns);
    }

    [SkippableFact]
    public async Task Messages_are_read_from_a_place_on_and_no_more_than_asked_for()
    {
        await SayAsync("c1", "a1");
        await SayAsync("c1", "a2");

        Assert.Equal([2, 3], (await Store.MessagesAsync("c1", 1, 2, default)).Select(message => message.Sequence));
    }

    [SkippableFact]
    public async Task Deleting_a_conversation_deletes_all_that_was_said_and_all_that_waits_to_be_posted()
    {
        await SayAsync("c1", "a1", "{}");
        await SayAsync("c2", "a1", "{}");

        await Store.DeleteAsync("c1", default);
        await Store.DeleteAsync("c1", default);

        Assert.Null(await Store.FindAsync("c1", default));
        Assert.Empty(await AllAsync("c1"));
        Assert.Equal(2, (await AllAsync("c2")).Count);
        Assert.Equal(1, await Outbox().CountAsync(default));
    }

    [SkippableFact]
    public async Task What_is_said_after_a_deletion_stands_after_what_was_deleted()
    {
        await SayAsync("c1", "a1");
        await Store.DeleteAsync("c1", default);
        await SayAsync("c1", "a1");
        await ForgetAsync("c1");
        await SayAsync("c1", "a1");

        Assert.Equal([7, 8], (await AllAsync("c1")).Select(message => message.Sequence));
    }

    [SkippableFact]
    public async Task A_turn_that_began_before_a_deletion_does_not_bring_the_conversation_back()
    {
        await SayAsync("c1", "a1");
        var before = (await Store.FindAsync("c1", default))!;
        await Store.DeleteAsync("c1", default);

        await Assert.ThrowsAsync<StaleConversationException>(() => Store.SaveTurnAsync(before, ATurn("a2"), default));
        await SayAsync("c1", "a3");
        await Assert.ThrowsAsync<StaleConversationException>(() => Store.SaveTurnAsync(before, ATurn("a2"), default));

        Assert.Equal(["said a3", "reply"], (await AllAsync("c1")).Select(message => message.Text));
    }

    [SkippableFact]
    public async Task A_turn_that_forgets_leaves_nothing_but_its_last_words_to_post()
    {
        await SayAsync("c1", "a1", """{"text":"earlier"}""");

        var messages = await ForgetAsync("c1", """{"text":"forgotten"}""");

        Assert.Null(await Store.FindAsync("c1", default));
        Assert.Empty(await AllAsync("c1"));
        Assert.All(messages, message => Assert.Equal(0, message.Sequence));
        var delivery = Assert.Single(await Outbox().ClaimAsync(10, TimeSpan.FromMinutes(1), default));
        Assert.Equal("""{"text":"forgotten"}""", delivery.Activity);
    }

    [SkippableFact]
    public async Task Conversations_older_than_a_moment_are_deleted_and_their_places_later()
    {
        await SayAsync("c1", "a1");

        Assert.Equal(0, await Store.DeleteOlderAsync(Now, default));
        Assert.Equal(1, await Store.DeleteOlderAsync(Now.AddSeconds(1), default));

        await SayAsync("c1", "a1");
        Assert.Equal([3, 4], (await AllAsync("c1")).Select(message => message.Sequence));
        await Store.DeleteAsync("c1", default);
        await Store.DeleteOlderAsync(Now.AddDays(31), default);
        await SayAsync("c1", "a1");
        Assert.Equal([1, 2], (await AllAsync("c1")).Select(message => message.Sequence));
    }

    [SkippableFact]
    public async Task Many_old_conversations_are_deleted_in_one_go()
    {
        foreach (var number in Enumerable.Range(0, 450))
        {
            await SayAsync($"c{number}", "a1");
        }

        Assert.Equal(450, await Store.DeleteOlderAsync(Now.AddSeconds(1), default));
    }

    [SkippableFact]
    public async Task A_turn_whose_client_gave_up_is_saved_whole_or_not_at_all()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var conversation = await Store.LoadAsync("c1", "web", Now, default);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.SaveTurnAsync(conversation, ATurn("a1"), gone.Token));

        Assert.Empty(await AllAsync("c1"));
        Assert.Null(await Store.FindAsync("c1", default));
    }

    private async Task<IReadOnlyList<Message>> ForgetAsync(string id, params string[] toPost) => await Store.SaveTurnAsync(
        await Store.LoadAsync(id, "web", Now, default), ATurn("forget") with { ToPost = toPost, Forget = true }, default);

    private Task<IReadOnlyList<Message>> AllAsync(string id) => Store.MessagesAsync(id, 0, 1000, default);
}

/// <summary>SQLite.</summary>
public sealed class SqliteStoreTests() : ConversationStoreTests(StorageEngine.Sqlite);

/// <summary>PostgreSQL.</summary>
public sealed class PostgresStoreTests() : ConversationStoreTests(StorageEngine.Postgres);

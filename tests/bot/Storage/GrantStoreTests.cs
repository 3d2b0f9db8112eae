using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Records;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;

namespace BotAdvice.Tests.Bot.Storage;

/// <summary>Links of records and resume codes, whichever the engine.</summary>
public abstract class GrantStoreTests : OnEachEngine
{
    private protected GrantStoreTests(StorageEngine engine)
        : base(engine)
    {
    }

    [SkippableFact]
    public async Task A_grant_opens_what_it_was_given_for_until_its_time_is_over()
    {
        await GiveAsync("c1", "a1", new([Of(GrantKind.Record, "r", "c1")]));

        var found = await FindAsync("r", GrantKind.Record, Now.AddDays(1).AddMilliseconds(-1));

        Assert.Equal(("c1", 7, Now.AddDays(1)), (found!.ConversationId, found.Situation.Turns, found.ExpiresAt));
        Assert.Null(await FindAsync("r", GrantKind.Resume, Now));
        Assert.Null(await FindAsync("r", GrantKind.Record, Now.AddDays(1)));
        Assert.Equal(0, await Grants.DeleteExpiredGrantsAsync(Now, default));
        Assert.Equal(1, await Grants.DeleteExpiredGrantsAsync(Now.AddDays(1), default));
    }

    [SkippableFact]
    public async Task A_code_is_spent_once_and_a_new_one_ends_the_one_before()
    {
        await GiveAsync("c1", "a1", new([Of(GrantKind.Resume, "x", "c1")]));
        await GiveAsync("c1", "a2", new([Of(GrantKind.Resume, "y", "c1")]));
        Assert.Null(await FindAsync("x", GrantKind.Resume, Now));

        await GiveAsync("c2", "a1", new([], Spent: "y"));
        await Assert.ThrowsAsync<StaleConversationException>(() => GiveAsync("c3", "a1", new([], Spent: "y")));

        Assert.Null(await FindAsync("y", GrantKind.Resume, Now));
        Assert.Empty(await Store.MessagesAsync("c3", 0, 10, default));
    }

    [SkippableFact]
    public async Task A_record_follows_its_story_and_moves_with_it()
    {
        await GiveAsync("c1", "a1", new([Of(GrantKind.Record, "r", "c1")]));

        await GiveAsync("c2", "a1", new([], Followed: "r", TakenFrom: "c1"));
        await Store.DeleteAsync("c1", default);

        var moved = await FindAsync("r", GrantKind.Record, Now);
        Assert.Equal(("c2", 1), (moved!.ConversationId, moved.Situation.Turns));
    }

    [SkippableFact]
    public async Task Grants_go_with_their_conversation_and_with_one_that_took_it_up()
    {
        await GiveAsync("c1", "a1", new([Of(GrantKind.Resume, "x", "c1")]));
        var later = await Store.LoadAsync("c2", "web", Now, default);
        await Store.SaveTurnAsync(later, ATurn("a1") with { Next = Situation.New with { Continues = "c1" } }, default);

        await Store.DeleteAsync("c2", default);

        Assert.Null(await Store.FindAsync("c1", default));
        Assert.Null(await FindAsync("x", GrantKind.Resume, Now));
    }

    [SkippableFact]
    public async Task A_deleted_grant_opens_nothing()
    {
        await GiveAsync("c1", "a1", new([Of(GrantKind.Record, "r", "c1")]));

        await Grants.DeleteGrantAsync("r", default);

        Assert.Null(await FindAsync("r", GrantKind.Record, Now));
    }

    private GrantStore Grants => new(Database);

    private static Grant Of(GrantKind kind, string hash, string conversation) => new(hash, kind, conversation, Situation.New with { Turns = 7 }, Now.AddDays(1));

    private Task<Grant?> FindAsync(string hash, GrantKind kind, DateTimeOffset now) => Grants.FindGrantAsync(hash, kind, now, default);

    private async Task GiveAsync(string id, string activity, GrantChanges changes) => await Store.SaveTurnAsync(
        await Store.LoadAsync(id, "web", Now, default), ATurn(activity) with { Grants = changes, Next = Situation.New with { Turns = 1 } }, default);
}

/// <summary>SQLite.</summary>
public sealed class SqliteGrantStoreTests() : GrantStoreTests(StorageEngine.Sqlite);

/// <summary>PostgreSQL.</summary>
public sealed class PostgresGrantStoreTests() : GrantStoreTests(StorageEngine.Postgres);

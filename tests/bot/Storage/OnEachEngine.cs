using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Storage;
using BotAdvice.Bot.Turns;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Storage;

/// <summary>A test that runs on an empty database of each engine.</summary>
public abstract class OnEachEngine : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Now = new(2026, 11, 20, 16, 40, 0, 123, TimeSpan.Zero);
    private readonly StorageEngine engine;

    private protected OnEachEngine(StorageEngine engine) => this.engine = engine;

    private protected TestDatabase Place { get; private set; } = null!;

    private protected Database Database { get; private set; } = null!;

    private protected ConversationStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Place = await TestDatabase.CreateAsync(engine);
        Open();
    }

    public async Task DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
            Place.Dispose();
        }
    }

    private protected void Open()
    {
        Database = Place.Open();
        Store = new(Database, new StoppedClock(Now));
    }

    private protected Outbox Outbox(TimeProvider? clock = null) => new(Database, clock ?? new StoppedClock(Now));

    private protected async Task SayAsync(string id, string activity, params string[] toPost)
    {
        while ((await Store.FindTurnAsync(id, activity, default)).Count == 0)
        {
            var conversation = await Store.LoadAsync(id, "web", Now, default);
            try
            {
                var next = conversation.Situation with { Turns = conversation.Situation.Turns + 1 };
                await Store.SaveTurnAsync(conversation, ATurn(activity) with { Next = next, ToPost = toPost }, default);
                return;
            }
            catch (StaleConversationException)
            {
                await Task.Yield();
            }
        }
    }

    private protected static Turn ATurn(string activity) => new(
        new(0, activity, null, FromBot: false, "user", $"said {activity}", null, Now, "{\"clientActivityID\": \"\\u0000\"}"),
        Situation.New,
        [new(0, "", null, FromBot: true, "bot", "reply", new Answer([new TextBlock("reply")], []), Now, null)]);
}

using System.Net;
using System.Text.Json;
using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Support;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace BotAdvice.Tests.Bot.Channels;

/// <summary>Reminders in Teams, from the person's words to what the channel gets, whichever the engine.</summary>
public abstract class RemindersTests : IAsyncLifetime
{
    private const string Allowed = "Teams:Reminders";
    private static readonly string[] Agreed = ["make us a plan", "Remind me"];

    private readonly StorageEngine engine;
    private readonly JumpingClock clock = new(ChannelHost.Start);
    private readonly List<ChannelHost> nodes = [];
    private TestDatabase place = null!;
    private AzureStandIn azure = null!;
    private int messages;

    private protected RemindersTests(StorageEngine engine) => this.engine = engine;

    public async Task InitializeAsync()
    {
        place = await TestDatabase.CreateAsync(engine);
        azure = await AzureStandIn.StartAsync();
    }

    public async Task DisposeAsync()
    {
        nodes.ForEach(node => node.Dispose());
        if (azure is not null)
        {
            await azure.DisposeAsync();
        }

        place?.Dispose();
    }

    [SkippableFact]
    public async Task Who_agrees_is_reminded_after_7_and_30_days_of_open_steps_and_of_nothing_else()
    {
        var bot = Bot((Allowed, "true"));
        var told = await SayAsync(bot, "a:1", "we paid a fake invoice for £4,500, we are a bakery in Leeds", "plan", "Remind me", "1 is done");

        Assert.Contains("Shall I remind you here", told[1], StringComparison.Ordinal);
        Assert.Contains("Monday 30 November 2026 and Wednesday 23 December 2026", told[2], StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1) - TimeSpan.FromMinutes(10));
        await AssertNothingAsync(bot);

        clock.Advance(TimeSpan.FromMinutes(10));
        var (week, body) = await ReminderAsync();
        Assert.Contains("7 days ago", week, StringComparison.Ordinal);
        Assert.Contains("stop reminding me", week, StringComparison.Ordinal);
        var open = Steps(told[3]);
        Assert.Equal(5, open.Count);
        Assert.All(open, step => Assert.Contains(step, week, StringComparison.Ordinal));
        Assert.DoesNotContain(Steps(told[1])[0], week, StringComparison.Ordinal);
        Assert.All(["invoice", "4,500", "Leeds", "bakery", "paid"], word => Assert.DoesNotContain(word, week, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("29:somebody", body.GetProperty("recipient").Text("id"));
        Assert.Equal("28:bot", body.GetProperty("from").Text("id"));
        Assert.False(body.TryGetProperty("replyToId", out _));
        Assert.Empty(body.Empties());

        clock.Advance(TimeSpan.FromDays(23));
        Assert.Contains("30 days ago", (await ReminderAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("reminders"));
    }

    [SkippableFact]
    public async Task Reminders_are_offered_once()
    {
        var told = await SayAsync(Bot((Allowed, "true")), "a:1", "make us a plan", "More steps", "print this");

        Assert.Equal([true, false, false], told.Select(text => text.Contains("Shall I remind you here", StringComparison.Ordinal)));
        Assert.Equal(0, await CountAsync("reminders"));
    }

    [SkippableTheory]
    [InlineData("false", "personal", "msteams")]
    [InlineData("true", "groupChat", "msteams")]
    [InlineData("true", "channel", "msteams")]
    [InlineData("true", null, "msteams")]
    public async Task Where_they_are_not_allowed_or_others_would_read_them_a_calendar_reminds(string allowed, string? type, string channel)
    {
        var bot = Bot((Allowed, allowed));
        var told = new List<string>();
        foreach (var text in Agreed)
        {
            told.Add(await SayAsync(bot, Message(text, "a:1", type, channel)));
        }

        Assert.DoesNotContain("Shall I remind you", told[0], StringComparison.Ordinal);
        Assert.Contains("Your own calendar can remind you", told[1], StringComparison.Ordinal);
        Assert.Contains("/deadlines.ics", told[1], StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("reminders"));
    }

    [SkippableFact]
    public async Task Nobody_is_promised_a_reminder_for_when_the_conversation_is_gone()
    {
        var told = await SayAsync(Bot((Allowed, "true"), ("Storage:KeepDays", "10")), "a:1", Agreed);

        Assert.Contains("Monday 30 November 2026", told[1], StringComparison.Ordinal);
        Assert.DoesNotContain("December", told[1], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task After_stop_reminding_me_nothing_comes_not_even_what_the_channel_had_put_off()
    {
        var bot = Bot((Allowed, "true"));
        await SayAsync(bot, "a:stopped", [.. Agreed, "stop reminding me"]);
        await SayAsync(bot, "a:late", Agreed);
        azure.Channel.Answer(HttpStatusCode.ServiceUnavailable);
        clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal("a:late", (await ReminderAsync()).Body.GetProperty("conversation").Text("id"));
        Assert.Contains("I will not send you reminders", Assert.Single(await SayAsync(bot, "a:late", "stop reminding me")), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromDays(23));
        await AssertNothingAsync(bot);
        Assert.Equal(0, await CountAsync("reminders"));
    }

    [SkippableFact]
    public async Task What_is_deleted_reminds_nobody_whether_by_the_person_or_by_time()
    {
        var bot = Bot((Allowed, "true"), ("Storage:KeepDays", "7"));
        await SayAsync(bot, "a:1", [.. Agreed, "delete my data"]);
        Assert.Equal(0, await CountAsync("reminders"));

        await SayAsync(bot, "a:2", Agreed);
        var store = bot.Services.GetRequiredService<BotAdvice.Bot.Turns.IConversationStore>();
        Assert.Equal(1, await store.DeleteOlderAsync(clock.GetUtcNow().AddDays(1), default));

        Assert.Equal(0, await CountAsync("reminders"));
        clock.Advance(TimeSpan.FromDays(7));
        await AssertNothingAsync(bot);
    }

    [SkippableFact]
    public async Task A_clock_that_jumps_ahead_and_back_reminds_neither_early_nor_twice()
    {
        var bot = Bot((Allowed, "true"));
        await SayAsync(bot, "a:1", Agreed);

        clock.Jump(TimeSpan.FromDays(8));
        await AssertNothingAsync(bot);
        clock.Jump(TimeSpan.FromDays(-8));
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Contains("7 days ago", (await ReminderAsync()).Text, StringComparison.Ordinal);

        clock.Jump(TimeSpan.FromDays(-2));
        await AssertNothingAsync(bot);
        clock.Advance(TimeSpan.FromDays(2));
        await AssertNothingAsync(bot);
    }

    [SkippableFact]
    public async Task A_clock_that_stands_by_its_jump_is_believed_after_a_while()
    {
        var bot = Bot((Allowed, "true"));
        await SayAsync(bot, "a:1", Agreed);
        clock.Jump(TimeSpan.FromDays(8));
        await AssertNothingAsync(bot);

        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Contains("8 days ago", (await ReminderAsync()).Text, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_bot_that_was_down_for_long_reminds_once_at_its_next_start()
    {
        var bot = Bot((Allowed, "true"), ("Storage:KeepDays", "90"));
        await SayAsync(bot, "a:1", Agreed);
        Stop(bot);
        clock.Advance(TimeSpan.FromDays(40));

        bot = Bot((Allowed, "true"), ("Storage:KeepDays", "90"));
        _ = bot.Services;

        Assert.Contains("40 days ago", (await ReminderAsync()).Text, StringComparison.Ordinal);
        await AssertNothingAsync(bot);
        Assert.Equal(0, await CountAsync("reminders"));
    }

    [SkippableFact]
    public async Task An_operator_who_takes_the_permission_back_has_nobody_reminded()
    {
        await SayAsync(Bot((Allowed, "true")), "a:1", Agreed);
        Stop(nodes[0]);
        var bot = Bot((Allowed, "false"));
        clock.Advance(TimeSpan.FromDays(7));

        await SayAsync(bot, "a:2", "hello");
        await PostedAsync();
        Assert.Equal(3, azure.Channel.Calls);
        Assert.Equal(1, await CountAsync("reminders"));
    }

    [SkippableFact]
    public async Task Of_many_who_look_at_once_one_sends_each_reminder()
    {
        var bot = Bot((Allowed, "true"), ("Storage:KeepDays", "90"));
        foreach (var number in Enumerable.Range(0, 12))
        {
            await SayAsync(bot, $"a:{number}", Agreed);
        }

        Stop(bot);
        await using var database = place.Open();
        var now = clock.GetUtcNow().AddDays(40);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var store = new ReminderStore(database);
            while (await store.SendNextAsync(now, due => (["{}"], null), default))
            {
            }
        }));

        Assert.Equal(0, await CountAsync("reminders"));
        Assert.Equal(12, await CountAsync("outbox"));
        Assert.Equal(12, await CountAsync("(SELECT DISTINCT conversation_id FROM outbox) AS each_one"));
    }

    private protected ChannelHost Bot(params (string Key, string Value)[] settings)
    {
        nodes.Add(azure.Bot(clock, [.. place.Settings, .. settings]));
        return nodes[^1];
    }

    private void Stop(ChannelHost bot)
    {
        nodes.Remove(bot);
        bot.Dispose();
    }

    private protected async Task<IReadOnlyList<string>> SayAsync(ChannelHost bot, string conversation, params string[] texts)
    {
        var told = new List<string>();
        foreach (var text in texts)
        {
            told.Add(await SayAsync(bot, Message(text, conversation, "personal", "msteams")));
        }

        return told;
    }

    private protected async Task<(string Text, JsonElement Body)> ReminderAsync()
    {
        var calls = await azure.Channel.TakeAsync(1, whileWaiting: () => clock.Advance(TimeSpan.FromMinutes(1)));
        return (calls[^1].Body.Text("summary"), calls[^1].Body);
    }

    private protected async Task RemindedAsync(TimeSpan after, string says, int times)
    {
        clock.Advance(after);
        for (var time = 0; time < times; time++)
        {
            Assert.Contains(says, (await ReminderAsync()).Text, StringComparison.Ordinal);
        }

        await AssertNothingAsync(nodes[0]);
    }

    // Each look ends before the next begins: after the second, what the first put into the outbox has been posted or will be.
    private async Task AssertNothingAsync(ChannelHost bot)
    {
        var before = azure.Channel.Calls;
        _ = bot.Services;
        for (var look = 0; look < 2; look++)
        {
            var looks = clock.Looks;
            clock.Advance(TimeSpan.FromMinutes(1));
            for (var tries = 0; tries < 1000 && clock.Looks == looks; tries++)
            {
                await Task.Delay(10);
            }

            Assert.NotEqual(looks, clock.Looks);
        }

        await PostedAsync();
        Assert.Equal(before, azure.Channel.Calls);
    }

    // Until the outbox is empty: whatever was in it is among the calls.
    private async Task PostedAsync()
    {
        for (var tries = 0; tries < 1000 && await CountAsync("outbox") > 0; tries++)
        {
            await Task.Delay(10);
        }

        Assert.Equal(0, await CountAsync("outbox"));
    }

    private async Task<string> SayAsync(ChannelHost bot, Dictionary<string, object?> message)
    {
        using var caller = bot.CreateClient();
        var (status, _) = await caller.CallAsync(HttpMethod.Post, "/api/messages", azure.Token(clock.GetUtcNow()), message);
        Assert.Equal(HttpStatusCode.Accepted, status);
        var reply = (await azure.Channel.TakeAsync(1))[^1].Body;
        return $"{reply.Text("summary")}\n{reply.GetRawText()}";
    }

    private Dictionary<string, object?> Message(string text, string conversation, string? type, string channel) => new(StringComparer.Ordinal)
    {
        ["type"] = "message",
        ["id"] = $"m{++messages}",
        ["channelId"] = channel,
        ["serviceUrl"] = AzureStandIn.ServiceUrl,
        ["from"] = new { id = "29:somebody", name = "Somebody", aadObjectId = "" },
        ["recipient"] = new { id = "28:bot" },
        ["conversation"] = new { id = conversation, conversationType = type },
        ["text"] = text,
    };

    private async Task<long> CountAsync(string table)
    {
        await using System.Data.Common.DbConnection connection = engine is StorageEngine.Postgres
            ? new NpgsqlConnection(place.ConnectionString)
            : new SqliteConnection($"Data Source={place.File}");
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }

    private static List<string> Steps(string reply) => [.. Shared.Responder.Knowledge.PlanSteps.Values.Select(step => step.Title).Where(title => reply.Contains(title, StringComparison.Ordinal))
        .OrderBy(title => reply.IndexOf(title, StringComparison.Ordinal))];

    /// <summary>A clock that passes as it is told, and also jumps, as one that is set wrong does.</summary>
    private sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private TimeSpan off;
        private int looks;

        /// <summary>How often somebody asked for the time that no setting of the clock changes.</summary>
        public int Looks => Volatile.Read(ref looks);

        public void Jump(TimeSpan by) => off += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + off;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref looks);
            return base.GetUtcNow().Ticks;
        }
    }
}

/// <summary>SQLite.</summary>
public sealed class SqliteRemindersTests() : RemindersTests(StorageEngine.Sqlite);

/// <summary>PostgreSQL.</summary>
public sealed class PostgresRemindersTests() : RemindersTests(StorageEngine.Postgres)
{
    [SkippableFact]
    public async Task Of_three_nodes_one_reminds()
    {
        (string, string)[] settings = [("Teams:Reminders", "true")];
        var node = Bot(settings);
        await SayAsync(node, "a:1", "make us a plan", "Remind me");
        await SayAsync(node, "a:2", "make us a plan", "Remind me");
        _ = (Bot(settings).Services, Bot(settings).Services);

        await RemindedAsync(TimeSpan.FromDays(7), "7 days ago", 2);
        await RemindedAsync(TimeSpan.FromDays(23) - TimeSpan.FromMinutes(45), "30 days ago", 2);
    }
}

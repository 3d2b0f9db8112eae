using BotAdvice.Bot.Storage;
using BotAdvice.Tests.Bot.Channels;

namespace BotAdvice.Tests.Bot.Storage;

/// <summary>What waits to be posted, whichever the engine.</summary>
public abstract class OutboxTests : OnEachEngine
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private protected OutboxTests(StorageEngine engine)
        : base(engine)
    {
    }

    [SkippableFact]
    public async Task The_activities_of_a_conversation_are_given_one_after_the_other_and_those_of_others_meanwhile()
    {
        await SayAsync("c1", "a1", "1", "2");
        await SayAsync("c2", "a1", "3");
        await SayAsync("c1", "a2", "4");
        var outbox = Outbox();
        var given = new List<string>();

        while (await outbox.ClaimAsync(10, Lease, default) is { Count: > 0 } claimed)
        {
            given.Add(string.Join(' ', claimed.Select(delivery => delivery.Activity)));
            foreach (var delivery in claimed)
            {
                await outbox.DoneAsync(delivery.Number, default);
            }
        }

        Assert.Equal(["1 3", "2", "4"], given);
    }

    [SkippableFact]
    public async Task Of_many_who_claim_at_once_each_gets_what_no_other_gets()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => SayAsync($"c{number}", "a1", $"{number}")));

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Outbox().ClaimAsync(10, Lease, default)));
        var rest = await Outbox().ClaimAsync(100, Lease, default);

        var numbers = claims.Append(rest).SelectMany(claim => claim).Select(delivery => delivery.Number).ToList();
        Assert.Equal(60, numbers.Count);
        Assert.Equal(60, numbers.Distinct().Count());
    }

    [SkippableFact]
    public async Task What_a_node_claimed_that_then_died_is_given_to_another_when_its_time_is_over()
    {
        await SayAsync("c1", "a1", "1");
        var clock = new MovableClock(Now);
        var outbox = Outbox(clock);

        Assert.Equal(1, Assert.Single(await outbox.ClaimAsync(10, Lease, default)).Tries);
        Assert.False(await outbox.HasDueAsync(default));
        Assert.Empty(await outbox.ClaimAsync(10, Lease, default));
        clock.Move(Lease);

        Assert.True(await outbox.HasDueAsync(default));
        Assert.Equal(2, Assert.Single(await outbox.ClaimAsync(10, Lease, default)).Tries);
    }

    [SkippableFact]
    public async Task What_is_still_being_posted_is_given_to_nobody_else()
    {
        await SayAsync("c1", "a1", "1");
        await SayAsync("c2", "a1", "2");
        var clock = new MovableClock(Now);
        var outbox = Outbox(clock);
        var claimed = await outbox.ClaimAsync(10, Lease, default);

        clock.Move(Lease - TimeSpan.FromSeconds(1));
        await outbox.RenewAsync([claimed[0].Number], Lease, default);
        clock.Move(TimeSpan.FromSeconds(1));

        Assert.Equal("2", Assert.Single(await outbox.ClaimAsync(10, Lease, default)).Activity);
    }

    [SkippableFact]
    public async Task What_is_to_be_tried_later_is_given_then()
    {
        await SayAsync("c1", "a1", "1");
        var clock = new MovableClock(Now);
        var outbox = Outbox(clock);
        var claimed = Assert.Single(await outbox.ClaimAsync(10, Lease, default));

        await outbox.LaterAsync(claimed.Number, TimeSpan.FromMinutes(2), default);
        clock.Move(TimeSpan.FromSeconds(119));
        Assert.Empty(await outbox.ClaimAsync(10, Lease, default));
        clock.Move(TimeSpan.FromSeconds(1));

        var again = Assert.Single(await outbox.ClaimAsync(10, Lease, default));
        Assert.Equal((claimed.Number, 2, Now), (again.Number, again.Tries, again.MadeAt));
    }

    [SkippableTheory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task A_clock_that_jumps_by_hours_holds_nothing_back(int hours)
    {
        var clock = new MovableClock(Now);
        await SayAsync("c1", "a1", "1");
        var outbox = Outbox(clock);
        await outbox.LaterAsync(Assert.Single(await outbox.ClaimAsync(10, Lease, default)).Number, BotAdvice.Bot.Storage.Outbox.LongestWait, default);

        clock.Move(TimeSpan.FromHours(hours));

        Assert.Single(await outbox.ClaimAsync(10, Lease, default));
    }
}

/// <summary>SQLite.</summary>
public sealed class SqliteOutboxTests() : OutboxTests(StorageEngine.Sqlite);

/// <summary>PostgreSQL.</summary>
public sealed class PostgresOutboxTests() : OutboxTests(StorageEngine.Postgres);

using System.Collections.Concurrent;

namespace BotAdvice.Bot.Channels.DirectLine;

/// <summary>
/// What is told but not stored: echoes of events and of typing; the emergency doors when a turn could not be saved; the last words
/// after someone asked to be forgotten. Kept for the minutes in which a stream may still be opening or a client polling.
/// </summary>
internal sealed class PassingActivities(TimeProvider time)
{
    private const int MostPerConversation = 50;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, List<Passing>> kept = new(StringComparer.Ordinal);
    private long last;
    private long tidied;

    /// <summary>Told of what is added here, for streams that other nodes hold; null when there are no other nodes.</summary>
    public Action<string, IReadOnlyList<Activity>>? Added { get; set; }

    /// <summary>A place before all that is added from now on; it grows with the clock, also over a restart.</summary>
    public long Now() => Math.Max(Interlocked.Read(ref last), time.GetUtcNow().UtcTicks);

    /// <summary>Adds activities, in order.</summary>
    /// <param name="conversationId">Their conversation.</param>
    /// <param name="activities">What to tell.</param>
    /// <param name="forPolling">Whether clients that poll get them too; each is given to them once.</param>
    public void Add(string conversationId, IReadOnlyList<Activity> activities, bool forPolling)
    {
        Keep(conversationId, activities, forPolling);
        Added?.Invoke(conversationId, activities);
    }

    /// <summary>Adds what another node was told; clients that poll get it there.</summary>
    public void AddFromElsewhere(string conversationId, IReadOnlyList<Activity> activities) => Keep(conversationId, activities, forPolling: false);

    private void Keep(string conversationId, IReadOnlyList<Activity> activities, bool forPolling)
    {
        Tidy();
        lock (kept)
        {
            var here = kept.GetOrAdd(conversationId, _ => []);
            foreach (var activity in activities)
            {
                last = Now() + 1;
                here.Add(new(last, time.GetUtcNow() + Life, activity) { Polled = !forPolling });
            }

            here.RemoveRange(0, Math.Max(0, here.Count - MostPerConversation));
        }
    }

    /// <summary>What was added after a place.</summary>
    public IReadOnlyList<Passing> After(string conversationId, long number) => Take(conversationId, passing => passing.Number > number);

    /// <summary>What a client that polls has not been given yet.</summary>
    public IReadOnlyList<Passing> ForPolling(string conversationId) => Take(conversationId, passing =>
    {
        var give = !passing.Polled;
        passing.Polled = true;
        return give;
    });

    private Passing[] Take(string conversationId, Func<Passing, bool> which)
    {
        if (!kept.TryGetValue(conversationId, out var here))
        {
            return [];
        }

        lock (kept)
        {
            return [.. here.Where(passing => passing.Until > time.GetUtcNow() && which(passing))];
        }
    }

    // At most once a second, so that a busy node does not walk the whole list at every event.
    private void Tidy()
    {
        var now = time.GetUtcNow();
        var before = Interlocked.Read(ref tidied);
        if (now.UtcTicks - before < TimeSpan.TicksPerSecond || Interlocked.CompareExchange(ref tidied, now.UtcTicks, before) != before)
        {
            return;
        }

        lock (kept)
        {
            foreach (var (id, _) in kept.Where(pair => pair.Value.TrueForAll(passing => passing.Until <= now)))
            {
                kept.TryRemove(id, out _);
            }
        }
    }
}

/// <summary>One of them.</summary>
internal sealed record Passing(long Number, DateTimeOffset Until, Activity Activity)
{
    public bool Polled { get; set; }
}

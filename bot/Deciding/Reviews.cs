using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Bot.Deciding;

/// <summary>When a plan is looked at again. A calendar reminds of it, and a message where the channel lets us write first.</summary>
internal static class Reviews
{
    /// <summary>The hour of the morning, in UK time.</summary>
    public const int Hour = 9;

    /// <summary>After how many days.</summary>
    public static IReadOnlyList<int> Days { get; } = [7, 30];

    /// <summary>The last morning that comes before so many days are over: a conversation that is kept for as long is still there.</summary>
    public static DateTimeOffset At(DateTimeOffset from, int days)
    {
        var over = from.AddDays(days);
        var day = UkTime.Day(over);
        var morning = UkTime.At(day, new TimeOnly(Hour, 0));
        return morning < over ? morning : UkTime.At(day.AddDays(-1), new TimeOnly(Hour, 0));
    }

    /// <summary>The next look back, or null when the last is over.</summary>
    /// <param name="from">When it was agreed.</param>
    /// <param name="after">The moment that it comes after.</param>
    /// <param name="days">After how many days, rising.</param>
    public static DateTimeOffset? Next(DateTimeOffset from, DateTimeOffset after, IReadOnlyList<int> days) =>
        days.Select(count => (DateTimeOffset?)At(from, count)).FirstOrDefault(at => at > after);
}

/// <summary>What the reader wants of reminders.</summary>
internal enum ReminderWish
{
    /// <summary>They stay as they are.</summary>
    None,

    /// <summary>To be reminded, from now on.</summary>
    Begin,

    /// <summary>No more of them.</summary>
    End,
}

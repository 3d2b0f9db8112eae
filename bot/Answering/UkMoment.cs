using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Bot.Answering;

/// <summary>Moments as people in the UK say them: "4:10pm on Friday 20 November".</summary>
internal static class UkMoment
{
    /// <summary>The time of day: "8am", "4:10pm", "midday".</summary>
    public static string Time(DateTimeOffset moment)
    {
        var local = UkTime.Local(moment);
        return local switch
        {
            { Hour: 12, Minute: 0 } => "midday",
            { Hour: 0, Minute: 0 } => "midnight",
            { Minute: 0 } => local.ToString("htt", CultureInfo.InvariantCulture).ToLowerInvariant(),
            _ => local.ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant(),
        };
    }

    /// <summary>The day, as near as it is to now: "today", "tomorrow", "Monday", "Monday 30 November".</summary>
    public static string Day(DateTimeOffset moment, DateTimeOffset now)
    {
        var day = UkTime.Day(moment);
        var today = UkTime.Day(now);
        return (day.DayNumber - today.DayNumber) switch
        {
            -1 => "yesterday",
            0 => "today",
            1 => "tomorrow",
            > 1 and < 7 => day.ToString("dddd", CultureInfo.InvariantCulture),
            _ => Date(day),
        };
    }

    /// <summary>The full date: "Monday 30 November 2026".</summary>
    public static string Date(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>Time and full date: "4:10pm on Monday 23 November 2026".</summary>
    public static string Full(DateTimeOffset moment) =>
        $"{Time(moment)} on {Date(UkTime.Day(moment))}";
}

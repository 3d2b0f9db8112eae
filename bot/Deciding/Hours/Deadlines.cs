using System.Globalization;

namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>The last moment to act, from a limit as the knowledge base writes it.</summary>
internal static class Deadlines
{
    /// <param name="within">"72 hours", "30 days", "5 working days", "2 weeks", "13 months", "1 year".</param>
    /// <param name="start">The instant from which the clock runs.</param>
    /// <param name="nation">Whose bank holidays are not working days.</param>
    /// <returns>
    /// Null for a limit that is no number ("promptly"). Hours are elapsed hours, also across a change of the clocks. Days,
    /// weeks, months and years end at the same time of day in London; a month that is too short ends on its last day.
    /// Working days end at the same time on the last of them; the day of the start does not count.
    /// </returns>
    public static DateTimeOffset? Due(string within, DateTimeOffset start, Nation nation)
    {
        var words = within.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 10_000)
        {
            return null;
        }

        var unit = string.Join(' ', words[1..]).ToLowerInvariant().TrimEnd('s');
        var local = UkTime.Local(start);
        return unit switch
        {
            "minute" => UkTime.Local(start.AddMinutes(count)),
            "hour" => UkTime.Local(start.AddHours(count)),
            "day" or "calendar day" => UkTime.At(local.DateTime.AddDays(count)),
            "week" => UkTime.At(local.DateTime.AddDays(7 * count)),
            "month" or "calendar month" => UkTime.At(local.DateTime.AddMonths(count)),
            "year" => UkTime.At(local.DateTime.AddYears(count)),
            "working day" or "business day" => UkTime.At(WorkingDays(local.DateTime, count, nation)),
            _ => null,
        };
    }

    private static DateTime WorkingDays(DateTime from, int count, Nation nation)
    {
        var at = from;
        while (count > 0)
        {
            at = at.AddDays(1);
            if (BankHolidays.IsWorkingDay(DateOnly.FromDateTime(at), nation))
            {
                count--;
            }
        }

        return at;
    }
}

using System.Collections.Concurrent;

namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>
/// Bank holidays by rule, so that no list runs out: the Banking and Financial Dealings Act 1971 with its Scottish and Northern
/// Irish days, Easter by computus, and the few days that were moved or added by proclamation.
/// </summary>
internal static class BankHolidays
{
    private static readonly ConcurrentDictionary<(Nation Nation, int Year), DateOnly[]> Years = new();

    /// <summary>Days that a proclamation added, in every nation unless it names some. A new one is a line here.</summary>
    private static readonly (DateOnly Day, Nation[] Nations)[] Added =
    [
        (new(1999, 12, 31), Enum.GetValues<Nation>()),   // Millennium
        (new(2002, 6, 3), Enum.GetValues<Nation>()),     // Golden Jubilee
        (new(2011, 4, 29), Enum.GetValues<Nation>()),    // royal wedding
        (new(2012, 6, 5), Enum.GetValues<Nation>()),     // Diamond Jubilee
        (new(2022, 6, 3), Enum.GetValues<Nation>()),     // Platinum Jubilee
        (new(2022, 9, 19), Enum.GetValues<Nation>()),    // state funeral of Queen Elizabeth II
        (new(2023, 5, 8), Enum.GetValues<Nation>()),     // coronation of King Charles III
        (new(2026, 6, 15), [Nation.Scotland]),           // men's football World Cup
    ];

    /// <summary>Days that were held on another date, in every nation.</summary>
    private static readonly (DateOnly From, DateOnly To)[] Moved =
    [
        (new(1995, 5, 1), new(1995, 5, 8)),      // VE Day, 50 years
        (new(2002, 5, 27), new(2002, 6, 4)),     // Golden Jubilee
        (new(2012, 5, 28), new(2012, 6, 4)),     // Diamond Jubilee
        (new(2020, 5, 4), new(2020, 5, 8)),      // VE Day, 75 years; the Scottish day in early May moved too
        (new(2022, 5, 30), new(2022, 6, 2)),     // Platinum Jubilee
    ];

    public static bool Is(DateOnly day, Nation nation) => Array.BinarySearch(In(day.Year, nation), day) >= 0;

    /// <summary>A day on which offices work: not a Saturday, a Sunday or a bank holiday.</summary>
    public static bool IsWorkingDay(DateOnly day, Nation nation) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Is(day, nation);

    /// <summary>All bank holidays of a year, in order. From 1978, when the early May day began.</summary>
    public static DateOnly[] In(int year, Nation nation) =>
        Years.GetOrAdd((nation, year), static key => [.. Compute(key.Year, key.Nation).Distinct().Order()]);

    /// <summary>Easter Sunday by the anonymous Gregorian computus.</summary>
    public static DateOnly Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var ofCentury = year % 100;
        var correction = (century + 8) / 25;
        var moon = ((19 * golden) + century - (century / 4) - ((century - correction + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (ofCentury / 4)) - moon - (ofCentury % 4)) % 7;
        var shift = (golden + (11 * moon) + (22 * weekday)) / 451;
        var monthAndDay = moon + weekday - (7 * shift) + 114;
        return new DateOnly(year, monthAndDay / 31, (monthAndDay % 31) + 1);
    }

    private static List<DateOnly> Compute(int year, Nation nation)
    {
        var scotland = nation is Nation.Scotland;
        var easter = Easter(year);
        var days = new List<DateOnly>();

        days.AddRange(scotland
            ? Substituted(new(year, 1, 1), new(year, 1, 2))
            : Substituted(new DateOnly(year, 1, 1)));
        days.Add(easter.AddDays(-2));
        if (!scotland)
        {
            days.Add(easter.AddDays(1));
        }

        if (nation is Nation.NorthernIreland)
        {
            days.AddRange(Substituted(new DateOnly(year, 3, 17)));
            days.AddRange(Substituted(new DateOnly(year, 7, 12)));
        }

        days.Add(First(year, 5, DayOfWeek.Monday));
        days.Add(Last(year, 5, DayOfWeek.Monday));
        days.Add(scotland ? First(year, 8, DayOfWeek.Monday) : Last(year, 8, DayOfWeek.Monday));
        if (scotland && year >= 2007)
        {
            days.AddRange(Substituted(new DateOnly(year, 11, 30)));
        }

        days.AddRange(Substituted(new(year, 12, 25), new(year, 12, 26)));

        foreach (var (from, to) in Moved)
        {
            if (days.Remove(from))
            {
                days.Add(to);
            }
        }

        days.AddRange(Added.Where(added => added.Day.Year == year && added.Nations.Contains(nation)).Select(added => added.Day));
        return days;
    }

    /// <summary>
    /// A holiday at the weekend is kept on the next weekday that is not a holiday itself. Two that stand together keep
    /// their order, but one that falls on a weekday is never pushed away: Christmas Day on a Sunday is kept on the Tuesday.
    /// </summary>
    private static List<DateOnly> Substituted(params DateOnly[] days)
    {
        var kept = days.Where(day => !IsWeekend(day)).ToList();
        foreach (var day in days.Where(IsWeekend))
        {
            var substitute = day;
            while (IsWeekend(substitute) || kept.Contains(substitute))
            {
                substitute = substitute.AddDays(1);
            }

            kept.Add(substitute);
        }

        return kept;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static DateOnly First(int year, int month, DayOfWeek weekday)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7);
    }

    private static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7));
    }
}

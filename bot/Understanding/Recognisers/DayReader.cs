using System.Collections.Frozen;
using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="From">First day.</param>
/// <param name="To">The day after the last one.</param>
/// <param name="Grain">day, weekend, week, month, quarter or year.</param>
/// <param name="Next">The token after it.</param>
/// <param name="Loose">A bare weekday or day of the month, which may also be today or the next one.</param>
/// <param name="Time">"last night": a part of the day said together with it.</param>
internal readonly record struct Day(DateOnly From, DateOnly To, string Grain, int Next, bool Loose = false, TimeOfDay? Time = null)
{
    public static Day Of(DateOnly day, int next, bool loose = false) => new(day, day.AddDays(1), "day", next, loose);
}

/// <summary>Reads days, weeks, months and years that begin at a token. Where a year or a week is left out, the past is meant.</summary>
internal sealed class DayReader(Tokens tokens, DateOnly today)
{
    private static readonly FrozenDictionary<string, int> Months = Names(
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec");

    private static readonly FrozenDictionary<string, int> Weekdays = Names(
        "monday mon", "tuesday tue tues", "wednesday wed weds wednes", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun");

    public bool Read(int at, out Day day) =>
        Named(at, out day)
        || Numeric(at, out day)
        || DayAndMonth(at, out day)
        || WeekOf(at, out day)
        || Period(at, out day)
        || Weekday(at, out day)
        || OfTheMonth(at, out day)
        || Year(at, out day);

    public static bool IsWeekday(string word) => Weekdays.ContainsKey(word);

    public static bool IsMonth(string word) => Months.ContainsKey(word);

    /// <summary>1 is Monday, 7 Sunday.</summary>
    private static int Number(DateOnly day) => ((int)day.DayOfWeek + 6) % 7 + 1;

    private DateOnly Monday => today.AddDays(1 - Number(today));

    private bool Named(int at, out Day day)
    {
        var word = tokens.Word(at);
        switch (word)
        {
            case "today" or "todays" or "today's" or "2day" or "tday":
                return Set(out day, Day.Of(today, at + 1));
            case "yesterday" or "yday" or "yest" or "ystrday" or "yesturday" or "yesterdays" or "yesterday's" or "yesterdy" or "yesteray":
                return Set(out day, Day.Of(today.AddDays(-1), at + 1));
            case "tomorrow" or "tmrw" or "tomorow" or "tommorow" or "tommorrow" or "tmr" or "tomoz":
                return Set(out day, Day.Of(today.AddDays(1), at + 1));
            case "tonight" or "tonite":
                return Set(out day, Day.Of(today, at + 1) with { Time = TimeOfDay.Night(at + 1) });
            case "overnight":
                return Set(out day, Day.Of(today.AddDays(-1), at + 1) with { Time = TimeOfDay.WholeNight(at + 1) });
            case "day" when tokens.Are(at, "day", "before", "yesterday"):
                return Set(out day, Day.Of(today.AddDays(-2), at + 3));
            case "day" when tokens.Are(at, "day", "after", "tomorrow"):
                return Set(out day, Day.Of(today.AddDays(2), at + 3));
            case "night" when tokens.Are(at, "night", "before", "last"):
                return Set(out day, Day.Of(today.AddDays(-2), at + 3) with { Time = TimeOfDay.WholeNight(at + 3) });
            case "last" when tokens.IsAny(at + 1, "night", "nite"):
                return Set(out day, Day.Of(today.AddDays(-1), at + 2) with { Time = TimeOfDay.WholeNight(at + 2) });
            case "last" when tokens.Word(at + 1) is "evening":
                return Set(out day, Day.Of(today.AddDays(-1), at + 2) with { Time = TimeOfDay.Evening(at + 2) });
            case "this" when tokens.Word(at + 1) is "morning" or "morn" or "mornin" or "afternoon" or "aft" or "evening" or "lunchtime" or "am" or "pm":
                return Set(out day, Day.Of(today, at + 2) with { Time = TimeOfDay.Part(tokens.Word(at + 1), at + 2) });
            case "early" or "late" or "later" when tokens.Is(at + 1, "this") && tokens.Word(at + 2) is "morning" or "afternoon" or "evening":
                var whole = TimeOfDay.Part(tokens.Word(at + 2), at + 3);
                var middle = (whole.From + whole.To) / 2;
                return Set(out day, Day.Of(today, at + 3) with { Time = word is "early" ? whole with { To = middle } : whole with { From = middle } });
            case "christmas" or "xmas":
                var eve = tokens.Is(at + 1, "eve");
                return Holiday(at, eve || tokens.Is(at + 1, "day") ? at + 2 : at + 1, year => new(year, 12, eve ? 24 : 25), out day);
            case "boxing" when tokens.Is(at + 1, "day"):
                return Holiday(at, at + 2, year => new(year, 12, 26), out day);
            case "new" when tokens.Word(at + 1) is "year" or "year's" or "years" && tokens.IsAny(at + 2, "day", "eve"):
                var last = tokens.Is(at + 2, "eve");
                return Holiday(at, at + 3, year => last ? new(year, 12, 31) : new(year, 1, 1), out day);
            case "hogmanay":
                return Holiday(at, at + 1, year => new(year, 12, 31), out day);
            case "good" when tokens.Is(at + 1, "friday"):
                return Holiday(at, at + 2, year => BankHolidays.Easter(year).AddDays(-2), out day);
            case "easter":
                var shift = tokens.Word(at + 1) switch { "monday" => 1, "saturday" => -1, _ => 0 };
                return Holiday(at, tokens.Word(at + 1) is "monday" or "sunday" or "saturday" ? at + 2 : at + 1, year => BankHolidays.Easter(year).AddDays(shift), out day);
            case "halloween":
                return Holiday(at, at + 1, year => new(year, 10, 31), out day);
            case "black" when tokens.Is(at + 1, "friday"):
                return Holiday(at, at + 2, year => Nth(year, 11, 4, 4).AddDays(1), out day);
            case "bank" when tokens.Is(at + 1, "holiday"):
                var held = today;
                while (!BankHolidays.Is(held, Nation.England))
                {
                    held = held.AddDays(-1);
                }

                var after = tokens.Word(at + 2) is "weekend" or "monday" or "friday" ? at + 3 : at + 2;
                return Set(out day, tokens.Is(at + 2, "weekend") ? new(held.AddDays(-2), held.AddDays(1), "weekend", after) : Day.Of(held, after));
            default:
                day = default;
                return false;
        }
    }

    private bool Holiday(int at, int next, Func<int, DateOnly> inYear, out Day day)
    {
        var ahead = tokens.Is(at - 1, "next") || tokens.Is(at - 1, "this");
        if (YearAt(next, out var year, out var after))
        {
            return Set(out day, Day.Of(inYear(year), after));
        }

        var held = inYear(today.Year);
        if (held > today && !ahead)
        {
            held = inYear(today.Year - 1);
        }
        else if (held < today && tokens.Is(at - 1, "next"))
        {
            held = inYear(today.Year + 1);
        }

        return Set(out day, Day.Of(held, next, loose: true));
    }

    private static DateOnly Nth(int year, int month, int weekday, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((weekday - Number(first) + 7) % 7 + (7 * (nth - 1)));
    }

    /// <summary>14/11/2026 (day first), 2026-11-14, 14-Nov-2026, 14.11.26, 11/2026; day and month alone after "on" and the like.</summary>
    private bool Numeric(int at, out Day day)
    {
        day = default;
        if (!(tokens.IsDigits(at) || Months.ContainsKey(tokens.Word(at))) || (tokens.Glued(at) && !(tokens.Is(at - 1, "-") && tokens.IsWord(at - 2)) && tokens[at - 1].Kind is not TokenKind.Symbol))
        {
            return false;
        }

        if (tokens.Glued(at) && tokens.Word(at - 1) is "£" or "$" or "." or "/" or "+" or "€" or "-" && !(tokens.Is(at - 1, "-") && tokens.IsWord(at - 2)))
        {
            if (!(tokens.Is(at - 1, "-") && tokens.IsDigits(at - 2) && tokens.Is(at + 1, "/")))
            {
                return false;
            }
        }

        if (tokens.IsDigits(at) && tokens[at].Text.Length == 8 && tokens[at].Text.StartsWith("20", StringComparison.Ordinal) && !(tokens.Glued(at + 1) && tokens.IsDigits(at + 2))
            && DateOnly.TryParseExact(tokens[at].Text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var packed))
        {
            return Set(out day, Day.Of(packed, at + 1));
        }

        var separator = tokens.Word(at + 1);
        if (separator is not ("/" or "-" or ".") || !tokens.Glued(at + 1) || !tokens.Glued(at + 2))
        {
            return false;
        }

        var three = tokens.Is(at + 3, separator) && tokens.Glued(at + 3) && tokens.Glued(at + 4) && (tokens.IsDigits(at + 4) || Months.ContainsKey(tokens.Word(at + 4)));
        Span<int> numbers = [-1, -1, -1];
        var monthPlace = -1;
        var parts = three ? 3 : 2;
        for (var part = 0; part < parts; part++)
        {
            var token = tokens[at + (2 * part)];
            if (Months.TryGetValue(token.Text, out var month))
            {
                monthPlace = monthPlace < 0 ? part : 9;
                numbers[part] = month;
            }
            else if (token.Kind is not TokenKind.Digits || token.Text.Length > 4 || !int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[part]))
            {
                return false;
            }
        }

        var next = at + (2 * parts) - 1;
        if ((tokens.Glued(next) && tokens.IsWord(next) && !tokens.Is(next, "t")) || (tokens.Is(next, separator) && tokens.Glued(next) && tokens.IsDigits(next + 1) && tokens.Glued(next + 1) && separator is not "-"))
        {
            return false;
        }

        if (!three)
        {
            return TwoParts(at, numbers, monthPlace, separator, next, out day);
        }

        int year, monthNumber, dayNumber;
        var firstLong = tokens[at].Text.Length == 4;
        if (monthPlace >= 0)
        {
            if (monthPlace == 9)
            {
                return false;
            }

            var rest = monthPlace switch { 0 => (1, 2), 1 => (0, 2), _ => (0, 1) };
            var firstIsYear = tokens[at + (2 * rest.Item1)].Text.Length == 4;
            (year, dayNumber, monthNumber) = firstIsYear ? (numbers[rest.Item1], numbers[rest.Item2], numbers[monthPlace]) : (numbers[rest.Item2], numbers[rest.Item1], numbers[monthPlace]);
        }
        else
        {
            (year, monthNumber, dayNumber) = firstLong ? (numbers[0], numbers[1], numbers[2]) : (numbers[2], numbers[1], numbers[0]);
        }

        if (year < 100)
        {
            year += year > (today.Year % 100) + 20 ? 1900 : 2000;
        }

        // Software set to the United States puts the month first; a British date it cannot be.
        if (monthNumber > 12 && dayNumber <= 12)
        {
            (monthNumber, dayNumber) = (dayNumber, monthNumber);
        }

        return Make(year, monthNumber, dayNumber, out var date) && Set(out day, Day.Of(date, next));
    }

    private bool TwoParts(int at, ReadOnlySpan<int> numbers, int monthPlace, string separator, int next, out Day day)
    {
        day = default;
        var lengths = (tokens[at].Text.Length, tokens[at + 2].Text.Length);
        if (monthPlace is 0 or 1)
        {
            var other = numbers[1 - monthPlace];
            return other > 31
                ? other is > 1900 and < 2200 && Set(out day, MonthOf(other, numbers[monthPlace], next))
                : tokens.Word(next) is var sep && sep != separator && WithYear(numbers[monthPlace], other, next, out day);
        }

        if (lengths.Item1 == 4 || lengths.Item2 == 4)
        {
            var (year, month) = lengths.Item1 == 4 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0]);
            return year is > 1900 and < 2200 && month is >= 1 and <= 12 && lengths is (4, 2) or (2, 4) or (1, 4) && separator is not "." && Set(out day, MonthOf(year, month, next));
        }

        var told = tokens.Word(at - 1) is "on" or "since" or "from" or "by" or "until" or "dated" or "before" or "after" or "between" or "to" or "and" or "," or "or" or "till" or "the" or "date" || Weekdays.ContainsKey(tokens.Word(at - 1));
        var fits = separator == "/" ? told || (lengths is (2, 2) && !tokens.Is(next, "/")) : (told && tokens.Word(at - 1) is not ("," or "and" or "to" or "by" or "from" or "between" or "the" or "or")) && !TimeReader.IsMeridiem(tokens.Word(next));
        if (!fits || tokens.Are(at, "24", "/", "7"))
        {
            return false;
        }

        var (dayNumber, monthNumber) = (numbers[0], numbers[1]);
        if (monthNumber > 12 && dayNumber <= 12)
        {
            (dayNumber, monthNumber) = (monthNumber, dayNumber);
        }

        return WithYear(monthNumber, dayNumber, next, out day);
    }

    /// <summary>"3rd of March", "March the 3rd 2026", "14 Nov", "March 2026", "last March", "in March".</summary>
    private bool DayAndMonth(int at, out Day day)
    {
        day = default;
        var start = tokens.Is(at, "the") ? at + 1 : at;

        // The day first.
        if (DayNumber(start, out var number, out var next, out var ordinal))
        {
            if (tokens.Are(next, "day", "of"))
            {
                next++;
                ordinal = true;
            }

            var month = tokens.Is(next, "of") ? next + 1 : next;
            month = tokens.Is(month, "-") || tokens.Is(month, "/") ? month + 1 : month;
            if (ordinal && tokens.Is(next, "of") && tokens.Word(month) is "this" or "last" or "the" or "next" && tokens.Is(month + 1, "month"))
            {
                var shift = tokens.Word(month) switch { "last" => -1, "next" => 1, _ => 0 };
                var first = new DateOnly(today.Year, today.Month, 1).AddMonths(shift);
                return Make(first.Year, first.Month, number, out var that) && Set(out day, Day.Of(that, month + 2));
            }

            if (Months.TryGetValue(tokens.Word(month), out var named) && !(tokens.IsDigits(start) && tokens.Glued(start) && tokens[start - 1].Kind is TokenKind.Word)
                && !(tokens.Word(start - 1) is "£" or "$" or "€" && tokens.Glued(start) && !ordinal))
            {
                // "at 3 may I": a month that is also a verb needs an ordinal, a capital or a year.
                if (tokens.Is(month, "may") && !ordinal && tokens.Source[tokens[month].Start] is 'm' && tokens.Word(month + 1) is "i" or "we" or "have" or "be" or "not")
                {
                    return false;
                }

                return WithYear(named, number, month + 1, out day);
            }
        }

        var relative = tokens.Word(at) is "last" or "this" or "next" or "past" or "previous" && Months.ContainsKey(tokens.Word(at + 1));
        var part = tokens.Word(at) is "early" or "late" or "mid" or "mid-" ? (tokens.Is(at + 1, "-") ? at + 2 : at + 1) : at;
        var place = relative ? at + 1 : Months.ContainsKey(tokens.Word(part)) ? part : at;
        if (!Months.TryGetValue(tokens.Word(place), out var monthNumber) || !IsMonthHere(place, relative || place != at))
        {
            return false;
        }

        // The month first.
        var after = place + 1;
        after = tokens.Is(after, ".") && tokens.Word(place).Length <= 4 && (tokens.IsDigits(after + 1) || tokens.Is(after + 1, "on")) && !relative ? after + 1 : after;
        var dayPlace = tokens.Is(after, "the") || tokens.Is(after, "-") || tokens.Is(after, "/") ? after + 1 : after;
        if (DayNumber(dayPlace, out number, out next, out ordinal) && !tokens.Is(next, ":") && !TimeReader.IsMeridiem(tokens.Word(next)) && number <= 31
            && !(YearAt(dayPlace, out _, out var spelled) && spelled > next) && !(tokens.Is(next, "%") || (tokens.Is(next, "people") && !ordinal)))
        {
            if (WithYear(monthNumber, number, next, out day))
            {
                return true;
            }
        }

        var yearPlace = tokens.Word(after) is "of" or "in" or "," or "/" or "-" ? after + 1 : after;
        if (YearAt(yearPlace, out var year, out var afterYear) && (yearPlace == after || tokens.Word(after) is not "," || tokens.IsDigits(yearPlace)))
        {
            return Set(out day, Cut(tokens.Word(at), MonthOf(year, monthNumber, afterYear)));
        }

        if (tokens.Is(after, "last") && tokens.Is(after + 1, "year"))
        {
            return Set(out day, Cut(tokens.Word(at), MonthOf(today.Year - 1, monthNumber, after + 2)));
        }

        if (tokens.Is(after, "this") && tokens.Is(after + 1, "year"))
        {
            return Set(out day, Cut(tokens.Word(at), MonthOf(today.Year, monthNumber, after + 2)));
        }

        var chosen = tokens.Word(at) switch
        {
            "next" when relative => monthNumber > today.Month ? today.Year : today.Year + 1,
            "this" when relative => today.Year,
            "last" or "past" or "previous" when relative => monthNumber < today.Month ? today.Year : today.Year - 1,
            _ => monthNumber <= today.Month ? today.Year : today.Year - 1,
        };
        return Set(out day, Cut(tokens.Word(at), MonthOf(chosen, monthNumber, after)) with { Loose = !relative });
    }

    /// <summary>"may", "march" and the short forms are months only where the words around say so.</summary>
    private bool IsMonthHere(int at, bool told)
    {
        var word = tokens.Word(at);
        if (told || word is not ("may" or "march" or "mar" or "dec" or "jan" or "sept" or "nov" or "oct" or "aug" or "jun"))
        {
            return true;
        }

        if (tokens.Is(at - 1, "$"))
        {
            return false;
        }

        if (word is not ("may" or "march" or "mar"))
        {
            return true;
        }

        return tokens.Word(at - 1) is "in" or "since" or "of" or "from" or "until" or "till" or "by" or "during" or "before" or "after" or "to" or "end" or "through" or "back"
            || DayNumber(tokens.Is(at + 1, "the") ? at + 2 : at + 1, out _, out _, out _) || YearAt(at + 1, out _, out _) || tokens.Are(at + 1, "to", "march") || tokens.IsAny(at + 1, "/", "-") && tokens.IsDigits(at + 2);
    }

    private bool DayNumber(int at, out int number, out int next, out bool ordinal)
    {
        ordinal = Numerals.Ordinal(tokens, at, out number, out next);
        if (ordinal)
        {
            return number is >= 1 and <= 31;
        }

        if (tokens.IsDigits(at) && tokens[at].Text.Length <= 2)
        {
            number = int.Parse(tokens[at].Text, CultureInfo.InvariantCulture);
            next = at + 1;
            return number is >= 1 and <= 31 && !(tokens.Is(next, ":") && tokens.Glued(next)) && !(tokens.Is(next, ".") && tokens.Glued(next) && tokens.IsDigits(next + 1) && tokens.Glued(next + 1));
        }

        if (Numerals.Unit(tokens.Word(at), out number) && number > 0)
        {
            next = at + 1;
            if (number >= 20 && Numerals.Unit(tokens.Word(tokens.Is(next, "-") ? next + 1 : next), out var unit) && unit is > 0 and < 10)
            {
                number += unit;
                next = tokens.Is(next, "-") ? next + 2 : next + 1;
            }

            return number is >= 1 and <= 31;
        }

        return false;
    }

    private bool WithYear(int month, int number, int next, out Day day)
    {
        day = default;
        var place = tokens.Word(next) is "," or "of" or "in" or "-" or "/" ? next + 1 : next;
        if (YearAt(place, out var year, out var after) && !(tokens.Is(after, ":") && tokens.Glued(after)) && !(place == next && tokens.Is(place - 1, "-")))
        {
            return Make(year, month, number, out var exact) && Set(out day, Day.Of(exact, after));
        }

        if (tokens.Are(next, "last", "year") || tokens.Are(next, "this", "year") || tokens.Are(next, "next", "year"))
        {
            year = today.Year + tokens.Word(next) switch { "last" => -1, "next" => 1, _ => 0 };
            return Make(year, month, number, out var said) && Set(out day, Day.Of(said, next + 2));
        }

        for (year = today.Year; year > today.Year - 9; year--)
        {
            if (Make(year, month, number, out var date) && date <= today)
            {
                return Set(out day, Day.Of(date, next, loose: true));
            }
        }

        return false;
    }

    /// <summary>"2016", "'87" after a month, "nineteen ninety six", "two thousand and five".</summary>
    private bool YearAt(int at, out int year, out int next)
    {
        year = 0;
        next = at;
        if (tokens.IsDigits(at) && tokens[at].Text.Length == 4)
        {
            year = int.Parse(tokens[at].Text, CultureInfo.InvariantCulture);
            next = at + 1;
            return year is >= 1900 and < 2100 && !(tokens.Is(next, ":") && tokens.Glued(next));
        }

        if (tokens.IsDigits(at) && tokens[at].Text.Length == 2 && tokens.Word(at - 1) is "of" or "'" or "-" or "/" && Months.ContainsKey(tokens.Word(at - 2)))
        {
            year = int.Parse(tokens[at].Text, CultureInfo.InvariantCulture);
            year += year > (today.Year % 100) + 5 ? 1900 : 2000;
            next = at + 1;
            return true;
        }

        if (tokens.Word(at) is "two" && tokens.Is(at + 1, "thousand") && Numerals.Read(tokens, at, out var spelled) && spelled.Value is > 2000 and < 2100)
        {
            year = (int)spelled.Value;
            next = spelled.Next;
            return true;
        }

        if (tokens.Word(at) is "nineteen" or "twenty" or "seventeen" or "eighteen" && Numerals.Unit(tokens.Word(at + 1) is "hundred" ? tokens.Word(at + 2) : tokens.Word(at + 1), out var tens) && tens >= 10)
        {
            var i = tokens.Is(at + 1, "hundred") ? at + 3 : at + 2;
            _ = Numerals.Unit(tokens.Word(at), out var century);
            year = (century * 100) + tens;
            if (tens >= 20 && Numerals.Unit(tokens.Word(tokens.Is(i, "-") ? i + 1 : i), out var unit) && unit is > 0 and < 10)
            {
                year += unit;
                i = tokens.Is(i, "-") ? i + 2 : i + 1;
            }

            next = i;
            return true;
        }

        return false;
    }

    private bool Year(int at, out Day day)
    {
        day = default;
        var named = tokens.Is(at, "year") || tokens.Are(at, "calendar", "year") || tokens.Is(at, "cy");
        var place = named ? (tokens.Is(at, "calendar") ? at + 2 : at + 1) : at;
        place = named && tokens.Is(place, "of") ? place + 1 : place;
        var told = named || tokens.Word(at - 1) is "in" or "since" or "of" or "during" or "before" or "after" or "until" or "till" or "through" or "year" or "than" or "from" or "between" or "around" or "mid"
            || (tokens.Is(at - 1, "the") && named)
            || (tokens.Word(at - 1) is "and" or "to" or "-" or "~" or "till" && YearAt(at - 2, out _, out _))
            || tokens.Is(at + 1, "~");
        if (!told || !YearAt(place, out var year, out var next) || (tokens.Glued(next) && tokens.Word(next) is "." or "," or "-" or "/" && tokens.IsDigits(next + 1) && tokens.Glued(next + 1)))
        {
            return false;
        }

        if (tokens.IsWord(next) && tokens.Word(next) is "pounds" or "quid" or "people" or "customers" or "records" or "euros" or "emails" or "of" or "dollars" or "hours" or "hrs")
        {
            return false;
        }

        day = new(new(year, 1, 1), new(year + 1, 1, 1), "year", next);
        return true;
    }

    /// <summary>"Friday", "last Friday", "Friday gone", "Friday the 14th", "Friday last week", "a week last Friday", "Friday before last".</summary>
    private bool Weekday(int at, out Day day)
    {
        day = default;
        var start = tokens.Is(at, "the") ? at + 1 : at;
        if (tokens.Are(start, "a", "week", "yesterday") || tokens.Are(start, "a", "fortnight", "yesterday"))
        {
            return Set(out day, Day.Of(today.AddDays(tokens.Is(start + 1, "week") ? -8 : -15), start + 3));
        }

        var fortnight = tokens.Are(start, "a", "fortnight", "last") || tokens.Are(start, "a", "fortnight", "ago");
        var weekAgo = fortnight || tokens.Are(start, "a", "week", "last") || tokens.Are(start, "a", "week", "ago") || tokens.Are(start, "week", "last");
        if (weekAgo)
        {
            var place = tokens.Is(start, "a") ? start + 2 : start + 1;
            place = tokens.Is(place, "ago") ? place + 1 : tokens.Is(place, "last") ? place + 1 : place;
            place = tokens.Is(place, "on") ? place + 1 : place;
            if (Weekdays.TryGetValue(tokens.Word(place), out var before))
            {
                return Set(out day, Day.Of(Past(before).AddDays(fortnight ? -14 : -7), place + 1));
            }
        }

        var lead = tokens.Word(start);
        var at2 = lead is "last" or "next" or "past" or "previous" or "coming" or "upcoming" or "following" ? start + 1
            : lead is "this" ? (tokens.Word(start + 1) is "coming" or "past" or "upcoming" or "last" or "next" ? start + 2 : start + 1) : start;
        if (lead is "this" && at2 == start + 2)
        {
            lead = tokens.Word(start + 1);
        }

        if (!Weekdays.TryGetValue(tokens.Word(at2), out var weekday) || !IsWeekdayHere(at2, at2 != start))
        {
            return false;
        }

        var next = at2 + 1;
        next = tokens.Is(next, ".") && tokens.Word(at2).Length <= 4 && tokens.IsDigits(next + 1) ? next + 1 : next;
        var thisWeek = Monday.AddDays(weekday - 1);
        var date = lead switch
        {
            "last" or "past" or "previous" => Past(weekday),
            "next" or "following" => thisWeek.AddDays(7),
            "coming" or "upcoming" => Future(weekday),
            "this" => thisWeek,
            _ => Past(weekday),
        };

        // What follows may say which one is meant.
        if (at2 == start)
        {
            if (tokens.Are(next, "before", "last"))
            {
                return Set(out day, Day.Of(Past(weekday).AddDays(-7), next + 2));
            }

            if (tokens.Word(next) is "gone" or "past" or "just" && (!tokens.Is(next, "just") || tokens.IsAny(next + 1, "gone", "past")))
            {
                return Set(out day, Day.Of(Past(weekday), tokens.Is(next, "just") ? next + 2 : next + 1));
            }

            var week = tokens.Is(next, "of") || tokens.Is(next, "in") ? next + 1 : next;
            if (tokens.IsAny(week + 1, "week", "wk") && tokens.Word(week) is "last" or "this" or "next" or "previous")
            {
                var shift = tokens.Word(week) switch { "last" or "previous" => -7, "next" => 7, _ => 0 };
                return Set(out day, Day.Of(thisWeek.AddDays(shift), week + 2));
            }

            if (tokens.Is(next, "week") && !tokens.Is(next + 1, "of"))
            {
                return Set(out day, Day.Of(Future(weekday).AddDays(7), next + 1));
            }

            if (tokens.Is(next, "last") && !tokens.Word(next + 1).StartsWith("week", StringComparison.Ordinal) && tokens.Word(next + 1) is not ("month" or "year" or "night"))
            {
                return Set(out day, Day.Of(Past(weekday), next + 1));
            }
        }

        // "Friday 14 November", "Friday the 14th", "Tuesday, Jan 15"
        var datePlace = tokens.Is(next, ",") ? next + 1 : next;
        datePlace = tokens.Is(datePlace, "-") ? datePlace + 1 : datePlace;
        if (DayAndMonth(datePlace, out var dated) && dated.Grain == "day" || Numeric(datePlace, out dated) && dated.Grain == "day")
        {
            return Set(out day, dated);
        }

        var of = tokens.Is(next, "the") ? next + 1 : next;
        if (Numerals.Ordinal(tokens, of, out var number, out var after) && number <= 31)
        {
            return OnWeekday(weekday, number, after, out day);
        }

        return Set(out day, Day.Of(date, next, loose: at2 == start));
    }

    private bool OnWeekday(int weekday, int number, int next, out Day day)
    {
        for (var back = -1; back < 24; back++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
            if (Make(month.Year, month.Month, number, out var date) && Number(date) == weekday && (date <= today || back < 0 && date <= today.AddDays(14)))
            {
                return Set(out day, Day.Of(date, next));
            }
        }

        day = default;
        return false;
    }

    /// <summary>"sat", "sun", "mon" and "wed" are also other words.</summary>
    private bool IsWeekdayHere(int at, bool told)
    {
        var word = tokens.Word(at);
        return told || word is not ("sat" or "sun" or "mon" or "wed")
            || tokens.Word(at - 1) is "on" or "since" or "by" or "until" or "till" or "from" or "before" or "after" or "," or "and" or "or" or "to" or "week"
            || tokens.IsDigits(at + 1) || tokens.Word(at + 1) is "morning" or "night" or "afternoon" or "evening" or "at" or "am" or "pm" or "the"
            || (word is not "sun" && char.IsAsciiLetterUpper(tokens.Source[tokens[at].Start]) && at > 0);
    }

    /// <summary>"last week", "this month", "over the weekend", "end of the month", "last week on Friday".</summary>
    private bool Period(int at, out Day day)
    {
        day = default;
        var lead = at;
        var part = "";
        if (tokens.Word(at) is "start" or "beginning" or "end" or "middle" or "early" or "late" or "mid" or "earlier" or "later" or "eoy")
        {
            part = tokens.Word(at);
            lead = at + 1;
            lead = tokens.IsAny(lead, "of", "in") ? lead + 1 : tokens.Is(lead, "-") ? lead + 1 : lead;
        }

        lead = tokens.Is(lead, "the") ? lead + 1 : lead;
        var which = tokens.Word(lead);
        var noun = which is "last" or "this" or "next" or "previous" or "past" or "current" or "coming" or "following" or "same" ? lead + 1 : lead;
        if (part.Length > 0 && noun == lead && (Months.ContainsKey(tokens.Word(lead)) || tokens.IsDigits(lead)))
        {
            return (DayAndMonth(lead, out var of) || (YearAt(lead, out var inYear, out var end) && part is not ("early" or "late") && Set(out of, new(new(inYear, 1, 1), new(inYear + 1, 1, 1), "year", end)))) && of.Grain is "month" or "year" && Set(out day, Cut(part, of));
        }

        var shift = which switch { "last" or "previous" or "past" => -1, "next" or "coming" or "following" => 1, _ => 0 };
        var unit = tokens.Word(noun);
        var bare = noun == lead;
        switch (unit)
        {
            case "weekend" or "wkend" or "weekends" or "wknd" when !bare || tokens.Word(noun - 1) is "the" or "at" or "over" or "a" || bare && tokens.Word(at) is "weekend" or "wkend":
                if (tokens.Word(noun - 1) is "a" or "every" or "any")
                {
                    return false;
                }

                var saturday = Monday.AddDays(5);
                if (bare || which is "last" or "past" or "previous")
                {
                    saturday = today >= saturday && bare ? saturday : saturday.AddDays(-7);
                }
                else if (which is "next" or "following")
                {
                    saturday = saturday.AddDays(7);
                }

                var next = noun + 1;
                if (bare && tokens.Are(next, "before", "last"))
                {
                    saturday = Monday.AddDays(-9);
                    next += 2;
                }

                return Set(out day, new(saturday, saturday.AddDays(2), "weekend", next));
            case "week" or "wk" when !bare || part.Length > 0 || tokens.Are(noun, "week", "before", "last"):
                if (bare && tokens.Are(noun, "week", "before", "last"))
                {
                    return Set(out day, new(Monday.AddDays(-14), Monday.AddDays(-7), "week", noun + 3));
                }

                var onDay = tokens.Is(noun + 1, "on") ? noun + 2 : noun + 1;
                if (part.Length == 0 && Weekdays.TryGetValue(tokens.Word(onDay), out var weekday))
                {
                    return Set(out day, Day.Of(Monday.AddDays((7 * shift) + weekday - 1), onDay + 1));
                }

                return Set(out day, Cut(part, new(Monday.AddDays(7 * shift), Monday.AddDays((7 * shift) + 7), "week", noun + 1)));
            case "fortnight" when !bare:
                return Set(out day, shift < 0 ? new(today.AddDays(-14), today, "week", noun + 1) : new(Monday.AddDays(shift > 0 ? 14 : 0), Monday.AddDays(shift > 0 ? 28 : 14), "week", noun + 1));
            case "month" when !bare || part.Length > 0:
                var first = new DateOnly(today.Year, today.Month, 1).AddMonths(shift);
                return Set(out day, Cut(part, MonthOf(first.Year, first.Month, noun + 1)));
            case "year" when !bare || part.Length > 0:
                var year = today.Year + shift;
                return Set(out day, Cut(part, new(new(year, 1, 1), new(year + 1, 1, 1), "year", noun + 1)));
            case "calendar" when !bare && tokens.Is(noun + 1, "year"):
                return Set(out day, new(new(today.Year + shift, 1, 1), new(today.Year + shift + 1, 1, 1), "year", noun + 2));
            case "quarter" when !bare:
                var quarter = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * shift);
                return Set(out day, new(quarter, quarter.AddMonths(3), "quarter", noun + 1));
            default:
                return false;
        }
    }

    /// <summary>"week commencing 4 February", "the week of the 18th", "first week of January".</summary>
    private bool WeekOf(int at, out Day day)
    {
        day = default;
        var start = tokens.Is(at, "the") ? at + 1 : at;
        var place = tokens.Are(start, "w", "/", "c") ? start + 3
            : tokens.Is(start, "week") && tokens.Word(start + 1) is "of" or "commencing" or "starting" or "beginning" ? (tokens.Is(start + 2, "on") ? start + 3 : start + 2) : -1;
        if (place > 0 && (DayAndMonth(place, out var of) || Numeric(place, out of) || OfTheMonth(place, out of, told: true)) && of.Grain == "day")
        {
            var monday = of.From.AddDays(1 - Number(of.From));
            return Set(out day, new(monday, monday.AddDays(7), "week", of.Next, of.Loose));
        }

        var last = tokens.Is(start, "last");
        if ((last || Numerals.Ordinal(tokens, start, out _, out _)) && Nth(start, last, out var nth, out var week) && tokens.Is(week, "week") && tokens.IsAny(week + 1, "of", "in")
            && (DayAndMonth(week + 2, out of) || Period(week + 2, out of) || (YearAt(week + 2, out var year, out var next) && Set(out of, new(new(year, 1, 1), new(year + 1, 1, 1), "year", next)))) && of.Grain is "month" or "year")
        {
            // A week belongs to the month or year that holds its Thursday.
            var thursday = of.From.AddDays((4 - Number(of.From) + 7) % 7);
            var monday = thursday.AddDays(-3 + (7 * (nth - 1)));
            if (last)
            {
                var end = of.To.AddDays(-1);
                monday = end.AddDays(-((Number(end) - 4 + 7) % 7) - 3);
            }

            return Set(out day, new(monday, monday.AddDays(7), "week", of.Next, of.Loose));
        }

        return false;
    }

    private bool Nth(int at, bool last, out int nth, out int next)
    {
        nth = 1;
        next = at + 1;
        return last || Numerals.Ordinal(tokens, at, out nth, out next);
    }

    /// <summary>"the 14th", after words that speak of a day.</summary>
    private bool OfTheMonth(int at, out Day day, bool told = false)
    {
        day = default;
        var the = tokens.Is(at, "the");
        var start = the ? at + 1 : at;
        told |= tokens.Word(at - 1) is "on" or "since" or "from" or "by" or "until" or "till" or "before" or "after" or "around" or "about" or "was" or "it's" or "between" or "dated" or "back";
        if (!told || !Numerals.Ordinal(tokens, start, out var number, out var next))
        {
            if (!(the && told && tokens.IsDigits(start) && tokens[start].Text.Length <= 2 && tokens.Is(at - 1, "on") && DayNumber(start, out number, out next, out _)))
            {
                return false;
            }
        }

        if (number is < 1 or > 31 || tokens.Word(next) is "time" or "floor" or "of" or "party" or "one" or "person" or "week" or "month" or "year" or "invoice" or "attempt" or "payment" or "email" or "hand" or "thing"
            || (number <= 2 && !tokens.IsDigits(start) && !the) || (number == 2 && tokens.Is(start, "second")))
        {
            return false;
        }

        for (var back = 0; back < 4; back++)
        {
            var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-back);
            if (Make(month.Year, month.Month, number, out var date) && date <= today)
            {
                return Set(out day, Day.Of(date, next, loose: true));
            }
        }

        return false;
    }

    /// <summary>The most recent one before today.</summary>
    private DateOnly Past(int weekday) => today.AddDays(-(((Number(today) - weekday + 6) % 7) + 1));

    private DateOnly Future(int weekday) => today.AddDays(((weekday - Number(today) + 6) % 7) + 1);

    private static Day MonthOf(int year, int month, int next)
    {
        var first = new DateOnly(year, Math.Clamp(month, 1, 12), 1);
        return new(first, first.AddMonths(1), "month", next);
    }

    /// <summary>"early March", "the end of the month": a part of a period.</summary>
    private static Day Cut(string part, Day whole)
    {
        var days = whole.To.DayNumber - whole.From.DayNumber;
        return part switch
        {
            "start" or "beginning" or "early" or "earlier" => whole with { To = whole.Grain is "year" ? whole.From.AddMonths(6) : whole.From.AddDays(days / 2) },
            "end" or "late" or "later" => whole with { From = whole.Grain is "year" ? whole.From.AddMonths(6) : whole.From.AddDays(days / 2) },
            "mid" or "middle" => whole with { From = whole.From.AddDays(days / 3), To = whole.From.AddDays((2 * days + 2) / 3) },
            _ => whole,
        };
    }

    private static bool Make(int year, int month, int day, out DateOnly date)
    {
        var good = year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = good ? new(year, month, day) : default;
        return good;
    }

    private static bool Set(out Day day, Day value)
    {
        day = value;
        return true;
    }

    private static FrozenDictionary<string, int> Names(params ReadOnlySpan<string> names)
    {
        var all = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < names.Length; number++)
        {
            foreach (var name in names[number].Split(' '))
            {
                all[name] = number + 1;
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using System.Globalization;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <param name="From">Since midnight.</param>
/// <param name="To">Equal to <paramref name="From"/> for a time on the clock; past 24 hours for a night.</param>
/// <param name="Grain">minute, hour, or the part of the day.</param>
/// <param name="Next">The token after it.</param>
/// <param name="Twice">Could be before or after noon.</param>
internal readonly record struct TimeOfDay(TimeSpan From, TimeSpan To, string Grain, int Next, bool Twice = false, bool About = false)
{
    public bool IsPart => To > From;

    public static TimeOfDay Clock(int hour, int minute, int next, bool twice, bool hourOnly = false, int second = 0) =>
        new(new(hour, minute, second), new(hour, minute, second), hourOnly ? "hour" : "minute", next, twice);

    public static TimeOfDay Night(int next) => Span(18, 24, "night", next);

    public static TimeOfDay WholeNight(int next) => Span(18, 30, "night", next);

    public static TimeOfDay Evening(int next) => Span(17, 23, "evening", next);

    public static TimeOfDay Part(string word, int next) => word switch
    {
        "afternoon" or "afternoons" or "aft" or "pm" => Span(12, 18, "afternoon", next),
        "evening" or "evenings" or "teatime" => Evening(next),
        "night" or "nights" or "nighttime" => Night(next),
        "lunch" or "lunchtime" => Span(12, 14, "lunch", next),
        "daytime" => Span(8, 18, "daytime", next),
        _ => Span(5, 12, "morning", next),
    };

    public static TimeOfDay Span(double from, double to, string grain, int next) => new(TimeSpan.FromHours(from), TimeSpan.FromHours(to), grain, next);
}

/// <summary>Reads a time on the clock, or a part of the day, that begins at a token.</summary>
internal sealed class TimeReader(Tokens tokens)
{
    public static bool IsMeridiem(string word) => word is "am" or "pm" or "a" or "p" or "ampm" or "o'clock" or "oclock";

    /// <param name="told">A word before it ("at", "about", "Friday") lets a bare number be an hour.</param>
    public bool Read(int at, bool told, out TimeOfDay time)
    {
        if (Named(at, out time))
        {
            return true;
        }

        if (!Clock(at, told, out time))
        {
            return false;
        }

        // "five in the morning", "ten past 9 at night", "4 this afternoon" (the day is read by the caller)
        var after = time.Next;
        var part = tokens.Are(after, "in", "the") ? after + 2 : tokens.Is(after, "at") && tokens.IsAny(after + 1, "night", "lunchtime") ? after + 1 : tokens.Is(after, "in") ? after + 1 : after;
        if (tokens.Word(part) is "morning" or "afternoon" or "evening" or "night" && !tokens.Is(after, "this"))
        {
            time = Within(time, tokens.Word(part)) with { Next = part + 1 };
        }

        return true;
    }

    /// <summary>The time before or after noon that a part of the day asks for.</summary>
    public static TimeOfDay Within(TimeOfDay time, string part)
    {
        if (!time.Twice || time.IsPart)
        {
            return time;
        }

        var hour = time.From.Hours;
        var later = part switch
        {
            "morning" => false,
            "night" => hour is >= 5 and < 12,
            _ => hour < 12,
        };
        var from = hour == 12 && part is "night" or "morning" ? time.From - TimeSpan.FromHours(12) : later ? time.From + TimeSpan.FromHours(12) : time.From;
        return time with { From = from, To = from, Twice = false };
    }

    private bool Named(int at, out TimeOfDay time)
    {
        var start = at;
        var shade = tokens.Word(at) is "early" or "late" or "mid" or "later" ? tokens.Word(at) : "";
        if (shade.Length > 0)
        {
            start = tokens.Is(at + 1, "-") ? at + 2 : at + 1;
        }

        start = tokens.Are(start, "in", "the") ? start + 2 : tokens.Is(start, "the") ? start + 1 : start;
        var word = tokens.Word(start);
        switch (word)
        {
            case "noon" or "midday" or "noonish":
                return Set(out time, TimeOfDay.Clock(12, 0, start + 1, false));
            case "mid" when tokens.Word(start + 1) is "night" or "day" or "morning" or "afternoon":
                return Set(out time, tokens.Word(start + 1) switch
                {
                    "night" => TimeOfDay.Clock(0, 0, start + 2, false),
                    "day" => TimeOfDay.Clock(12, 0, start + 2, false),
                    "morning" => TimeOfDay.Span(9, 11, "morning", start + 2),
                    _ => TimeOfDay.Span(14, 16, "afternoon", start + 2),
                });
            case "midnight":
                return Set(out time, TimeOfDay.Clock(0, 0, start + 1, false));
            case "midmorning":
                return Set(out time, TimeOfDay.Span(9, 11, "morning", start + 1));
            case "morning" or "mornings" or "afternoon" or "afternoons" or "evening" or "evenings" or "night" or "lunchtime" or "teatime" or "daytime" or "nighttime":
                var part = TimeOfDay.Part(word, start + 1);
                part = part with { Next = tokens.Is(start + 1, "time") ? start + 2 : tokens.Are(start + 1, "-", "time") ? start + 3 : start + 1 };
                if (shade is "early" or "late" or "later" && word is not "night")
                {
                    var middle = (part.From + part.To) / 2;
                    part = shade is "early" ? part with { To = middle } : part with { From = middle };
                }

                return Set(out time, part);
            case "lunch" when shade.Length == 0 && tokens.Word(at - 1) is "at" or "before" or "after" or "around" or "over" or "since":
                return Set(out time, TimeOfDay.Part("lunch", start + 1));
            case "dinnertime" or "dinner" when word is "dinnertime" || tokens.Is(start + 1, "time"):
                return Set(out time, TimeOfDay.Span(16, 20, "dinner", word is "dinner" ? start + 2 : start + 1));
            case "first" when tokens.Is(start + 1, "thing"):
                return Set(out time, TimeOfDay.Span(6, 10, "part", start + 2));
            case "last" when tokens.Is(start + 1, "thing"):
                return Set(out time, TimeOfDay.Span(16, 19, "part", start + 2));
            case "close" when tokens.Are(start, "close", "of", "play") || tokens.Are(start, "close", "of", "business"):
                return Set(out time, TimeOfDay.Clock(17, 0, start + 3, false));
            case "cob" or "cop" when char.IsAsciiLetterUpper(tokens.Source[tokens[start].Start]):
                return Set(out time, TimeOfDay.Clock(17, 0, start + 1, false));
            case "end" when tokens.Are(start, "end", "of", "play") || tokens.Are(start, "end", "of", "business"):
                return Set(out time, TimeOfDay.Clock(17, 0, start + 3, false));
            case "end" when tokens.Are(start, "end", "of", "the", "working", "day"):
                return Set(out time, TimeOfDay.Clock(17, 0, start + 5, false));
            case "small" or "early" or "wee" when tokens.Is(start + 1, "hours"):
                return Set(out time, TimeOfDay.Span(0, 5, "night", start + 2));
            case "hours" when shade is "early":
                return Set(out time, TimeOfDay.Span(0, 5, "night", start + 1));
            default:
                time = default;
                return false;
        }
    }

    private bool Clock(int at, bool told, out TimeOfDay time)
    {
        time = default;
        if (Past(at, out time))
        {
            return true;
        }

        // 16:10, 4.10pm, 1610 hrs
        if (tokens.IsDigits(at))
        {
            if (tokens.Glued(at) && tokens.Word(at - 1) is "£" or "$" or "€" or "." or "/" or ":" or "#" or "+" || (tokens.Glued(at) && tokens.IsWord(at - 1) && !tokens.Is(at - 1, "t")))
            {
                return false;
            }

            var digits = tokens[at].Text;
            if (digits.Length > 4)
            {
                return false;
            }

            var hour = int.Parse(digits, CultureInfo.InvariantCulture);
            var next = at + 1;
            if (digits.Length <= 2 && tokens.Word(next) is ":" or "." or "h" && tokens.Glued(next) && tokens.IsDigits(next + 1) && tokens.Glued(next + 1) && tokens[next + 1].Text.Length == 2)
            {
                var minute = int.Parse(tokens[next + 1].Text, CultureInfo.InvariantCulture);
                var colon = tokens.Word(next) is ":";
                next += 2;
                var second = 0;
                if (colon && tokens.Is(next, ":") && tokens.Glued(next) && tokens.IsDigits(next + 1) && tokens[next + 1].Text.Length == 2)
                {
                    second = Math.Min(59, int.Parse(tokens[next + 1].Text, CultureInfo.InvariantCulture));
                    next += 2;
                }

                if (hour > 24 || minute > 59 || (tokens.Is(next, "%") || tokens.Glued(next) && tokens.Word(next) is "." or "/" or "," && tokens.IsDigits(next + 1) && tokens.Glued(next + 1)))
                {
                    return false;
                }

                if (Meridiem(next, ref hour, out var afterMeridiem))
                {
                    return Set(out time, TimeOfDay.Clock(hour, minute, afterMeridiem, false, second: second));
                }

                if (!colon && (!told || tokens.Word(next) is "k" or "million" or "pounds" or "quid" or "m"))
                {
                    return false;
                }

                next = tokens.Word(next) is "hrs" or "hours" or "h" ? next + 1 : next;
                return Set(out time, TimeOfDay.Clock(hour % 24, minute, next, hour is >= 1 and <= 12 && digits[0] is not '0', second: second));
            }

            if (digits.Length == 4 && (tokens.Word(next) is "hrs" or "hours" or "h" || told && digits[0] is '0' or '1' or '2' && hour % 100 < 60 && hour / 100 < 24 && tokens.Word(at - 1) is "at" or "between" or "-" && !(hour is > 1900 and < 2100)))
            {
                var minute = hour % 100;
                hour /= 100;
                return hour < 24 && minute < 60 && Set(out time, TimeOfDay.Clock(hour, minute, tokens.Word(next) is "hrs" or "hours" or "h" ? next + 1 : next, false));
            }

            return digits.Length <= 2 && Hour(at, hour, next, told, out time);
        }

        // "four", "four o'clock", "two thirty", "six forty-three"
        if (Numerals.Unit(tokens.Word(at), out var spoken) && spoken is >= 1 and <= 12)
        {
            if (Numerals.Unit(tokens.Word(at + 1), out var minutes) && minutes is >= 10 and < 60 && (told || Meridiem(at + 2, ref spoken, out _)))
            {
                var next = at + 2;
                if (minutes >= 20 && Numerals.Unit(tokens.Word(tokens.Is(next, "-") ? next + 1 : next), out var unit) && unit is > 0 and < 10)
                {
                    minutes += unit;
                    next = tokens.Is(next, "-") ? next + 2 : next + 1;
                }

                if (minutes < 60 && !IsPlural(tokens.Word(next)))
                {
                    var hour = spoken % 12 == 0 ? 12 : spoken % 12;
                    return Meridiem(next, ref hour, out var after)
                        ? Set(out time, TimeOfDay.Clock(hour, minutes, after, false))
                        : Set(out time, TimeOfDay.Clock(hour, minutes, next, true));
                }
            }

            return Hour(at, spoken, at + 1, told, out time);
        }

        return false;
    }

    private bool Hour(int at, int hour, int next, bool told, out TimeOfDay time)
    {
        time = default;
        if (hour > 24)
        {
            return false;
        }

        var ish = tokens.Is(next, "ish") || tokens.Are(next, "-", "ish");
        if (ish)
        {
            next = tokens.Is(next, "-") ? next + 2 : next + 1;
        }

        var clocked = hour;
        if (hour is >= 1 and <= 12 && Meridiem(next, ref clocked, out var after))
        {
            var twice = tokens.Word(after - 1) is "o'clock" or "oclock" or "clock" or "ampm";
            return Set(out time, TimeOfDay.Clock(twice ? hour : clocked, 0, after, twice, hourOnly: true) with { About = ish });
        }

        if (hour is > 12 and <= 24 && Meridiem(next, ref clocked, out after))
        {
            return Set(out time, TimeOfDay.Clock(hour % 24, 0, after, false, hourOnly: true));
        }

        if (!ish && !(told && FreeHour(next)))
        {
            return false;
        }

        return Set(out time, TimeOfDay.Clock(hour % 24, 0, next, hour is >= 1 and <= 12, hourOnly: true) with { About = ish });
    }

    /// <summary>"half eight apples" are no time; "half eight this morning" is.</summary>
    private static bool IsPlural(string word) => word.Length > 3 && word.EndsWith('s') && word is not "this";

    /// <summary>A bare number is an hour only when nothing is counted by it.</summary>
    private bool FreeHour(int next)
    {
        var token = tokens[next];
        return token.Kind is TokenKind.None
            || (token.Kind is TokenKind.Symbol && token.Text is not ("%" or "/" or "£" or "$" or ":" or "&" or "+") && !(token.Text is "." or "," && tokens.Glued(next) && tokens.IsDigits(next + 1)))
            || token.Text is "on" or "in" or "this" or "yesterday" or "today" or "tomorrow" or "last" or "and" or "to" or "or" or "when" or "we" or "i" or "he" or "she" or "they" or "it" or "my" or "our" or "the" or "a" or "till" or "until" or "tonight" or "but" or "then" or "so" or "because" or "before" or "after" or "for" or "next"
            || DayReader.IsWeekday(token.Text);
    }

    /// <summary>"ten past four", "quarter to 5", "half four" (half past), "15 past seven o'clock".</summary>
    private bool Past(int at, out TimeOfDay time)
    {
        time = default;
        var start = tokens.Is(at, "a") ? at + 1 : at;
        int minutes;
        int next;
        var half = tokens.Is(start, "half");
        if (half || tokens.Is(start, "quarter"))
        {
            minutes = half ? 30 : 15;
            next = start + 1;
        }
        else if (tokens.IsDigits(start) && tokens[start].Text.Length <= 2 && !tokens.Glued(start))
        {
            minutes = int.Parse(tokens[start].Text, CultureInfo.InvariantCulture);
            next = start + 1;
        }
        else if (Numerals.Unit(tokens.Word(start), out minutes))
        {
            next = start + 1;
            if (minutes >= 20 && Numerals.Unit(tokens.Word(tokens.Is(next, "-") ? next + 1 : next), out var unit) && unit is > 0 and < 10)
            {
                minutes += unit;
                next = tokens.Is(next, "-") ? next + 2 : next + 1;
            }
        }
        else
        {
            return false;
        }

        next = tokens.IsAny(next, "minutes", "mins") ? next + 1 : next;
        var to = tokens.IsAny(next, "to", "before");
        if (to || tokens.Word(next) is "past" or "after" or "gone")
        {
            next++;
            if (tokens.Is(next - 1, "after") && !half && !tokens.Is(start, "quarter"))
            {
                return false;
            }
        }
        else if (!half)
        {
            return false;
        }

        int hour;
        if (tokens.IsDigits(next) && tokens[next].Text.Length <= 2)
        {
            hour = int.Parse(tokens[next].Text, CultureInfo.InvariantCulture);
        }
        else if (tokens.IsAny(next, "midnight", "noon") || tokens.Is(next, "midday"))
        {
            hour = tokens.Is(next, "midnight") ? 24 : 12;
        }
        else if (!Numerals.Unit(tokens.Word(next), out hour))
        {
            return false;
        }

        var named = tokens.Word(next) is "midnight" or "noon" or "midday";
        if (minutes is < 1 or > 59 || hour is < 1 or > 24 || (half && to) || (to && !tokens.Is(start, "quarter") && tokens.Word(next + 1) is "people" or "staff" or "years" or "days" or "weeks" or "months" or "hours")
            || (half && !tokens.Is(next - 1, "past") && (hour > 12 || tokens.IsAny(next + 1, "hundred", "thousand") || IsPlural(tokens.Word(next + 1)))))
        {
            return false;
        }

        // "five to seven" may be hours; "5 to 7" almost always is.
        if (to && minutes <= 12 && !tokens.Is(start, "quarter") && minutes % 5 != 0)
        {
            return false;
        }

        if (to && minutes is 5 or 10 && tokens.IsDigits(start))
        {
            return false;
        }

        next++;
        var twice = !named && hour <= 12;
        var clocked = hour;
        if (!named && hour <= 12 && Meridiem(next, ref clocked, out var after))
        {
            twice = tokens.Word(after - 1) is "o'clock" or "oclock" or "clock";
            next = after;
            hour = twice ? hour : clocked;
        }

        var total = (hour * 60) + (to ? -minutes : minutes);
        total = ((total % 1440) + 1440) % 1440;
        return Set(out time, TimeOfDay.Clock(total / 60, total % 60, next, twice));
    }

    private bool Meridiem(int at, ref int hour, out int next)
    {
        next = at;
        var dotted = tokens.Is(at, ".") && tokens.Glued(at) && IsAmPm(at + 1) ? at + 1 : at;
        var word = tokens.Word(dotted);
        switch (word)
        {
            case "am" or "pm":
                next = dotted + 1;
                break;
            case "a" or "p" when tokens.Are(dotted + 1, ".", "m"):
                next = tokens.Is(dotted + 3, ".") ? dotted + 4 : dotted + 3;
                break;
            case "a" or "p" when tokens.Is(dotted + 1, "m"):
                next = dotted + 2;
                break;
            case "a" or "p" when tokens.Glued(dotted) && tokens.IsDigits(dotted - 1) && !tokens.Glued(dotted + 1) | tokens[dotted + 1].Kind is TokenKind.Symbol && !tokens.Is(dotted + 1, "/"):
                next = dotted + 1;
                break;
            case "ampm":
                next = dotted + 1;
                return true;
            case "o'clock" or "oclock":
                next = dotted + 1;
                return true;
            case "o" when tokens.Is(dotted + 1, "clock") || tokens.Are(dotted + 1, "'", "clock"):
                next = tokens.Is(dotted + 1, "clock") ? dotted + 2 : dotted + 3;
                return true;
            default:
                return false;
        }

        if (hour is >= 1 and <= 12)
        {
            hour = word[0] is 'p' ? (hour % 12) + 12 : hour % 12;
        }

        return true;
    }

    private bool IsAmPm(int at) => tokens.Word(at) is "am" or "pm";

    private static bool Set(out TimeOfDay time, TimeOfDay value)
    {
        time = value;
        return true;
    }
}

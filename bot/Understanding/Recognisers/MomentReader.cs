using System.Collections.Frozen;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Bot.Understanding.Recognisers;

/// <summary>Reads one moment that begins at a token: a distance from now, a range, or a day and a time in either order.</summary>
internal sealed class MomentReader(Tokens tokens, DateTimeOffset now)
{
    /// <summary>Words at which a moment can begin; all others are passed over at once.</summary>
    private static readonly FrozenSet<string> Starts = (
        "today todays today's 2day tday yesterday yday yest ystrday yesturday yesterdays yesterday's yesterdy yesteray tomorrow tmrw tomorow tommorow tommorrow tmr tomoz tonight tonite overnight day night last this next past previous "
        + "coming upcoming following christmas xmas boxing new hogmanay good easter halloween black bank january jan february feb march mar april apr may june jun july jul august aug september sep sept october oct november nov "
        + "december dec monday mon tuesday tue tues wednesday wed weds wednes thursday thu thur thurs friday fri saturday sat sunday sun the a an week weekend wkend wknd weekends w start beginning end middle early late mid earlier later eoy "
        + "noon midday noonish midnight midmorning morning mornings afternoon afternoons evening evenings lunchtime lunch teatime daytime nighttime dinnertime dinner first second third fourth fifth sixth seventh eighth ninth tenth "
        + "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth close cob cop small wee half quarter about around at on since from between before after until till by in within "
        + "over approx approximately circa roughly just now right moments recently lately couple few several some couple year calendar cy current same another sometime not no more less nearly almost every each during for through three"
        ).Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly DateTime local = UkTime.Local(now).DateTime;
    private readonly DayReader days = new(tokens, UkTime.Day(now));
    private readonly TimeReader times = new(tokens);

    private DateOnly Today => DateOnly.FromDateTime(local);

    /// <returns>True with no moment for words that only look like one ("every Friday"): they are passed over.</returns>
    public bool Read(int at, out Moment? moment, out int first, out int next)
    {
        moment = null;
        first = at;
        next = at;
        var token = tokens[at];
        if (token.Kind is TokenKind.Symbol or TokenKind.None
            || (token.Kind is TokenKind.Word && !Starts.Contains(token.Text) && !Numerals.Unit(token.Text, out _)))
        {
            return false;
        }

        if (Repeated(at, out next))
        {
            return true;
        }

        return Distance(at, out moment, out next)
            || Range(at, out moment, out next)
            || Bounded(at, out moment, out first, out next);
    }

    /// <summary>"every Friday", "on Mondays", "most mornings", "9 to 5 each day": no moment.</summary>
    private bool Repeated(int at, out int next)
    {
        next = at;
        // "Tuesday afternoons", "mornings"
        var plural = DayReader.IsWeekday(tokens.Word(at)) ? at + 1 : at;
        if (tokens.Word(plural) is "mornings" or "afternoons" or "evenings" or "weekends" && !tokens.Is(at - 1, "the"))
        {
            next = plural + 1;
            return true;
        }

        if (tokens.Word(at) is not ("every" or "each"))
        {
            return false;
        }

        var place = tokens.Is(at + 1, "other") || tokens.Is(at + 1, "single") ? at + 2 : at + 1;
        if (days.Read(place, out var day))
        {
            next = day.Next;
            if (times.Read(tokens.Is(next, "at") ? next + 1 : next, told: true, out var time))
            {
                next = time.Next;
            }

            return true;
        }

        if (times.Read(place, false, out var part))
        {
            next = part.Next;
            return true;
        }

        return DurationRecogniser.Unit(tokens, place, out _) && (next = place + 1) > 0;
    }

    /// <summary>"half an hour ago", "in two weeks", "the last 3 days", "just now", "two days before yesterday".</summary>
    private bool Distance(int at, out Moment? moment, out int next)
    {
        moment = null;
        next = at;
        var about = false;
        var start = at;
        while (tokens.Word(start) is "about" or "around" or "approx" or "approximately" or "roughly" or "nearly" or "almost" or "over" or "circa" && start < at + 2)
        {
            about = true;
            start++;
        }

        start = tokens.IsAny(start, "more", "less") && tokens.Is(start + 1, "than") ? start + 2 : start;
        about |= start > at;

        switch (tokens.Word(at))
        {
            case "just" when tokens.Word(at + 1) is "now" or "this" && (tokens.Is(at + 1, "now") || tokens.IsAny(at + 2, "minute", "second")):
                next = tokens.Is(at + 1, "now") ? at + 2 : at + 3;
                return Make(out moment, now.AddMinutes(-15), now, "minute", about: true);
            case "a" when tokens.IsAny(at + 1, "moment", "sec") && tokens.Is(at + 2, "ago"):
                next = at + 3;
                return Make(out moment, now.AddMinutes(-15), now, "minute", about: true);
            case "moments" when tokens.Is(at + 1, "ago"):
                next = at + 2;
                return Make(out moment, now.AddMinutes(-15), now, "minute", about: true);
            case "a" when tokens.Are(at, "a", "while", "ago") || tokens.Are(at, "a", "while", "back"):
                next = at + 3;
                return Make(out moment, now.AddDays(-60), now.AddDays(-7), "span", about: true);
            case "right" when tokens.Is(at + 1, "now"):
                next = at + 2;
                return Make(out moment, now, now, "now");
            case "at" when tokens.IsAny(at + 1, "present", "moment") || tokens.Are(at + 1, "the", "moment") || tokens.Are(at + 1, "this", "time") || tokens.Are(at + 1, "this", "moment"):
                next = tokens.Is(at + 1, "present") ? at + 2 : at + 3;
                return Make(out moment, now, now, "now");
            case "recently" or "lately":
                next = at + 1;
                return Make(out moment, now.AddDays(-30), now, "span", about: true);
            case "the" when tokens.Is(at + 1, "other") && tokens.Word(at + 2) is "day" or "night" or "week" or "evening":
                next = at + 3;
                return tokens.Is(at + 2, "week")
                    ? Make(out moment, now.AddDays(-21), now.AddDays(-4), "span", about: true)
                    : Make(out moment, Start(Today.AddDays(-6)), Start(Today), "span", about: true);
            case "earlier" when tokens.Is(at + 1, "today"):
                next = at + 2;
                return Make(out moment, Start(Today), now, "span");
            case "the" or "last" or "past" or "previous" or "next" or "over" or "in" or "within" or "during" or "for" or "coming" or "these" when Window(at, out moment, out next):
                return true;
        }

        if (!DurationRecogniser.Read(tokens, start, out var length, out var after))
        {
            return Ahead(at, out moment, out next);
        }

        about |= length.About;
        switch (tokens.Word(after))
        {
            case "ago" or "earlier" or "previously" or "prior":
            case "back" when tokens.Word(after + 1) is not ("to" or "in" or "from" or "up" or "online"):
                next = after + 1;
                if (tokens.Is(after, "ago") && tokens.IsAny(next, "today", "yesterday") || (tokens.Is(after, "ago") && tokens.Is(next, "last")) || (tokens.Is(after, "ago") && tokens.Is(next, "on") || DayReader.IsWeekday(tokens.Word(next))) && length.Unit is "week" or "day" or "month")
                {
                    // "a week ago on Friday", "three weeks ago today"
                    var place = tokens.IsAny(next, "on", "last") ? next + 1 : next;
                    if (length.Unit is "week" or "day" or "month" or "year" && new DayReader(tokens, DateOnly.FromDateTime(Move(local, length, -1))).Read(place, out var on) && on.Grain == "day")
                    {
                        var near = tokens.IsAny(place, "today", "yesterday") ? on.From : Nearest(on.From.DayOfWeek, DateOnly.FromDateTime(Move(local, length, -1)));
                        next = on.Next;
                        return Make(out moment, Start(near), Start(near.AddDays(1)), "day", about: about);
                    }
                }

                return Moved(length, -1, about, out moment);
            case "from" or "after" or "before" or "since":
                var back = tokens.Is(after, "before");
                if (tokens.Is(after + 1, "now") && !back)
                {
                    next = after + 2;
                    return Moved(length, 1, about, out moment);
                }

                if (length.Unit is "day" or "week" or "month" or "year" && tokens.Word(after) is not "since" && days.Read(after + 1, out var anchor) && anchor.Grain == "day" && length.Amount < 5000)
                {
                    var moved = DateOnly.FromDateTime(Move(anchor.From.ToDateTime(default), length, back ? -1 : 1));
                    next = anchor.Next;
                    return Make(out moment, Start(moved), Start(moved.AddDays(1)), "day", about: about);
                }

                return false;
            case "before" or "later":
            default:
                return false;
        }
    }

    private static DateOnly Nearest(DayOfWeek weekday, DateOnly near)
    {
        var ahead = ((int)weekday - (int)near.DayOfWeek + 7) % 7;
        return near.AddDays(ahead > 3 ? ahead - 7 : ahead);
    }

    /// <summary>"in 5 minutes", "in a week's time".</summary>
    private bool Ahead(int at, out Moment? moment, out int next)
    {
        moment = null;
        next = at;
        if (!tokens.Is(at, "in") || !DurationRecogniser.Read(tokens, tokens.IsAny(at + 1, "about", "around") ? at + 2 : at + 1, out var length, out next) || tokens.Word(next) is "ago" or "of" or "since" || tokens.Word(at - 1) is "twice" or "once" or "times" or "thrice")
        {
            return false;
        }

        next = tokens.Is(next, "time") ? next + 1 : next;
        return Moved(length, 1, length.About, out moment);
    }

    /// <summary>"the last two weeks", "over the past few days", "within 3 hours", "the next 10 days".</summary>
    private bool Window(int at, out Moment? moment, out int next)
    {
        moment = null;
        next = at;
        var i = at;
        while (tokens.Word(i) is "over" or "in" or "within" or "during" or "for" or "the" or "these" && i < at + 3)
        {
            i++;
        }

        var within = tokens.Is(at, "within");
        var which = tokens.Word(i);
        if (which is "last" or "past" or "previous" or "next" or "coming" && (tokens.IsDigits(i + 1) || tokens.IsWord(i + 1)) && (DurationRecogniser.Read(tokens, i + 1, out var length, out next)))
        {
            var sign = which is "next" or "coming" ? 1 : -1;
            return Windowed(length, sign, out moment);
        }

        if (within && DurationRecogniser.Read(tokens, i, out length, out next) && tokens.Word(next) is not "of")
        {
            return Windowed(length, 1, out moment);
        }

        return false;
    }

    private bool Windowed(Duration length, int sign, out Moment? moment)
    {
        moment = null;
        if (length.Amount > 5000 || length.Length > TimeSpan.FromDays(40_000))
        {
            return false;
        }

        var fine = length.Unit is "second" or "minute" or "hour";
        var other = fine ? now + (sign * length.Length) : Start(DateOnly.FromDateTime(Move(local, length, sign)));
        var here = fine ? now : sign < 0 ? now : Start(Today);
        return sign < 0 ? Make(out moment, other, here, "span", about: length.About) : Make(out moment, here, other, "span", about: length.About);
    }

    private bool Moved(Duration length, int sign, bool about, out Moment? moment)
    {
        moment = null;
        if (length.Length > TimeSpan.FromDays(40_000))
        {
            return false;
        }

        if (length.Unit is "second" or "minute" or "hour")
        {
            var instant = now + (sign * length.Length);
            return Make(out moment, instant, instant, length.Unit == "hour" ? "hour" : "minute", about: about);
        }

        var day = DateOnly.FromDateTime(Move(local, length, sign));
        return Make(out moment, Start(day), Start(day.AddDays(1)), "day", about: about || length.Unit is not "day");
    }

    private static DateTime Move(DateTime from, Duration length, int sign)
    {
        var whole = (int)(sign * Math.Round(length.Amount));
        var odd = length.Amount % 1 != 0;
        try
        {
            return length.Unit switch
            {
                "day" => from.AddDays(sign * length.Amount),
                "week" => from.AddDays(7 * sign * length.Amount),
                "weekend" => from.AddDays(7 * whole),
                "month" => odd ? from.AddDays(30 * sign * length.Amount) : from.AddMonths(whole),
                "year" => odd ? from.AddDays(365 * sign * length.Amount) : from.AddYears(whole),
                "decade" => from.AddYears(10 * whole),
                _ => from + (sign * length.Length),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return from;
        }
    }

    /// <summary>"from Monday to Friday", "between 3 and 5 on Tuesday", "9-5", "Nov 18-19".</summary>
    private bool Range(int at, out Moment? moment, out int next)
    {
        moment = null;
        next = at;
        var between = tokens.Is(at, "between");
        var led = between || tokens.IsAny(at, "from", "during");
        var start = led || tokens.IsAny(at, "on", "in") ? at + 1 : at;
        start = tokens.Is(start, "about") || tokens.Is(start, "around") ? start + 1 : start;

        return TimesOfADay(at, start, led, between, out moment, out next)
            || DaysOfAMonth(start, between, led, out moment, out next)
            || PointToPoint(start, between, led, out moment, out next);
    }

    private bool Separator(int at, bool between, out int next)
    {
        next = at + 1;
        return tokens.Word(at) is "to" or "until" or "till" or "til" or "-" or "–" or "—" or "~" or "through" or "thru" || (between && tokens.Is(at, "and"));
    }

    private bool TimesOfADay(int at, int start, bool led, bool between, out Moment? moment, out int next)
    {
        moment = null;
        next = at;

        // The day may stand in front: "Monday 8-9am", "tomorrow from 7 to 8pm".
        Day? day = null;
        if (days.Read(start, out var before) && before.Grain == "day")
        {
            day = before;
            start = tokens.Is(before.Next, ",") || tokens.Is(before.Next, "at") ? before.Next + 1 : before.Next;
            var own = tokens.Word(start) is "between" or "from";
            between |= tokens.Is(start, "between");
            led |= own;
            start = own ? start + 1 : start;
        }

        if (!times.Read(start, told: true, out var from) || from.IsPart || !Separator(from.Next, between, out var after) || !times.Read(after, told: true, out var to) || to.IsPart)
        {
            return false;
        }

        // "5 to 6 people": without a word in front, at least one side must be plainly a time.
        var plain = !from.Twice || !to.Twice || from.Grain == "minute" || to.Grain == "minute";
        next = to.Next;
        if (day is null && tokens.Word(next) is var link)
        {
            var place = link is "on" or "of" or "," ? next + 1 : next;
            if (days.Read(place, out var behind) && behind.Grain == "day")
            {
                day = behind;
                next = behind.Next;
            }
        }

        if (!plain && day is null && !led || (day is null && !plain && !between && tokens[next].Kind is TokenKind.Word))
        {
            next = at;
            return false;
        }

        var part = "";
        if (tokens.Word(next) is "morning" or "afternoon" or "evening" or "night")
        {
            part = tokens.Word(next);
            next++;
        }
        else if (day?.Time is { } said)
        {
            part = said.Grain;
        }

        if (part.Length > 0)
        {
            from = TimeReader.Within(from, part);
            to = TimeReader.Within(to, part);
        }

        if (from.Twice && !to.Twice)
        {
            var late = from.From + TimeSpan.FromHours(12);
            from = @from with { From = late.TotalHours < 24 && late <= to.From && from.From.Hours != 12 ? late : from.From, Twice = false };
        }
        else if (!from.Twice && to.Twice)
        {
            to = to with { From = to.From < from.From && to.From.Hours < 12 ? to.From + TimeSpan.FromHours(12) : to.From, Twice = false };
        }
        else if (from.Twice && to.Twice)
        {
            var working = from.From.Hours is >= 7 and <= 12;
            var begin = working ? from.From : from.From + TimeSpan.FromHours(12);
            var end = to.From;
            while (end < begin)
            {
                end += TimeSpan.FromHours(12);
            }

            from = @from with { From = begin };
            to = to with { From = end };
        }

        var on = day is { } known ? OnDay(known, from.From) : from.From <= local.TimeOfDay ? Today : Today.AddDays(-1);
        var finish = to.From < from.From ? to.From + TimeSpan.FromHours(24) : to.From;
        return Make(out moment, Instant(on, from.From), Instant(on, finish), "span");
    }

    /// <summary>"between 3 and 12 of September", "Nov 18-19", "april ninth through 17th".</summary>
    private bool DaysOfAMonth(int start, bool between, bool led, out Moment? moment, out int next)
    {
        moment = null;
        next = start;

        // "Nov 18-19"
        if (DayReader.IsMonth(tokens.Word(start)) && days.Read(start, out var from) && from.Grain == "day" && Separator(from.Next, between, out var after))
        {
            after = tokens.Is(after, "the") ? after + 1 : after;
            if (Number(after, out var last, out var end) && !DayReader.IsMonth(tokens.Word(end)) && last > from.From.Day && last <= DateTime.DaysInMonth(from.From.Year, from.From.Month) && !(tokens.Is(end, ":") || tokens.Is(end, "/") || TimeReader.IsMeridiem(tokens.Word(end)))
                && !tokens.Is(end, "-"))
            {
                next = end;
                return Make(out moment, Start(from.From), Start(new DateOnly(from.From.Year, from.From.Month, last)), "span");
            }

            return false;
        }

        // "3 to 12 of September"
        var place = tokens.Is(start, "the") ? start + 1 : start;
        if (Number(place, out var first, out var sep) && Separator(sep, between, out after) && Number(tokens.Is(after, "the") ? after + 1 : after, out var second, out _)
            && days.Read(after, out var to) && to.Grain == "day" && first < second && to.From.Day == second && !tokens.Is(sep, ":"))
        {
            next = to.Next;
            return (led || tokens.Word(after) is not "to") && Make(out moment, Start(new DateOnly(to.From.Year, to.From.Month, first)), Start(to.From), "span");
        }

        return false;
    }

    private bool Number(int at, out int number, out int next)
    {
        if (Numerals.Ordinal(tokens, at, out number, out next))
        {
            return true;
        }

        if (tokens.IsDigits(at) && tokens[at].Text.Length <= 2)
        {
            number = int.Parse(tokens[at].Text, System.Globalization.CultureInfo.InvariantCulture);
            next = at + 1;
            return number is >= 1 and <= 31;
        }

        next = at + 1;
        return Numerals.Unit(tokens.Word(at), out number) && number is >= 1 and <= 31;
    }

    private bool PointToPoint(int start, bool between, bool led, out Moment? moment, out int next)
    {
        moment = null;
        next = start;
        Moment? from;
        Day? fromDay = null;
        int sep;
        if (between && tokens.Is(start, "now"))
        {
            from = new(now, now, "minute");
            sep = start + 1;
        }
        else if (!Point(start, told: led, out from, out fromDay, out sep))
        {
            return false;
        }

        if (!Separator(sep, between, out var after) || from is null)
        {
            return false;
        }

        Moment? to;
        int end;
        if (tokens.Word(after) is "now" or "today" && !led)
        {
            to = new(now, now, "minute");
            end = after + 1;
        }
        else if (tokens.Is(after, "now"))
        {
            to = new(now, now, "minute");
            end = after + 1;
        }
        else if (!Point(after, told: true, out to, out _, out end) || to is null)
        {
            return false;
        }

        if (tokens.Is(sep, "-") && fromDay is null)
        {
            return false;
        }

        // "May to October 2020": the year belongs to both.
        if (fromDay is { Loose: true, Grain: "month" or "day" } && to.From > from.From.AddDays(366))
        {
            var years = (to.From - from.From).Days / 366;
            var near = UkTime.Local(from.From).DateTime.AddYears(years);
            while (UkTime.At(near.AddYears(1)) <= to.From)
            {
                near = near.AddYears(1);
            }

            from = @from with { From = UkTime.At(near) };
        }
        else if (fromDay is { Loose: true, Grain: "month" } && to.From < from.From && to.From > from.From.AddYears(-40) && tokens[end - 1].Text.Length == 4 && tokens.IsDigits(end - 1))
        {
            var near = UkTime.Local(from.From).DateTime;
            while (UkTime.At(near) > to.From)
            {
                near = near.AddYears(-1);
            }

            from = @from with { From = UkTime.At(near) };
        }

        // "May to March": the end comes after the beginning. "Monday to Friday" of last week ends before today.
        var finish = to.From;
        if (finish < from.From)
        {
            var forward = to.From;
            for (var tries = 0; tries < 2 && forward < from.From; tries++)
            {
                forward = to.Grain is "day" && from.From - to.From < TimeSpan.FromDays(7) && fromDay?.Grain is "day" ? UkTime.At(UkTime.Local(forward).DateTime.AddDays(7)) : UkTime.At(UkTime.Local(forward).DateTime.AddYears(1));
            }

            if (forward < from.From)
            {
                return false;
            }

            finish = forward;
        }

        next = end;
        return Make(out moment, from.From, finish, "span");
    }

    /// <summary>"since about Tuesday", "before Friday", "by noon", "at ten past four on Friday", "Friday".</summary>
    private bool Bounded(int at, out Moment? moment, out int first, out int next)
    {
        moment = null;
        first = at;
        next = at;
        var bound = Bound.At;
        var about = false;
        var told = false;
        var i = at;
        for (var words = 0; words < 4; words++)
        {
            var word = tokens.Word(i);
            switch (word)
            {
                case "since":
                    bound = Bound.Since;
                    told = true;
                    break;
                case "before":
                    bound = Bound.Before;
                    told = true;
                    break;
                case "after":
                    bound = Bound.After;
                    told = true;
                    break;
                case "until" or "till" or "by":
                    bound = Bound.Until;
                    told = true;
                    break;
                case "just" when tokens.Word(i + 1) is "after" or "before" or "gone" or "past":
                    about = true;
                    bound = Bound.At;
                    i++;
                    told = true;
                    break;
                case "from" when bound is Bound.At:
                    bound = Bound.Since;
                    told = true;
                    break;
                case "about" or "around" or "approx" or "circa" or "roughly" or "approximately" or "sometime" or "nearly" or "almost":
                    about = true;
                    told = word is not ("roughly" or "nearly" or "almost");
                    break;
                case "at" or "on":
                    told = true;
                    break;
                case "in" when bound is Bound.At && i == at:
                    break;
                case "during":
                    break;
                default:
                    words = 9;
                    continue;
            }

            i++;
        }

        if (i == tokens.Count)
        {
            return false;
        }

        if (tokens.Are(i, "the", "day") && bound is Bound.At && tokens.IsAny(i + 2, "before", "after") && tokens[i + 3].Kind is not TokenKind.Word)
        {
            var day = Today.AddDays(tokens.Is(i + 2, "before") ? -1 : 1);
            next = i + 3;
            return Make(out moment, Start(day), Start(day.AddDays(1)), "day");
        }

        // "from about 4": a number alone is an hour only behind "at", "about", "since", "by" and the like.
        var bare = told && tokens.Word(i - 1) is not ("on" or "in");
        if (!Point(i, bare, out var point, out var pointDay, out next) || point is null)
        {
            return false;
        }

        // "by Friday": what is due lies ahead.
        if (bound is Bound.Until && tokens.Word(at) is "by" or "until" or "till" && pointDay is { Loose: true, Grain: "day" } && point.To <= now && DayReader.IsWeekday(tokens.Word(tokens.Is(i, "the") ? i + 1 : i)))
        {
            point = point with { From = UkTime.At(UkTime.Local(point.From).DateTime.AddDays(7)), To = UkTime.At(UkTime.Local(point.To).DateTime.AddDays(7)) };
        }

        first = bound is Bound.At && !about ? i : at;
        moment = point with { Bound = bound, About = point.About || about };
        return true;
    }

    /// <summary>A day, a time, or both in either order.</summary>
    private bool Point(int at, bool told, out Moment? moment, out Day? day, out int next)
    {
        moment = null;
        day = null;
        next = at;

        if (times.Read(at, told, out var time))
        {
            // Time first: "ten past four on Friday", "16:10 yesterday", "last thing Friday", "the morning of the 14th"
            var place = time.Next;
            place = tokens.Is(place, ",") && days.Read(place + 1, out _) ? place + 1 : place;
            place = tokens.Word(place) is "on" or "of" ? place + 1 : place;
            if (days.Read(place, out var on) && on.Grain == "day")
            {
                day = on;
                next = on.Next;
                if (on.Time is { } partOfDay)
                {
                    time = TimeReader.Within(time, partOfDay.Grain);
                }
                else if (tokens.Word(next) is "morning" or "afternoon" or "evening" or "night")
                {
                    time = TimeReader.Within(time, tokens.Word(next));
                    next++;
                }

                return Both(on, time, out moment);
            }

            // "10 to 12": the 10 belongs to a date? "2.30 in the afternoon" is read by the time itself.
            if (time.IsPart || !DaysFirst(at))
            {
                next = time.Next;
                return Alone(time, at, out moment);
            }
        }

        if (!days.Read(at, out var read))
        {
            return false;
        }

        day = read;
        next = read.Next;
        if (read.Grain == "day")
        {
            var place = next;
            place = tokens.Is(place, ",") ? place + 1 : place;
            var atWord = false;
            for (var words = 0; words < 3 && tokens.Word(place) is "at" or "about" or "around" or "approx" or "just" or "in" or "for" or "roughly" or "from" or "circa" or "-" or "t" or "@" or "by" or "after" or "before" or "sometime"; words++)
            {
                atWord |= tokens.Word(place) is "at" or "about" or "around" or "t" or "@" or "by" or "after" or "before";
                place++;
            }

            if (read.Time is { } said)
            {
                if (place != next && atWord && times.Read(place, told: true, out var exact) && !exact.IsPart)
                {
                    next = exact.Next;
                    exact = said.Grain is "night" && exact.From.Hours < 5 && exact.Twice ? exact with { Twice = false } : TimeReader.Within(exact, said.Grain);
                    return Both(read, exact, out moment);
                }

                return Both(read, said, out moment);
            }

            if (times.Read(place, told: atWord, out var then))
            {
                next = then.Next;
                if (then.IsPart)
                {
                    // "Friday afternoon around 4", "yesterday evening at 6"
                    var exactPlace = next;
                    while (tokens.Word(exactPlace) is "at" or "about" or "around" or "@" or "," && exactPlace < next + 2)
                    {
                        exactPlace++;
                    }

                    if (exactPlace > next && times.Read(exactPlace, told: true, out var exact) && !exact.IsPart)
                    {
                        next = exact.Next;
                        return Both(read, TimeReader.Within(exact, then.Grain), out moment);
                    }
                }

                return Both(read, then, out moment);
            }

            return Make(out moment, Start(OnDay(read, TimeSpan.Zero, dayOnly: true)), Start(OnDay(read, TimeSpan.Zero, dayOnly: true).AddDays(1)), "day");
        }

        return Make(out moment, Start(read.From), Start(read.To), read.Grain);
    }

    private bool DaysFirst(int at) => days.Read(at, out var day) && day.Next > at + 1 && times.Read(at, told: true, out var time) && !time.IsPart && day.Next > time.Next;

    private bool Both(Day day, TimeOfDay time, out Moment? moment)
    {
        if (time.Twice)
        {
            time = Chosen(time, OnDay(day, time.From) == Today);
        }

        var on = OnDay(day, time.From);
        return Make(out moment, Instant(on, time.From), Instant(on, time.To), time.Grain, about: time.About);
    }

    private bool Alone(TimeOfDay time, int at, out Moment? moment)
    {
        if (time.Twice)
        {
            time = Chosen(time, today: true);
        }

        // The last time that the clock showed it; a few minutes ahead may be a clock that is fast.
        var ahead = tokens.Is(at - 1, "by") || tokens.Is(at - 1, "until") || tokens.Is(at - 1, "till");
        var on = time.From <= local.TimeOfDay + TimeSpan.FromMinutes(5) || ahead ? Today : Today.AddDays(-1);
        return Make(out moment, Instant(on, time.From), Instant(on, time.To), time.Grain, about: time.About);
    }

    /// <summary>
    /// "at four" is in the afternoon and "at nine" in the morning, as the hours of business go; today, not one that is still to
    /// come, and not one twelve hours old when the other has just been.
    /// </summary>
    private TimeOfDay Chosen(TimeOfDay time, bool today)
    {
        var early = time.From.Hours == 12 ? time.From - TimeSpan.FromHours(12) : time.From;
        var late = early + TimeSpan.FromHours(12);
        var chosen = time.From.Hours is 12 or (>= 1 and < 7) ? late : early;
        if (today)
        {
            var clock = local.TimeOfDay + TimeSpan.FromMinutes(5);
            if (chosen == early && late <= clock && clock - late <= TimeSpan.FromHours(3))
            {
                chosen = late;
            }
            else if (chosen == late && late > clock && early <= clock && clock - early <= TimeSpan.FromHours(9))
            {
                chosen = early;
            }
        }

        return time with { From = chosen, To = chosen, Twice = false };
    }

    /// <summary>The day that is meant. "Friday at ten past four", said on a Friday evening, is today.</summary>
    private DateOnly OnDay(Day day, TimeSpan time, bool dayOnly = false) =>
        day is { Loose: true, Grain: "day" } && !dayOnly && day.From == Today.AddDays(-7) && time <= local.TimeOfDay ? Today : day.From;

    private static DateTimeOffset Start(DateOnly day) => UkTime.At(day.ToDateTime(default));

    private static DateTimeOffset Instant(DateOnly day, TimeSpan time) => UkTime.At(day.ToDateTime(default) + time);

    private static bool Make(out Moment? moment, DateTimeOffset from, DateTimeOffset to, string grain, bool about = false)
    {
        moment = new(UkTime.Local(from), UkTime.Local(to), grain, Bound.At, about);
        return true;
    }
}

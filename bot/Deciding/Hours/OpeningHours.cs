namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>When a door is open: some hours of each week, always, or not known.</summary>
internal sealed class OpeningHours
{
    private const int DaysAhead = 21;

    private readonly IReadOnlyList<WeeklySpan>? week;
    private readonly BankHolidayRule bankHolidays;
    private readonly Nation nation;
    private readonly OpenState? whatever;

    private OpeningHours(OpenState whatever) => this.whatever = whatever;

    public OpeningHours(IReadOnlyList<WeeklySpan> week, BankHolidayRule bankHolidays = BankHolidayRule.Unknown, Nation nation = Nation.England)
    {
        this.week = week;
        this.bankHolidays = bankHolidays;
        this.nation = nation;
    }

    public static OpeningHours Always { get; } = new(new OpenState.Always());

    public static OpeningHours Unknown { get; } = new(new OpenState.Unknown());

    public OpenState At(DateTimeOffset instant)
    {
        if (whatever is not null)
        {
            return whatever;
        }

        var today = UkTime.Day(instant);
        var openings = Openings(today.AddDays(-1), today.AddDays(DaysAhead));

        foreach (var (from, until) in openings)
        {
            if (from <= instant && instant < until)
            {
                var sure = bankHolidays is not BankHolidayRule.Unknown || !BankHolidays.Is(today, nation);
                return new OpenState.Open(until, sure);
            }

            if (from > instant)
            {
                return new OpenState.Closed(from);
            }
        }

        return new OpenState.Closed(null);
    }

    /// <summary>Openings from one day to another, in order; those that meet (midnight to midnight) are joined.</summary>
    private List<(DateTimeOffset From, DateTimeOffset Until)> Openings(DateOnly first, DateOnly last)
    {
        var openings = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (bankHolidays is BankHolidayRule.Closed && BankHolidays.Is(day, nation))
            {
                continue;
            }

            foreach (var span in week!.Where(span => span.Day == day.DayOfWeek))
            {
                var closing = span.To <= span.From ? day.AddDays(1) : day;
                openings.Add((UkTime.At(day, span.From), UkTime.At(closing, span.To)));
            }
        }

        openings.Sort();
        var joined = new List<(DateTimeOffset From, DateTimeOffset Until)>();
        foreach (var opening in openings)
        {
            if (joined.Count > 0 && opening.From <= joined[^1].Until)
            {
                joined[^1] = (joined[^1].From, opening.Until > joined[^1].Until ? opening.Until : joined[^1].Until);
            }
            else
            {
                joined.Add(opening);
            }
        }

        return joined;
    }
}

namespace BotAdvice.Bot.Deciding.Hours;

/// <summary>Clock time in the United Kingdom, right across the two changes of the clocks each year.</summary>
internal static class UkTime
{
    /// <summary>Europe/London, under whichever name this machine knows it, or made by the rule in force since 1996.</summary>
    public static TimeZoneInfo Zone { get; } = Find("Europe/London") ?? Find("GMT Standard Time") ?? ByRule();

    /// <summary>The instant as a clock on a wall in London shows it.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The day that it is in London at the instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant at which a clock in London shows <paramref name="local"/>.</summary>
    /// <remarks>
    /// In spring an hour does not exist: a time inside it is moved on by that hour. In autumn an hour comes twice: the first
    /// one is taken, because a clock that starts too early never makes anybody late.
    /// </remarks>
    public static DateTimeOffset At(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(wall))
        {
            wall = wall.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall).Max() : Zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset);
    }

    /// <summary>The instant at which a clock in London shows <paramref name="time"/> on <paramref name="day"/>.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => At(day.ToDateTime(time));

    private static TimeZoneInfo? Find(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>For a machine without time zone data: last Sunday of March to last Sunday of October, at 01:00 UTC.</summary>
    internal static TimeZoneInfo ByRule()
    {
        var spring = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 1, 0, 0), 3, 5, DayOfWeek.Sunday);
        var autumn = TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 10, 5, DayOfWeek.Sunday);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), spring, autumn);
        return TimeZoneInfo.CreateCustomTimeZone("UK", TimeSpan.Zero, "UK time", "Greenwich Mean Time", "British Summer Time", [rule]);
    }
}

using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Tests.Bot.Deciding.Hours;

public sealed class OpeningHoursTests
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly WeeklySpan[] Office = [.. Weekdays.Select(day => new WeeklySpan(day, new(8, 0), new(20, 0)))];

    [Theory]
    [InlineData("2026-11-20 19:59", "open until 2026-11-20 20:00")]
    [InlineData("2026-11-20 20:00", "closed until 2026-11-23 08:00")]
    [InlineData("2026-11-22 14:48", "closed until 2026-11-23 08:00")]
    [InlineData("2026-11-23 08:00", "open until 2026-11-23 20:00")]
    [InlineData("2026-12-24 21:00", "closed until 2026-12-29 08:00")]
    [InlineData("2026-12-25 10:00", "closed until 2026-12-29 08:00")]
    public void An_office_keeps_its_hours_and_its_bank_holidays(string now, string expected) =>
        Assert.Equal(expected, Say(new OpeningHours(Office, BankHolidayRule.Closed).At(Local(now))));

    [Fact]
    public void A_Scottish_holiday_closes_a_Scottish_door_only()
    {
        var andrew = Local("2026-11-30 10:00");

        Assert.Equal("closed until 2026-12-01 08:00", Say(new OpeningHours(Office, BankHolidayRule.Closed, Nation.Scotland).At(andrew)));
        Assert.Equal("open until 2026-11-30 20:00", Say(new OpeningHours(Office, BankHolidayRule.Closed).At(andrew)));
    }

    [Fact]
    public void A_bank_holiday_with_unknown_hours_is_open_but_not_surely() =>
        Assert.Equal(new OpenState.Open(Local("2026-12-25 20:00"), Sure: false), new OpeningHours(Office).At(Local("2026-12-25 10:00")));

    [Fact]
    public void Hours_past_midnight_belong_to_the_evening_before()
    {
        var late = new OpeningHours([new(DayOfWeek.Saturday, new(18, 0), new(2, 0))], BankHolidayRule.Open);

        Assert.Equal("open until 2026-11-22 02:00", Say(late.At(Local("2026-11-22 01:30"))));
        Assert.Equal("closed until 2026-11-28 18:00", Say(late.At(Local("2026-11-22 02:00"))));
    }

    [Fact]
    public void Days_that_meet_at_midnight_are_one_opening()
    {
        var weekend = new OpeningHours([new(DayOfWeek.Saturday, new(9, 0), default), new(DayOfWeek.Sunday, default, new(17, 0))], BankHolidayRule.Open);

        Assert.Equal("open until 2026-11-22 17:00", Say(weekend.At(Local("2026-11-21 12:00"))));
    }

    [Fact]
    public void The_clock_on_the_wall_counts_on_the_day_that_the_clocks_change()
    {
        var daily = new OpeningHours([.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklySpan(day, new(8, 0), new(20, 0)))], BankHolidayRule.Open);
        var beforeEight = new DateTimeOffset(2026, 10, 25, 7, 59, 0, TimeSpan.Zero);

        Assert.Equal(new OpenState.Closed(new DateTimeOffset(2026, 10, 25, 8, 0, 0, TimeSpan.Zero)), daily.At(beforeEight));
        Assert.Equal(new OpenState.Open(new DateTimeOffset(2026, 3, 29, 19, 0, 0, TimeSpan.Zero)), daily.At(new DateTimeOffset(2026, 3, 29, 7, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void Always_and_unknown_stay_what_they_are()
    {
        Assert.IsType<OpenState.Always>(OpeningHours.Always.At(Local("2026-12-25 03:00")));
        Assert.IsType<OpenState.Unknown>(OpeningHours.Unknown.At(Local("2026-12-25 03:00")));
        Assert.Equal(new OpenState.Closed(null), new OpeningHours([]).At(Local("2026-12-25 03:00")));
    }

    private static string Say(OpenState state) => state switch
    {
        OpenState.Open open => $"open until {Wall(open.Until)}",
        OpenState.Closed { Opens: { } opens } => $"closed until {Wall(opens)}",
        _ => state.ToString(),
    };

    private static string Wall(DateTimeOffset instant) => UkTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(string text) => UkTime.At(DateTime.Parse(text, CultureInfo.InvariantCulture));
}

using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Tests.Bot.Deciding.Hours;

public sealed class DeadlinesTests
{
    [Theory]
    [InlineData("72 hours", "2026-11-20T16:10:00Z", "2026-11-23T16:10:00Z")]
    [InlineData("72 hours", "2026-10-23T16:10:00+01:00", "2026-10-26T15:10:00Z")]
    [InlineData("72 hours", "2026-03-27T16:10:00Z", "2026-03-30T16:10:00Z")]
    [InlineData("30 days", "2026-10-10T09:00:00+01:00", "2026-11-09T09:00:00Z")]
    [InlineData("13 months", "2026-01-31T09:00:00Z", "2027-02-28T09:00:00Z")]
    [InlineData("1 year", "2028-02-29T09:00:00Z", "2029-02-28T09:00:00Z")]
    [InlineData("5 working days", "2026-12-23T10:00:00Z", "2027-01-04T10:00:00Z")]
    [InlineData("1 working day", "2026-11-20T23:00:00Z", "2026-11-23T23:00:00Z")]
    [InlineData("2 weeks", "2026-11-20T10:00:00Z", "2026-12-04T10:00:00Z")]
    public void A_limit_ends_when_it_says(string within, string start, string due) =>
        Assert.Equal(At(due), Deadlines.Due(within, At(start), Nation.England));

    [Theory]
    [InlineData("promptly")]
    [InlineData("")]
    [InlineData("as soon as possible")]
    [InlineData("three days")]
    [InlineData("99999999999 hours")]
    public void A_limit_that_is_no_number_has_no_last_moment(string within) => Assert.Null(Deadlines.Due(within, At("2026-11-20T16:10:00Z"), Nation.England));

    [Fact]
    public void Over_ten_years_the_last_moment_agrees_with_counting_it_out()
    {
        var random = new Random(20261122);
        var published = Enumerable.Range(2018, 12).ToDictionary(year => year, year => BankHolidays.In(year, Nation.Scotland).ToHashSet());
        for (var start = At("2019-01-01T00:07:00Z"); start.Year < 2029; start = start.AddHours(random.Next(1, 40)).AddMinutes(random.Next(60)))
        {
            var count = random.Next(1, 25);

            Assert.Equal(start.UtcDateTime.AddHours(count), Deadlines.Due($"{count} hours", start, Nation.Scotland)!.Value.UtcDateTime);

            // Working days: step over the calendar, one day at a time.
            var local = Wall(start);
            var left = count;
            var day = local.Date;
            while (left > 0)
            {
                day = day.AddDays(1);
                var holiday = published[day.Year].Contains(DateOnly.FromDateTime(day));
                left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holiday ? 0 : 1;
            }

            SameWall(day + local.TimeOfDay, Deadlines.Due($"{count} working days", start, Nation.Scotland)!.Value);
            SameWall(local.AddDays(count), Deadlines.Due($"{count} days", start, Nation.Scotland)!.Value);
            SameWall(local.AddMonths(count), Deadlines.Due($"{count} months", start, Nation.Scotland)!.Value);
        }
    }

    /// <summary>British summer time by the law: from 01:00 UTC on the last Sunday of March to 01:00 UTC on that of October.</summary>
    private static DateTime Wall(DateTimeOffset instant)
    {
        var utc = instant.UtcDateTime;
        return utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10) ? utc.AddHours(1) : utc;
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static void SameWall(DateTime expected, DateTimeOffset due)
    {
        var wall = Wall(due);
        var skipped = expected.Date == LastSunday(expected.Year, 3).Date && expected.Hour == 1;
        Assert.Equal(DateTime.SpecifyKind(skipped ? expected.AddHours(1) : expected, DateTimeKind.Utc), DateTime.SpecifyKind(wall, DateTimeKind.Utc));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

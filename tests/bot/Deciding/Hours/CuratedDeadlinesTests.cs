using System.Globalization;
using BotAdvice.Bot.Answering;
using BotAdvice.Bot.Deciding;
using BotAdvice.Bot.Deciding.Hours;
using BotAdvice.Bot.Understanding;
using BotAdvice.Indexer.Knowledge;
using BotAdvice.Tests.Support;

namespace BotAdvice.Tests.Bot.Deciding.Hours;

/// <summary>
/// The last moment of every curated time limit, as a reader is told it, against a calculation of its own: clock time by the law of 1972 as
/// amended, without the time zone data that the product uses. The bank holidays of these ten years are held against the published ones in
/// <see cref="BankHolidaysTests"/>.
/// </summary>
public sealed class CuratedDeadlinesTests
{
    private const int Seed = 20261122;
    private const int MomentsAYear = 120;

    private static readonly string[] Nations = ["england", "wales", "scotland", "ni"];

    public static TheoryData<string> Limits => [.. Shared.Loaded.Knowledge.Deadlines.Keys];

    [Theory]
    [MemberData(nameof(Limits))]
    public void Over_ten_years_a_limit_ends_when_the_calendar_says(string limit)
    {
        var deadline = Shared.Loaded.Knowledge.Deadlines[limit];
        foreach (var start in Moments(2019, 2028))
        {
            foreach (var nation in Nations)
            {
                var due = Answerer.Due(deadline, Told(deadline, start, nation));

                Assert.Equal(Expected(deadline.Within, start, nation), due?.UtcDateTime);
            }
        }
    }

    [Fact]
    public void The_hour_that_is_told_is_the_hour_on_the_wall_after_the_clocks_change()
    {
        var ico = Shared.Loaded.Knowledge.Deadlines["ico-72h"];
        foreach (var year in Enumerable.Range(2025, 10))
        {
            // Found out at 4:10pm on the Friday before a change: 72 hours end an hour later on the wall in spring, and an hour earlier in autumn.
            var spring = LastSunday(year, 3).Date.AddDays(-2).AddHours(16).AddMinutes(10);
            var autumn = LastSunday(year, 10).Date.AddDays(-2).AddHours(15).AddMinutes(10);

            Assert.Equal("5:10pm", UkMoment.Time(Answerer.Due(ico, Told(ico, spring, "england"))!.Value));
            Assert.Equal("3:10pm", UkMoment.Time(Answerer.Due(ico, Told(ico, autumn, "england"))!.Value));
        }
    }

    // Random minutes, and every half hour of the nights on which the clocks change, three days on either side.
    private static IEnumerable<DateTime> Moments(int from, int to)
    {
        var random = new Random(Seed);
        for (var year = from; year <= to; year++)
        {
            for (var count = 0; count < MomentsAYear; count++)
            {
                yield return new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(365 * 24 * 60));
            }

            foreach (var change in new[] { LastSunday(year, 3), LastSunday(year, 10) })
            {
                for (var days = -3; days <= 0; days++)
                {
                    for (var half = -4; half <= 4; half++)
                    {
                        yield return change.AddDays(days).AddMinutes(30 * half);
                    }
                }
            }
        }
    }

    private static Situation Told(Deadline deadline, DateTime start, string nation) => Situation.New with
    {
        Facts = new Dictionary<string, FactValue>(StringComparer.Ordinal)
        {
            [deadline.From] = FactValue.OfMoment(new DateTimeOffset(start), "minute", "then", Known.Said, 1),
            [FactNames.Nation] = FactValue.Of(nation, nation, Known.Said, 1),
        },
    };

    private static DateTime? Expected(string within, DateTime start, string nation)
    {
        var words = within.Split(' ');
        if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        var wall = start.AddHours(IsSummer(start) ? 1 : 0);
        return string.Join(' ', words[1..]) switch
        {
            "hours" => start.AddHours(count),
            "days" => Utc(wall.AddDays(count)),
            "months" => Utc(wall.AddMonths(count)),
            "working days" or "business days" => Utc(Working(wall, count, nation)),
            _ => null,
        };
    }

    private static DateTime Working(DateTime wall, int count, string nation)
    {
        while (count > 0)
        {
            wall = wall.AddDays(1);
            count -= wall.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || BankHolidays.Is(DateOnly.FromDateTime(wall), DoorWriter.NationOf(nation)) ? 0 : 1;
        }

        return wall;
    }

    // An hour that does not exist is moved on; of the hour that comes twice the first one counts.
    private static DateTime Utc(DateTime wall)
    {
        wall = DateTime.SpecifyKind(wall, DateTimeKind.Utc);
        if (wall >= LastSunday(wall.Year, 3) && wall < LastSunday(wall.Year, 3).AddHours(1))
        {
            wall = wall.AddHours(1);
        }

        var early = wall.AddHours(-1);
        return IsSummer(early) ? early : wall;
    }

    private static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);

    /// <summary>01:00 UTC on the last Sunday, when the clocks change.</summary>
    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}

using System.Globalization;
using BotAdvice.Bot.Deciding.Hours;

namespace BotAdvice.Tests.Bot.Deciding.Hours;

public sealed class BankHolidaysTests
{
    /// <summary>As published: days of England and Wales, then those of Scotland, then those of Northern Ireland.</summary>
    private static readonly Dictionary<int, (string England, string Scotland, string Ireland)> Published = new()
    {
        [2019] = ("01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26", "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26", "01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26"),
        [2020] = ("01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28", "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28", "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"),
        [2021] = ("01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28", "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28", "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28"),
        [2022] = ("01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27", "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27", "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27"),
        [2023] = ("01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26", "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26", "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"),
        [2024] = ("01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26", "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26", "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
        [2025] = ("01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26", "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26", "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
        [2026] = ("01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28", "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28", "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"),
        [2027] = ("01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28", "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28", "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"),
        [2028] = ("01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26", "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26", "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26"),
    };

    public static TheoryData<int> AllYears => [.. Published.Keys];

    [Theory]
    [MemberData(nameof(AllYears))]
    public void The_rule_gives_the_published_days(int year)
    {
        var (england, scotland, ireland) = Published[year];

        Assert.Equal(england, Days(year, Nation.England));
        Assert.Equal(england, Days(year, Nation.Wales));
        Assert.Equal(scotland, Days(year, Nation.Scotland));
        Assert.Equal(ireland, Days(year, Nation.NorthernIreland));
    }

    [Theory]
    [InlineData(1818, "03-22")]
    [InlineData(1943, "04-25")]
    [InlineData(2000, "04-23")]
    [InlineData(2024, "03-31")]
    [InlineData(2027, "03-28")]
    [InlineData(2038, "04-25")]
    [InlineData(2285, "03-22")]
    public void Easter_is_where_the_almanac_has_it(int year, string day) =>
        Assert.Equal(day, BankHolidays.Easter(year).ToString("MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void A_Saturday_and_a_bank_holiday_are_no_working_days()
    {
        Assert.False(BankHolidays.IsWorkingDay(new(2026, 11, 21), Nation.England));
        Assert.False(BankHolidays.IsWorkingDay(new(2026, 11, 30), Nation.Scotland));
        Assert.True(BankHolidays.IsWorkingDay(new(2026, 11, 30), Nation.England));
    }

    private static string Days(int year, Nation nation) =>
        string.Join(' ', BankHolidays.In(year, nation).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)));
}

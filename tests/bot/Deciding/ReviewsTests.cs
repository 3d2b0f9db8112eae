using System.Globalization;
using BotAdvice.Bot.Deciding;

namespace BotAdvice.Tests.Bot.Deciding;

public sealed class ReviewsTests
{
    [Theory]
    [InlineData("2026-11-23T10:00Z", 7, "2026-11-30T09:00Z")]
    [InlineData("2026-11-23T02:00Z", 7, "2026-11-29T09:00Z")]
    [InlineData("2026-11-23T09:00Z", 7, "2026-11-29T09:00Z")]
    [InlineData("2026-11-23T23:59Z", 30, "2026-12-23T09:00Z")]
    [InlineData("2027-03-27T12:00Z", 7, "2027-04-03T08:00Z")]
    [InlineData("2026-10-24T08:30Z", 7, "2026-10-30T09:00Z")]
    public void A_look_back_is_on_the_last_morning_in_the_UK_before_the_days_are_over(string from, int days, string at) =>
        Assert.Equal(Moment(at), Reviews.At(Moment(from), days));

    [Fact]
    public void The_next_look_back_passes_over_what_was_missed_and_there_is_none_after_the_last()
    {
        var from = Moment("2026-11-23T10:00Z");

        Assert.Equal(Moment("2026-11-30T09:00Z"), Reviews.Next(from, from, Reviews.Days));
        Assert.Equal(Moment("2026-12-23T09:00Z"), Reviews.Next(from, from.AddDays(12), Reviews.Days));
        Assert.Null(Reviews.Next(from, from.AddDays(40), Reviews.Days));
        Assert.Null(Reviews.Next(from, from.AddDays(12), [7]));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
